import type { Actor } from '../../app-env.ts';
import type { Post, PostId } from '../../contract/index.ts';
import { undelete } from '../../db/posts.ts';
import type { Deps } from '../../deps.ts';
import { conflict, notFound } from '../../domain/errors.ts';
import { DAY } from '../../domain/publication.ts';
import { assertMay } from '../identity/may.ts';
import { getEvenDeleted, getPost, pokeSoftly, render } from './load.ts';

/** How long a deletion can be taken back. */
export const RESTORE_DAYS = 30;

/**
 * Takes a deletion back: the post is as it was, but for one that was scheduled: deleting stopped it, so it comes back
 * cancelled. Its file may be gone by then. A post that is not deleted is answered as it is; after `RESTORE_DAYS` it is
 * `not_found`.
 */
export async function restorePost(deps: Deps, actor: Actor, postId: PostId): Promise<Post> {
  assertMay(actor, 'change_posts');
  const whole = await getEvenDeleted(deps, actor, postId);
  const { deletedAt } = whole.post;
  if (deletedAt === null) return render(whole);
  const now = deps.clock.now();
  const oldest = now - RESTORE_DAYS * DAY;
  if (deletedAt <= oldest) throw notFound('post');
  const restored = await undelete(deps.db, whole.post, oldest, now);
  if (!restored) {
    // Its object has not closed its books yet; asked to, it does so at once.
    await pokeSoftly(deps, postId);
    throw conflict('This post is just being deleted. Try again in a moment.');
  }
  return render(await getPost(deps, actor, postId));
}
