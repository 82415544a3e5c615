import type { Actor } from '../../app-env.ts';
import type { ArmingId } from '../../contract/ids.ts';
import type { Consent, Finding, Post, PostId, SchedulePost } from '../../contract/index.ts';
import { pinMedia } from '../../db/media.ts';
import type { Arming } from '../../db/posts.ts';
import { markScheduled, snapshotOf } from '../../db/posts.ts';
import type { PostRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid, stale } from '../../domain/errors.ts';
import { preflight } from '../../domain/preflight.ts';
import { MINUTE, stageLead } from '../../domain/publication.ts';
import { assertTimes, instantOf } from '../../domain/scheduling.ts';
import { createUploads } from '../../media/upload-source.ts';
import { assertMay } from '../identity/may.ts';
import { countDeed } from '../limits/count.ts';
import { postHint, tellFeed } from '../live/tell-feed.ts';
import { lookAround } from '../publishing/preflight.ts';
import type { Once } from '../repeats/once.ts';
import { firstOnly, takeKey, takeKeyNow } from '../repeats/once.ts';
import { scheduledMessage } from '../webhooks/messages.ts';
import { wakeWebhooks } from '../webhooks/wake.ts';
import type { Schedulable } from './assert-schedulable.ts';
import { assertSchedulable } from './assert-schedulable.ts';
import type { Whole } from './load.ts';
import { ask, assertFresh, assertTaken, getPost, isArmed, pokeSoftly, render } from './load.ts';

interface When {
  dueAt: number;
  latestAt: number;
  zone: string | null;
}

/** Schedules a draft, or gives a scheduled post another time. Bad times and missing parts are 422, what would make it fail too. */
export async function schedulePost(
  deps: Deps,
  actor: Actor,
  input: SchedulePost & { postId: PostId; ifMatch?: readonly string[] | undefined },
): Promise<Post> {
  assertMay(actor, 'change_posts');
  const whole = await getPost(deps, actor, input.postId);
  assertFresh(whole, input.ifMatch);
  const wish = instantOf(input.publishAt, input.zone ?? whole.post.zone);
  const latestAt = input.latestAt === undefined ? undefined : Date.parse(input.latestAt);
  const times = assertTimes(wish.at, latestAt, deps.clock.now());
  return arm(deps, actor, whole, { ...times, zone: wish.zone }, input.consent);
}

/** T is the moment of the request. A post that is scheduled already is moved to now. */
export async function publishNow(
  deps: Deps,
  actor: Actor,
  input: { postId: PostId; consent: Consent; ifMatch?: readonly string[] | undefined },
  once?: Once,
): Promise<Post> {
  assertMay(actor, 'change_posts');
  if (!once?.resumed) await countDeed(deps, actor, 'publish');
  const whole = await getPost(deps, actor, input.postId);
  if (once?.resumed) {
    // The arming of the run that died: all that is left to do is to make sure of the poke.
    if (whole.post.armingId === once.mintedId) {
      await pokeSoftly(deps, whole.post.id);
      return render(whole);
    }
    // It died before it changed anything, or the user has changed the post since: only If-Match can tell.
    if (!input.ifMatch)
      throw conflict('The first try was interrupted. Look at the post and publish it again.', render(whole));
  }
  assertFresh(whole, input.ifMatch);
  const now = deps.clock.now();
  const times = assertTimes(now, undefined, now);
  return arm(deps, actor, whole, { ...times, zone: whole.post.zone }, input.consent, once);
}

async function arm(
  deps: Deps,
  actor: Actor,
  whole: Whole,
  when: When,
  agreed: Consent | undefined,
  once?: Once,
): Promise<Post> {
  const { post } = whole;
  if (post.status === 'published') throw conflict('This post is published already.', render(whole));
  if (post.status === 'outcome_unknown')
    throw conflict('Say first whether this post is on the profile.', render(whole));
  const consent = agreed ?? keptConsent(post).text;
  const ready = assertSchedulable(whole, consent);
  await assertNothingBlocks(deps, ready, when.dueAt);

  const fresh = newArming(deps, actor, ready, when, consent);
  const made = agreed || !post.consent ? fresh : { ...fresh, consent: post.consent };
  const arming = once ? { ...made, armingId: once.mintedId as ArmingId } : made;
  if (isArmed(post)) {
    await takeKeyNow(deps, once);
    return rearm(deps, actor, ready, { ...post, ...columnsOf(arming) });
  }
  const scheduled = await firstOnly(
    markScheduled(deps.db, post, arming, takeKey(deps, once), scheduledMessage(post, arming)),
  );
  if (!scheduled) throw stale(render(await getPost(deps, actor, post.id)));
  tellFeed(deps, post.workspaceId, [postHint(scheduled)]);
  wakeWebhooks(deps, post.workspaceId);
  await pokeSoftly(deps, post.id);
  return render(await getPost(deps, actor, post.id));
}

/** A new time alone changes nothing of what the creator agreed to; a post that waits for nothing is agreed to anew. */
function keptConsent(post: PostRow): NonNullable<PostRow['consent']> {
  if (!isArmed(post) || !post.consent) throw invalid('consent: scheduling needs a yes to the text.');
  return post.consent;
}

/** An armed post: the object swaps everything in one write, or says why not. `wished` is the row as it should become. */
export async function rearm(deps: Deps, actor: Actor, ready: Schedulable, wished: PostRow): Promise<Post> {
  const { post, account, media } = ready;
  const pinned = await pinMedia(deps.db, actor.workspaceId, media.id, deps.clock.now() + 15 * MINUTE);
  if (!pinned) throw conflict('The video is not ready any more.', render(ready));
  const snapshot = snapshotOf({ ...wished, revision: post.revision + 1 }, account, media);
  const seen = post.armingId;
  if (!snapshot || !seen) throw invalid('Something the post needs is missing.');
  const answer = await ask(deps, post.id, (publisher) => publisher.swap(post.id, seen, snapshot));
  await assertTaken(deps, actor, post.id, answer);
  const current = await getPost(deps, actor, post.id);
  if (answer === 'not_armed') throw conflict('This post has just come to its end.', render(current));
  return render(current);
}

export function newArming(
  deps: Deps,
  actor: Pick<Actor, 'userId'>,
  ready: Schedulable,
  when: When,
  consent: Consent,
): Arming {
  const now = deps.clock.now();
  return {
    armingId: deps.newId<ArmingId>('arm'),
    linkId: ready.account.linkId,
    publishAt: when.dueAt,
    latestAt: when.latestAt,
    stageAt: when.dueAt - stageLead(ready.post.id, ready.media.bytes, 0),
    zone: when.zone,
    consent: { text: consent, at: now, userId: actor.userId },
    now,
  };
}

export const columnsOf = ({ now, ...columns }: Arming) => ({ ...columns, updatedAt: now });

/** What TikTok would refuse anyway is refused now, with every finding; TikTok's silence is no objection. */
export async function assertNothingBlocks(deps: Deps, ready: Schedulable, dueAt: number): Promise<void> {
  const findings = await findingsOf(deps, ready, dueAt);
  const blocks = findings.filter((finding) => finding.severity === 'blocks');
  const first = blocks[0];
  if (first)
    throw invalid(
      first.sentence,
      blocks.map((finding) => ({ path: finding.code, message: finding.sentence })),
    );
}

export async function findingsOf(deps: Deps, ready: Schedulable, dueAt: number): Promise<Finding[]> {
  const { post, account, media } = ready;
  const file = {
    key: media.key,
    etag: media.etag,
    bytes: media.bytes,
    type: media.contentType,
    durationMs: media.durationMs ?? 0,
  };
  const subject = {
    openId: account.openId,
    workspaceId: post.workspaceId,
    linkId: account.linkId,
    media: file,
    dueAt,
  };
  const { known } = await lookAround(
    { account: deps.account, uploads: createUploads(deps.bucket) },
    subject,
    MINUTE,
  );
  return preflight({ ...post, media: file }, known);
}
