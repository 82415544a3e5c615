import type { PostId } from '../../contract/index.ts';
import { armedPostsOfLink } from '../../db/posts.ts';
import type { AccountRow, PostRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';

const BATCH = 20;
const POSTS_MAX = 2_000;

/**
 * Cancels every armed post of an account's link, each by its arming, and returns when every one has answered. Those that
 * are on their way already are named in `tooLate`. Closing the link comes before this: nothing new is handed over meanwhile.
 */
export async function cancelAccountPosts(
  deps: Pick<Deps, 'db' | 'publisher' | 'log'>,
  account: Pick<AccountRow, 'workspaceId' | 'linkId'>,
): Promise<{ cancelled: PostId[]; tooLate: PostId[] }> {
  const armed = await armedPostsOfLink(deps.db, account.workspaceId, account.linkId, POSTS_MAX);
  return cancelArmed(deps, armed);
}

/** Cancels armed posts, each by its arming, some at a time. */
export async function cancelArmed(
  deps: Pick<Deps, 'publisher'>,
  armed: Pick<PostRow, 'id' | 'armingId'>[],
): Promise<{ cancelled: PostId[]; tooLate: PostId[] }> {
  const cancelled: PostId[] = [];
  const tooLate: PostId[] = [];
  for (let from = 0; from < armed.length; from += BATCH) {
    const answers = armed.slice(from, from + BATCH).map(async ({ id, armingId }) => {
      if (!armingId) return;
      const answer = await deps.publisher(id).cancel(id, armingId, false);
      (answer === 'too_late' ? tooLate : cancelled).push(id);
    });
    await Promise.all(answers);
  }
  return { cancelled, tooLate };
}
