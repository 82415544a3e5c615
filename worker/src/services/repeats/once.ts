/**
 * One deed for one Idempotency-Key (design 8; draft-ietf-httpapi-idempotency-key-header). The key is taken by the batch that
 * makes the first effect, with the id of what is made. So a key without an answer means: the effect is there, finish it.
 */
import type { BatchItem } from 'drizzle-orm/batch';
import type { Actor } from '../../app-env.ts';
import type { KeyOfRequest, KeyRow, StoredAnswer } from '../../db/repeats.ts';
import {
  findKey,
  forgetKey,
  insertKey,
  isKeyTaken,
  keepAnswer,
  purgeKeys,
  releaseKey,
  takeOverKey,
} from '../../db/repeats.ts';
import type { Deps } from '../../deps.ts';
import { invalid, stillRunning } from '../../domain/errors.ts';

/** How long an answer is kept. */
export const KEEP_MS = 24 * 60 * 60 * 1000;
/** A run that has not answered for so long has died; D1 may hang for 30 s (faults.md 17). */
export const RUN_MS_MAX = 45_000;
const RETRY_SECONDS = 2;
const PURGE_MAX = 500;

type Needs = Pick<Deps, 'db' | 'clock'>;

/** The running request. `resumed`: an earlier run took the key and died before it could answer. */
export interface Once extends KeyOfRequest {
  resumed: boolean;
}

/** What a request with this key has to do: run (perhaps go on), or get the answer that was given before. */
export async function beginOnce(
  deps: Needs,
  actor: Actor,
  request: { key: string; requestHash: string; mintedId: string },
): Promise<{ run: Once } | { answer: StoredAnswer }> {
  const now = deps.clock.now();
  const run = { ...request, workspaceId: actor.workspaceId, resumed: false };
  const row = await findKey(deps.db, actor.workspaceId, request.key);
  if (!row) return { run };
  if (row.createdAt <= now - KEEP_MS) {
    await forgetKey(deps.db, row);
    return { run };
  }
  if (row.requestHash !== request.requestHash)
    throw invalid('This Idempotency-Key was used for another request. Take a new one.');
  if (row.status === 'done') return { answer: answerOf(row) };
  const free = row.startedAt <= now - RUN_MS_MAX && (await takeOverKey(deps.db, row, now));
  if (!free) throw stillRunning(RETRY_SECONDS);
  return { run: { ...run, mintedId: row.mintedId, resumed: true } };
}

/** The statement that takes the key, for the batch of the first effect. Wrap the batch in `firstOnly`. */
export const takeKey = (deps: Needs, once: Once | undefined): BatchItem<'sqlite'>[] =>
  once && !once.resumed ? [insertKey(deps.db, once, deps.clock.now())] : [];

/** Takes the key before a deed that is not a batch of ours. */
export async function takeKeyNow(deps: Needs, once: Once | undefined): Promise<void> {
  if (once && !once.resumed) await firstOnly(insertKey(deps.db, once, deps.clock.now()));
}

/** Of two requests with one key that came at the same time, the second is told to wait: its batch did nothing. */
export async function firstOnly<T>(batch: PromiseLike<T>): Promise<T> {
  try {
    return await batch;
  } catch (error) {
    if (isKeyTaken(error)) throw stillRunning(RETRY_SECONDS);
    throw error;
  }
}

/** Keeps an answer for repeats. When another request with the key was faster, its answer is everybody's: returned, if there is one. */
export async function finishOnce(
  deps: Needs,
  once: Once,
  answer: StoredAnswer,
): Promise<StoredAnswer | undefined> {
  if (await keepAnswer(deps.db, once, answer, deps.clock.now())) return undefined;
  const row = await findKey(deps.db, once.workspaceId, once.key);
  if (!row) return undefined;
  if (row.requestHash !== once.requestHash)
    throw invalid('This Idempotency-Key was used for another request. Take a new one.');
  if (row.status === 'pending') throw stillRunning(RETRY_SECONDS);
  return answerOf(row);
}

/** No answer that could be kept: whoever repeats the request goes on at once. */
export const giveUpOnce = (deps: Needs, once: Once) => releaseKey(deps.db, once);

/** For the sweep: keys older than a day, some at a time. */
export const purgeRepeats = (deps: Needs) => purgeKeys(deps.db, deps.clock.now() - KEEP_MS, PURGE_MAX);

const answerOf = (row: KeyRow): StoredAnswer => ({
  status: row.answerStatus ?? 200,
  body: row.answerBody,
  etag: row.answerEtag,
});
