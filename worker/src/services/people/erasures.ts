/** Who was erased, kept in R2, outside the database: a restored one learns from it whom to erase again (design 12). */
import * as z from 'zod';
import { UserId, WorkspaceId } from '../../contract/ids.ts';
import { eraseAgain } from '../../db/erasure.ts';
import { takeLease } from '../../db/leases.ts';
import type { Deps } from '../../deps.ts';

const PREFIX = 'erasures/';
/** Ids only: nothing in it says who that was. */
const Erasure = z.object({ userId: UserId, workspaceIds: z.array(WorkspaceId), requestedAt: z.number() });
export type Erasure = z.infer<typeof Erasure>;

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'log'>;

/** Written before the first row goes. The wish's time travels beside it, so that a look over the list reads no file. */
export const noteErasure = (deps: Needs, erasure: Erasure) =>
  deps.bucket.put(`${PREFIX}${erasure.userId}`, JSON.stringify(erasure), {
    customMetadata: { requestedAt: String(erasure.requestedAt) },
  });

const HOUR = 60 * 60 * 1000;
const PAGES_MAX = 20;
const AT_ONCE = 40;

/** Once an hour: whoever is on the list and in the database is to be erased again. A restore brings the lease's old time back, so it is noticed at once. */
export async function reapplyErasures(deps: Needs): Promise<void> {
  const now = deps.clock.now();
  if (!(await takeLease(deps.db, 'erasures', crypto.randomUUID(), now, now + HOUR))) return;
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page++) {
    const listed = await deps.bucket.list({
      prefix: PREFIX,
      include: ['customMetadata'],
      ...(cursor && { cursor }),
    });
    const erased = listed.objects.flatMap(({ key, customMetadata }) => {
      const userId = UserId.safeParse(key.slice(PREFIX.length)).data;
      return userId ? [{ userId, requestedAt: Number(customMetadata?.requestedAt) || 0 }] : [];
    });
    for (let from = 0; from < erased.length; from += AT_ONCE) {
      const back = await eraseAgain(deps.db, erased.slice(from, from + AT_ONCE));
      for (const user of back) if (user) deps.log.warn('erased_person_restored', { user: user.id });
    }
    if (!listed.truncated) return;
    cursor = listed.cursor;
  }
}
