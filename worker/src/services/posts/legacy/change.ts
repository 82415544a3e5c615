/** What old clients do with posts (legacy-api.md 4). They name them by number and send no ETag. */
import type { Actor } from '../../../app-env.ts';
import type { MediaId, PostId } from '../../../contract/ids.ts';
import { CAPTION_UNITS_MAX } from '../../../contract/index.ts';
import type { OldPostRow } from '../../../db/legacy-posts.ts';
import { findPostByNumber, listPostsByTime } from '../../../db/legacy-posts.ts';
import { changePost, insertPost } from '../../../db/posts.ts';
import type { PostRow } from '../../../db/schema.ts';
import type { Deps } from '../../../deps.ts';
import { conflict, invalid, notFound, stale, unavailable } from '../../../domain/errors.ts';
import { findConnected } from '../../accounts/find-connected.ts';
import { assertMay } from '../../identity/may.ts';
import { postHint, tellFeed } from '../../live/tell-feed.ts';
import { assertSchedulable } from '../assert-schedulable.ts';
import { cancelPost, deletePost } from '../cancel-post.ts';
import type { Whole } from '../load.ts';
import { getPost, isArmed, render } from '../load.ts';
import { columnsOf, newArming, rearm } from '../schedule-post.ts';
import { ARM_AHEAD_MAX, consentOf, firstLook, isSendable, settlePost, whenOf } from './settle.ts';

export interface OldFields {
  content: string;
  scheduledTime: number;
  platform: string;
}

export async function listOldPosts(deps: Pick<Deps, 'db'>, actor: Actor): Promise<OldPostRow[]> {
  assertMay(actor, 'read_posts');
  return listPostsByTime(deps.db, actor.workspaceId);
}

export async function readOldPost(deps: Pick<Deps, 'db'>, actor: Actor, number: number): Promise<PostRow> {
  assertMay(actor, 'read_posts');
  return getOldPost(deps, actor, number);
}

export async function deleteOldPost(deps: Deps, actor: Actor, number: number): Promise<void> {
  assertMay(actor, 'change_posts');
  const { id } = await getOldPost(deps, actor, number);
  await deletePost(deps, actor, { postId: id });
}

/** For verbs that have asked already whether they may. */
export async function getOldPost(deps: Pick<Deps, 'db'>, actor: Actor, number: number): Promise<PostRow> {
  const post = await findPostByNumber(deps.db, actor.workspaceId, number);
  if (!post) throw notFound('post');
  return post;
}

/** Whether a post with a video would find an account; before the video comes in, whoever may not send one is told so. */
export async function mayPostVideo(deps: Pick<Deps, 'db'>, actor: Actor): Promise<boolean> {
  assertMay(actor, 'change_posts');
  assertMay(actor, 'change_media');
  return (await findConnected(deps, actor)) !== undefined;
}

/** A post with a time. With a video it is armed at once if it can be; without, it fails when it is due. */
export async function createOldPost(
  deps: Deps,
  actor: Actor,
  input: OldFields & { mediaId?: MediaId },
): Promise<OldPostRow> {
  assertMay(actor, 'change_posts');
  const mediaId = input.mediaId ?? null;
  const { content: caption, platform, scheduledTime: publishAt } = input;
  if (isSendable({ platform, mediaId })) assertCaptionFits(caption);
  const now = deps.clock.now();
  const post = await insertPost(deps.db, {
    id: deps.newId<PostId>('post'),
    workspaceId: actor.workspaceId,
    createdBy: actor.userId,
    status: 'draft',
    platform,
    caption,
    mediaId,
    publishAt,
    sweepAt: firstLook({ platform, mediaId }, publishAt),
    findings: [],
    createdAt: now,
    updatedAt: now,
  });
  tellFeed(deps, actor.workspaceId, [postHint(post)]);
  if (mediaId) await settlePost(deps, post.id);
  return post;
}

/** For posts that go to TikTok; without a video the text goes nowhere, and may be as long as ever. */
export function assertCaptionFits(caption: string): void {
  if (caption.length > CAPTION_UNITS_MAX)
    throw invalid(`TikTok takes captions of up to ${CAPTION_UNITS_MAX.toLocaleString('en')} characters.`);
}

/** Changes what is given and differs. A post that ended stays what it is; one that is on its way is not changed any more. */
export async function changeOldPost(
  deps: Deps,
  actor: Actor,
  number: number,
  change: Partial<OldFields>,
): Promise<PostRow> {
  assertMay(actor, 'change_posts');
  const { id } = await getOldPost(deps, actor, number);
  const whole = await getPost(deps, actor, id);
  const { post } = whole;
  const wished = {
    caption: change.content ?? post.caption,
    platform: change.platform ?? post.platform,
    publishAt: change.scheduledTime ?? post.publishAt,
  };
  const same = (['caption', 'platform', 'publishAt'] as const).every((name) => wished[name] === post[name]);
  if (same) return post;
  if (post.status === 'published') throw conflict('This post is published; TikTok lets nobody change it.');
  if (post.status === 'outcome_unknown') throw conflict('TikTok may have this post already.');
  if (isSendable({ ...post, ...wished })) assertCaptionFits(wished.caption);
  if (isArmed(post)) await changeArmed(deps, actor, whole, wished);
  else await changeUnarmed(deps, actor, post, wished);
  return (await getPost(deps, actor, id)).post;
}

type Wished = Pick<PostRow, 'caption' | 'platform' | 'publishAt'>;

async function changeUnarmed(deps: Deps, actor: Actor, post: PostRow, wished: Wished): Promise<void> {
  const { publishAt } = wished;
  const waits = post.status === 'draft' && publishAt !== null;
  const sweepAt = waits ? firstLook({ ...post, ...wished }, publishAt) : post.sweepAt;
  const changed = await changePost(deps.db, post, {
    ...wished,
    sweepAt,
    // What was picked elsewhere before is not when it goes out any more.
    ...(publishAt !== post.publishAt && { intended: null }),
    updatedAt: deps.clock.now(),
  });
  if (!changed) throw stale(render(await getPost(deps, actor, post.id)));
  tellFeed(deps, actor.workspaceId, [postHint(changed)]);
  if (waits && isSendable(changed)) await settlePost(deps, post.id);
}

async function changeArmed(deps: Deps, actor: Actor, whole: Whole, wished: Wished): Promise<void> {
  const { post } = whole;
  const now = deps.clock.now();
  const publishAt = wished.publishAt ?? now;
  if (wished.platform !== 'tiktok' || publishAt > now + ARM_AHEAD_MAX)
    return disarm(deps, actor, post, wished);
  const changed = { ...post, ...wished };
  const ready = assertSchedulable({ ...whole, post: changed }, consentOf(post));
  const arming = newArming(deps, actor, ready, whenOf(publishAt, now, post.zone), consentOf(post));
  await rearm(deps, actor, ready, { ...changed, ...columnsOf(arming) });
}

/** Stops it first, so that nothing of it is sent; then it waits as a post that cannot be armed yet. */
async function disarm(deps: Deps, actor: Actor, post: PostRow, wished: Wished): Promise<void> {
  await cancelPost(deps, actor, { postId: post.id });
  const stopped = (await getPost(deps, actor, post.id)).post;
  const sweepAt = firstLook({ ...post, ...wished }, wished.publishAt ?? deps.clock.now());
  const waiting = { ...wished, status: 'draft' as const, sweepAt, updatedAt: deps.clock.now() };
  const changed =
    stopped.status === 'cancelled' && stopped.armedAt === null
      ? await changePost(deps.db, stopped, waiting)
      : undefined;
  // It is stopped all the same: asked again, this goes on from there.
  if (!changed) throw unavailable('The post is stopped, but not changed yet. Please try again.');
}
