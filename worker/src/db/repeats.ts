/** Idempotency keys: requests that may be sent again, by workspace and key (design 8). */
import { and, eq } from 'drizzle-orm';
import type { WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import { idempotencyKeys } from './schema.ts';

export interface KeyOfRequest {
  workspaceId: WorkspaceId;
  key: string;
  requestHash: string;
  mintedId: string;
}
export interface StoredAnswer {
  status: number;
  /** Null: made anew by the verb. */
  body: string | null;
  etag: string | null;
}
export type KeyRow = typeof idempotencyKeys.$inferSelect;

const one = ({ workspaceId, key }: Pick<KeyOfRequest, 'workspaceId' | 'key'>) =>
  and(eq(idempotencyKeys.workspaceId, workspaceId), eq(idempotencyKeys.key, key));
const pendingOwn = (request: KeyOfRequest) =>
  and(one(request), eq(idempotencyKeys.mintedId, request.mintedId), eq(idempotencyKeys.status, 'pending'));

export const findKey = (db: Db, workspaceId: WorkspaceId, key: string): Promise<KeyRow | undefined> =>
  db.select().from(idempotencyKeys).where(one({ workspaceId, key })).get();

const rowOf = ({ workspaceId, key, requestHash, mintedId }: KeyOfRequest, now: number) => ({
  workspaceId,
  key,
  requestHash,
  mintedId,
  startedAt: now,
  createdAt: now,
});

/** Takes the key. For the batch of the first effect: if another request has the key, the whole batch fails (`isKeyTaken`). */
export const insertKey = (db: Db, request: KeyOfRequest, now: number) =>
  db.insert(idempotencyKeys).values({ ...rowOf(request, now), status: 'pending' });

/** Whether a batch failed because another request has the key. */
export function isKeyTaken(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (/UNIQUE constraint failed: idempotency_keys/.test(cause.message)) return true;
  return false;
}

/** Goes on where an earlier run ended without an answer; nothing if somebody else does already. */
export const takeOverKey = (db: Db, row: KeyRow, now: number): Promise<KeyRow | undefined> =>
  db
    .update(idempotencyKeys)
    .set({ startedAt: now })
    .where(and(pendingOwn(row), eq(idempotencyKeys.startedAt, row.startedAt)))
    .returning()
    .get();

/** Keeps the answer; nothing when the key is another request's. One that had no effect takes its key only now. */
export async function keepAnswer(
  db: Db,
  request: KeyOfRequest,
  answer: StoredAnswer,
  now: number,
): Promise<boolean> {
  const done = {
    status: 'done' as const,
    answerStatus: answer.status,
    answerBody: answer.body,
    answerEtag: answer.etag,
  };
  const kept = await db
    .insert(idempotencyKeys)
    .values({ ...rowOf(request, now), ...done })
    .onConflictDoUpdate({
      target: [idempotencyKeys.workspaceId, idempotencyKeys.key],
      set: done,
      setWhere: eq(idempotencyKeys.mintedId, request.mintedId),
    })
    .returning({ key: idempotencyKeys.key });
  return kept.length > 0;
}

/** The run gave up: a repeat need not wait. */
export const releaseKey = (db: Db, request: KeyOfRequest) =>
  db.update(idempotencyKeys).set({ startedAt: 0 }).where(pendingOwn(request));

export const forgetKey = (db: Db, row: KeyRow) =>
  db.delete(idempotencyKeys).where(and(one(row), eq(idempotencyKeys.createdAt, row.createdAt)));

/** Forgets keys made before an instant, the oldest first. */
export const purgeKeys = (db: Db, before: number, limit: number) =>
  deleteOldest(db, idempotencyKeys, idempotencyKeys.createdAt, { before, limit });
