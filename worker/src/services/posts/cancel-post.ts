import type { Actor } from '../../app-env.ts';
import type { Post, PostId } from '../../contract/index.ts';
import { changePost } from '../../db/posts.ts';
import type { Deps } from '../../deps.ts';
import { conflict, stale, tooLate } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { postHint, tellFeed } from '../live/tell-feed.ts';
import type { Whole } from './load.ts';
import { ask, assertFresh, assertTaken, getPost, isArmed, pokeSoftly, render } from './load.ts';

type Input = { postId: PostId; ifMatch?: readonly string[] | undefined };

/** Stops a scheduled post. The answer comes only when its object has promised that nothing of it will be sent; else `too_late`. */
export async function cancelPost(deps: Deps, actor: Actor, input: Input): Promise<Post> {
  assertMay(actor, 'change_posts');
  const whole = await getPost(deps, actor, input.postId);
  assertFresh(whole, input.ifMatch);
  const { post } = whole;
  // Cancelled already: the revision moves all the same, so that a schedule still on its way misses.
  if (post.status === 'published') throw tooLate('This post is published already.', render(whole));
  if (post.status === 'outcome_unknown') throw tooLate('TikTok may have this post already.', render(whole));
  await stop(deps, actor, whole, false);
  return render(await getPost(deps, actor, post.id));
}

/** Removes a post from here; what TikTok has published stays there. A scheduled one is stopped first. */
export async function deletePost(deps: Deps, actor: Actor, input: Input): Promise<void> {
  assertMay(actor, 'change_posts');
  const whole = await getPost(deps, actor, input.postId);
  assertFresh(whole, input.ifMatch);
  if (whole.post.status === 'outcome_unknown') {
    throw conflict('Say first whether this post is on the profile.', render(whole));
  }
  await stop(deps, actor, whole, true);
}

/**
 * Armed: the object decides, by the arming the user saw. Else the row is set first, on condition of its revision, so that
 * a schedule still on its way misses; then the object is told.
 */
async function stop(deps: Deps, actor: Actor, whole: Whole, deleted: boolean): Promise<void> {
  const { post } = whole;
  const { armingId } = post;
  if (isArmed(post) && armingId) {
    const answer = await ask(deps, post.id, (publisher) => publisher.cancel(post.id, armingId, deleted));
    await assertTaken(deps, actor, post.id, answer);
    if (answer === 'done') return;
  }
  const now = deps.clock.now();
  const values = deleted ? { deletedAt: now } : { status: 'cancelled' as const, held: null };
  const closing =
    post.status === 'scheduled' || post.status === 'draft' ? { armedAt: null, sweepAt: null } : {};
  const changed = await changePost(deps.db, post, { ...values, ...closing, updatedAt: now });
  if (!changed) throw stale(render(await getPost(deps, actor, post.id)));
  tellFeed(deps, actor.workspaceId, [postHint(changed)]);
  await pokeSoftly(deps, post.id);
}
