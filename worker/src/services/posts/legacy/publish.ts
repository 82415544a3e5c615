import type { Actor } from '../../../app-env.ts';
import type { PostRow } from '../../../db/schema.ts';
import type { Deps } from '../../../deps.ts';
import { AppError, conflict, invalid } from '../../../domain/errors.ts';
import { SECOND } from '../../../domain/publication.ts';
import { failureWords } from '../../../tiktok/failure-words.ts';
import { assertMay } from '../../identity/may.ts';
import type { Whole } from '../load.ts';
import { getPost, isArmed } from '../load.ts';
import { publishNow } from '../schedule-post.ts';
import { getOldPost } from './change.ts';
import { consentOf, prepare } from './settle.ts';

/** Old clients give up after 30 s. */
const WAIT_MAX = 25 * SECOND;
const LOOK_EVERY = 300;

export type OldPublication =
  | { outcome: 'handed_over'; publishId: string }
  | { outcome: 'failed'; sentence: string }
  /** It goes on by itself; TikTok's publish id may not be known yet. */
  | { outcome: 'under_way'; publishId: string | null };

/** Publishes now and waits for the hand-over. Asked again, it waits for the same publication, or tells of it. */
export async function publishOldPost(deps: Deps, actor: Actor, number: number): Promise<OldPublication> {
  assertMay(actor, 'change_posts');
  const { id } = await getOldPost(deps, actor, number);
  const whole = await getPost(deps, actor, id);
  if (whole.post.platform !== 'tiktok') throw invalid('Not a TikTok post');
  if (!mayBeUnderWay(whole.post, deps.clock.now())) await begin(deps, actor, whole);

  const until = deps.clock.now() + WAIT_MAX;
  for (;;) {
    const seen = await getPost(deps, actor, id);
    const result = resultOf(seen);
    if (result.outcome !== 'under_way' || deps.clock.now() >= until) return result;
    await deps.clock.wait(LOOK_EVERY);
  }
}

/** Published, perhaps published, or due already: another arming would at best delay it. */
const mayBeUnderWay = (post: PostRow, now: number) =>
  post.status === 'published' ||
  post.status === 'outcome_unknown' ||
  (isArmed(post) && (post.handedOverAt !== null || (post.publishAt ?? now) <= now));

async function begin(deps: Deps, actor: Actor, whole: Whole): Promise<void> {
  const { post, media } = whole;
  if (!media) throw invalid('This post has no video.');
  const prepared = await prepare(deps, whole);
  if (prepared?.account?.status !== 'connected') throw invalid('TikTok account not connected');
  try {
    await publishNow(deps, actor, { postId: post.id, consent: consentOf(post) });
  } catch (error) {
    // Somebody else has just set it going, or it had passed the fence: that publication is the one to wait for.
    const moving = error instanceof AppError && ['stale', 'too_late', 'conflict'].includes(error.code);
    const now = (await getPost(deps, actor, post.id)).post;
    if (!moving || !(isArmed(now) || mayBeUnderWay(now, deps.clock.now()))) throw error;
  }
}

function resultOf({ post, account }: Whole): OldPublication {
  const { publishId, failure } = post;
  if (post.status === 'cancelled') throw conflict('This post was cancelled.');
  if (post.status === 'failed') {
    const about = { handle: account?.username ?? '', technical: failure?.technical };
    const words = failureWords(failure?.reason ?? 'tiktok_unexpected', about);
    return { outcome: 'failed', sentence: words.sentence };
  }
  const handedOver = post.status === 'published' || post.handedOverAt !== null;
  if (publishId && handedOver) return { outcome: 'handed_over', publishId };
  return { outcome: 'under_way', publishId };
}
