import type { Actor } from '../../app-env.ts';
import type { Post, PostId, Preflight, Receipt, ResolvePost } from '../../contract/index.ts';
import { listEvents } from '../../db/posts.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import type { Sighting } from '../../domain/publication.ts';
import { videoLink } from '../../domain/video-link.ts';
import { assertMay } from '../identity/may.ts';
import type { Once } from '../repeats/once.ts';
import { takeKeyNow } from '../repeats/once.ts';
import { assertSchedulable } from './assert-schedulable.ts';
import { ask, assertFresh, assertTaken, getPost, pokeSoftly, render } from './load.ts';
import { findingsOf } from './schedule-post.ts';
import { withPosters } from './show-posters.ts';
import { sentenceOf } from './words.ts';

export async function readPost(deps: Deps, actor: Actor, postId: PostId): Promise<Post> {
  assertMay(actor, 'read_posts');
  return render(await getPost(deps, actor, postId));
}

/** What happened when, to the millisecond, with sentences. */
export async function readReceipt(deps: Deps, actor: Actor, postId: PostId): Promise<Receipt> {
  assertMay(actor, 'read_posts');
  const whole = await getPost(deps, actor, postId);
  const events = await listEvents(deps.db, postId);
  const [post = render(whole)] = await withPosters(deps, actor, [render(whole)]);
  return {
    post,
    events: events.map(({ seq, at, step, detail }) => ({
      seq,
      at: new Date(at).toISOString(),
      step,
      sentence: sentenceOf(step, detail),
      detail,
    })),
  };
}

/** What would stop the post if it went out at its time, as far as can be known now. */
export async function readPreflight(deps: Deps, actor: Actor, postId: PostId): Promise<Preflight> {
  assertMay(actor, 'read_posts');
  const whole = await getPost(deps, actor, postId);
  const ready = assertSchedulable(whole, whole.post.branded ? 'branded_content' : 'music_usage');
  const now = deps.clock.now();
  return {
    at: new Date(now).toISOString(),
    findings: await findingsOf(deps, ready, whole.post.publishAt ?? now),
  };
}

/** The user looked at the profile: an unknown outcome becomes published, or failed and free to be scheduled again. */
export async function resolvePost(
  deps: Deps,
  actor: Actor,
  input: ResolvePost & { postId: PostId; ifMatch?: readonly string[] | undefined },
  once?: Once,
): Promise<Post> {
  assertMay(actor, 'change_posts');
  const seen = sightingOf(input, deps.settings.TIKTOK_AUTH_URL);
  const whole = await getPost(deps, actor, input.postId);
  const { post } = whole;
  // An earlier run got as far as the object.
  if (once?.resumed && post.status !== 'outcome_unknown') return render(whole);
  assertFresh(whole, input.ifMatch);
  const { armingId } = post;
  if (post.status !== 'outcome_unknown' || !armingId)
    throw conflict('The outcome of this post is known.', render(whole));
  await takeKeyNow(deps, once);
  const answer = await ask(deps, post.id, (publisher) => publisher.resolve(post.id, armingId, seen));
  await assertTaken(deps, actor, post.id, answer);
  if (answer === 'not_armed') await pokeSoftly(deps, post.id);
  return render(await getPost(deps, actor, post.id));
}

const LINK_WORDS =
  'This is not the address of a TikTok post. It looks like https://www.tiktok.com/@you/video/77….';

function sightingOf({ outcome, url }: ResolvePost, watchedAt: string): Sighting {
  const refuse = (sentence: string) => invalid(sentence, [{ path: 'url', message: sentence }]);
  if (outcome === 'not_published') {
    if (url !== undefined) throw refuse('What is not there has no address.');
    return { outcome };
  }
  const link = url === undefined ? null : videoLink(url, watchedAt);
  if (url !== undefined && link === null) throw refuse(LINK_WORDS);
  return { outcome, url: link };
}
