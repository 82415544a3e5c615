import type { Actor } from '../../app-env.ts';
import type { PatchPost, Post, PostId } from '../../contract/index.ts';
import { findAccount } from '../../db/accounts.ts';
import { findMedia } from '../../db/media.ts';
import { changePost } from '../../db/posts.ts';
import type { PostRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid, stale } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { postHint, tellFeed } from '../live/tell-feed.ts';
import { assertSchedulable } from './assert-schedulable.ts';
import { assertOwn, columnsOf } from './create-post.ts';
import type { Whole } from './load.ts';
import { assertFresh, getPost, isArmed, render } from './load.ts';
import { columnsOf as armingColumns, assertNothingBlocks, newArming, rearm } from './schedule-post.ts';

/** Changes the content. A scheduled post changes in its object, all at once; consent is asked again where it matters. */
export async function editPost(
  deps: Deps,
  actor: Actor,
  input: { postId: PostId; ifMatch?: readonly string[] | undefined; patch: PatchPost },
): Promise<Post> {
  assertMay(actor, 'change_posts');
  const whole = await getPost(deps, actor, input.postId);
  assertFresh(whole, input.ifMatch);
  await assertOwn(deps, actor, input.patch);
  const { post } = whole;
  if (post.status === 'published')
    throw conflict('This post is published; TikTok lets nobody change it.', render(whole));
  if (post.status === 'outcome_unknown')
    throw conflict('Say first whether this post is on the profile.', render(whole));
  const { consent, ...fields } = input.patch;
  const columns = columnsOf(fields);
  if (isArmed(post) && columns.intended)
    throw invalid('intended: this post has its time already; schedule it anew to move it.');
  if (isArmed(post)) return editArmed(deps, actor, whole, columns, consent);

  // Who gives an old client's post another video or time takes it over: it goes out when they schedule it, not by itself.
  const takenOver =
    (columns.mediaId !== undefined && columns.mediaId !== post.mediaId) || isMoved(post, columns.intended);
  const changed = await changePost(deps.db, post, {
    ...columns,
    ...(takenOver && { sweepAt: null }),
    updatedAt: deps.clock.now(),
  });
  if (!changed) throw stale(render(await getPost(deps, actor, post.id)));
  tellFeed(deps, actor.workspaceId, [postHint(changed)]);
  return render(await getPost(deps, actor, post.id));
}

/** Another time is meant for a post that has one. Forms know whole seconds. */
const isMoved = ({ publishAt }: PostRow, intended: PostRow['intended'] | undefined) =>
  publishAt !== null && !!intended && Math.trunc(intended.at / 1000) !== Math.trunc(publishAt / 1000);

/** Fields whose change needs the user's consent anew (ui.md 3.6). */
const CONSENTED = ['accountId', 'mediaId', 'caption', 'privacy', 'ownBrand', 'branded'] as const;

async function editArmed(
  deps: Deps,
  actor: Actor,
  whole: Whole,
  columns: Partial<PostRow>,
  consent: PatchPost['consent'],
): Promise<Post> {
  const { post } = whole;
  const wished = { ...post, ...columns };
  const moved = CONSENTED.some((field) => wished[field] !== post[field]);
  const agreed = consent ?? (moved ? undefined : post.consent?.text);
  if (!agreed) throw invalid('consent: what viewers see changed, so the text has to be agreed to again.');
  if (post.publishAt === null || post.latestAt === null)
    throw conflict('This post has no time.', render(whole));
  const account = wished.accountId
    ? ((await findAccount(deps.db, actor.workspaceId, wished.accountId)) ?? null)
    : null;
  const media = wished.mediaId
    ? ((await findMedia(deps.db, actor.workspaceId, wished.mediaId)) ?? null)
    : null;
  const ready = assertSchedulable({ post: wished, account, media }, agreed);
  await assertNothingBlocks(deps, ready, post.publishAt);
  const when = { dueAt: post.publishAt, latestAt: post.latestAt, zone: post.zone };
  const arming = newArming(deps, actor, ready, when, agreed);
  const kept = consent || !post.consent ? arming.consent : post.consent;
  return rearm(deps, actor, ready, {
    ...wished,
    ...armingColumns({ ...arming, consent: kept }),
    armingId: arming.armingId,
  });
}
