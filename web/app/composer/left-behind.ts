import type { Saver } from './saver.ts';

/**
 * Savers of drafts whose page was left before all was saved. They go on until it is; opening the draft again takes its words
 * over, so that a draft is never saved by two, each taking the other for somebody else.
 */
interface Left {
  saver: Pick<Saver<never>, 'isBusy' | 'stop' | 'settled'>;
  postId: () => string | null;
}
const left = new Set<Left>();
/** Which state of a draft our own saves made of which. */
const newer = new Map<string, string>();

export function leaveBehind(one: Left): void {
  for (const other of left) if (!other.saver.isBusy()) left.delete(other);
  left.add(one);
}

/** Resolves when nothing of an earlier page is on its way to this draft any more. */
export async function takeOver(postId: string | null): Promise<void> {
  const same = [...left].filter((one) => one.postId() === postId);
  for (const one of same) {
    one.saver.stop();
    left.delete(one);
  }
  await Promise.all(same.map(({ saver }) => saver.settled()));
}

export const noteOwnSave = (postId: string, from: string, to: string): void => {
  if (from !== to) newer.set(`${postId} ${from}`, to);
};

/** The state that our own saves have made of this one. */
export function newestOwn(postId: string, etag: string): string {
  const next = newer.get(`${postId} ${etag}`);
  return next === undefined ? etag : newestOwn(postId, next);
}
