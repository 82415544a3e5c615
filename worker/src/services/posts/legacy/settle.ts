/**
 * Posts of old clients have a time from the start, and perhaps no video, no account, or a time years ahead. Until one can be
 * armed it waits as a draft with a time: the sweep looks at it (`sweepAt`), arms it as soon as it can, or fails it when it is due.
 */
import type { NoticeId } from '../../../contract/ids.ts';
import type { FailureReason } from '../../../contract/index.ts';
import { failUnarmed, forgetSweep, sweepUnarmedAt, tellOnce } from '../../../db/legacy-posts.ts';
import { changePost, findWhole, markScheduled } from '../../../db/posts.ts';
import type { AccountRow, PostRow } from '../../../db/schema.ts';
import type { Deps } from '../../../deps.ts';
import { AppError } from '../../../domain/errors.ts';
import { DAY, HOUR, MINUTE } from '../../../domain/publication.ts';
import { LATEST_AFTER } from '../../../domain/scheduling.ts';
import { failureWords } from '../../../tiktok/failure-words.ts';
import { findConnected } from '../../accounts/find-connected.ts';
import { postHint, tellFeed } from '../../live/tell-feed.ts';
import { scheduledMessage, unarmedMessage } from '../../webhooks/messages.ts';
import { wakeWebhooks } from '../../webhooks/wake.ts';
import { assertSchedulable } from '../assert-schedulable.ts';
import type { Whole } from '../load.ts';
import { pokeSoftly } from '../load.ts';
import { newArming } from '../schedule-post.ts';

/** Posts are armed up to a year ahead; later ones wait for the sweep. */
export const ARM_AHEAD_MAX = 365 * DAY;
const SOON = MINUTE;

/** When the sweep has to look first. */
export const firstLook = (post: Pick<PostRow, 'platform' | 'mediaId'>, publishAt: number) =>
  isSendable(post) ? publishAt - ARM_AHEAD_MAX : publishAt;

export const isSendable = (post: Pick<PostRow, 'platform' | 'mediaId'>) =>
  post.platform === 'tiktok' && post.mediaId !== null;

/** Past means now; the latest time is two hours after. */
export const whenOf = (publishAt: number, now: number, zone: string | null) => {
  const dueAt = Math.max(publishAt, now);
  return { dueAt, latestAt: dueAt + LATEST_AFTER, zone };
};

/** Old clients agree by asking: they were never shown a text (design 8). */
export const consentOf = (post: Pick<PostRow, 'branded'>) =>
  post.branded ? ('branded_content' as const) : ('music_usage' as const);

/** Arms an unarmed post whose time the sweep keeps, or fails it when it is due, or says when to look again. */
export async function settlePost(deps: Deps, postId: PostRow['id']): Promise<void> {
  const whole = await findWhole(deps.db, postId);
  if (!whole || whole.post.armedAt !== null || whole.post.sweepAt === null) return;
  const { post } = whole;
  if (post.status !== 'draft' || post.deletedAt !== null || post.publishAt === null) {
    await forgetSweep(deps.db, post);
    return;
  }
  const now = deps.clock.now();
  if (isSendable(post) && post.publishAt > now + ARM_AHEAD_MAX) {
    await sweepUnarmedAt(deps.db, post, firstLook(post, post.publishAt));
    return;
  }
  const why = isSendable(post) ? await armOrWhy(deps, whole, post.publishAt, now) : 'no_media';
  if (why === 'armed') return;
  const end = why === 'wait' ? post.publishAt + LATEST_AFTER : post.publishAt;
  if (now < end) await sweepUnarmedAt(deps.db, post, Math.min(end, now + (why === 'wait' ? SOON : HOUR)));
  else await fail(deps, whole, why === 'wait' ? 'media_unreachable' : why);
}

async function armOrWhy(
  deps: Deps,
  whole: Whole,
  publishAt: number,
  now: number,
): Promise<'armed' | 'wait' | FailureReason> {
  if (whole.media?.status === 'checking') return 'wait';
  if (whole.media?.status !== 'ready') return 'no_media';
  const prepared = await prepare(deps, whole);
  if (!prepared) return 'reconnect_needed';
  try {
    const ready = assertSchedulable(prepared, consentOf(prepared.post));
    const when = whenOf(publishAt, now, prepared.post.zone);
    const actor = { userId: prepared.post.createdBy };
    const arming = newArming(deps, actor, ready, when, consentOf(prepared.post));
    const told = scheduledMessage(prepared.post, arming);
    if (!(await markScheduled(deps.db, prepared.post, arming, [], told))) return 'wait';
    wakeWebhooks(deps, prepared.post.workspaceId);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    deps.log.info('legacy post not armed', { post: prepared.post.id, why: error.code });
    return prepared.account?.status === 'connected' ? 'privacy_not_offered' : 'reconnect_needed';
  }
  await pokeSoftly(deps, prepared.post.id);
  return 'armed';
}

/** Gives a post the account and the privacy that old clients cannot choose (design 8). Undefined without an account. */
export async function prepare(deps: Deps, whole: Whole): Promise<Whole | undefined> {
  const account = whole.account ?? (await findConnected(deps, whole.post));
  if (!account) return undefined;
  if (whole.post.accountId && whole.post.privacy) return whole;
  const privacy = whole.post.privacy ?? account.legacyPrivacy ?? 'SELF_ONLY';
  const post = await changePost(deps.db, whole.post, { accountId: account.id, privacy });
  if (!post) return undefined;
  if (!whole.post.privacy && !account.legacyPrivacy) await tellOnlyMe(deps, post, account);
  return { ...whole, post, account };
}

const tellOnlyMe = (deps: Deps, post: PostRow, account: AccountRow) =>
  tellOnce(deps.db, post, {
    id: deps.newId<NoticeId>('note'),
    kind: 'legacy_only_me',
    sentence: `This post goes out on @${account.username} for “Only me”, because the app it was made with cannot choose who sees it.`,
    action: 'Choose who can see it',
    at: deps.clock.now(),
  });

async function fail(deps: Deps, { post, account }: Whole, reason: FailureReason): Promise<void> {
  const now = deps.clock.now();
  const words = failureWords(reason, { handle: account?.username ?? '' });
  const told = { id: deps.newId<NoticeId>('note'), kind: 'failed', ...words, at: now };
  const message = unarmedMessage(post, reason, account?.username ?? '', now);
  await failUnarmed(deps.db, post, { reason, technical: null, at: now }, told, message);
  wakeWebhooks(deps, post.workspaceId);
  tellFeed(deps, post.workspaceId, [
    postHint({ ...post, status: 'failed', revision: post.revision + 1 }),
    { type: 'notice' },
  ]);
}
