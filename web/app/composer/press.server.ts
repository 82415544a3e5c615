import { data, redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent, Post } from '@tiktimer/worker/contract';
import { cancelPost, changePost, getPost, publishPost, schedulePost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { Trouble } from '../lib/door.server.ts';
import { ownPath, text, troubleOf } from '../lib/door.server.ts';
import { isScheduled } from '../lib/is-scheduled.ts';
import { endOfWelcome, FROM_WELCOME } from '../welcome/end.ts';
import { composedPost } from './composed-post.server.ts';
import { contentOf, writtenOf } from './content.ts';
import { isAsWished, readDraft, sameContent, sameWritten, scheduleOf } from './draft.server.ts';
import type { Draft } from './draft.ts';
import { consentOf } from './draft.ts';
import { makeOnce } from './make-once.server.ts';
import { pressForSeveral, readDrafts } from './press-several.server.ts';

/**
 * A press on one of the composer's buttons. The post is saved first, so that a refusal of the schedule loses nothing;
 * what comes back then names the post, and the next press goes on with it instead of making a second one. `late`: what is
 * said of a "now" that was pressed long ago.
 */
export async function pressButton(api: ApiClient, form: FormData, late: Trouble | null) {
  const draft = readDraft(form);
  const consent: Consent = form.get('consent') === 'branded_content' ? 'branded_content' : 'music_usage';
  const drafts = readDrafts(form, draft);
  let post: Post | undefined;
  try {
    if (form.get('intent') === 'stop') return await stop(api, form, draft);
    post = await save(api, form, draft, consent);
    if (form.get('intent') !== 'go') return redirect(`/posts/${post.id}`);
    if (late && drafts.some(({ when }) => when === 'now')) return refuse(post, draft, late);
    if (drafts.length > 1) return await pressForSeveral(api, post, drafts, consent, text(form, 'press'));
    if (consent !== consentOf(draft)) return refuse(post, draft, CONSENT_CHANGED);
    const done = await arm(api, post, draft, consent, text(form, 'postId') !== '');
    if (form.get('from') === FROM_WELCOME)
      return redirect(endOfWelcome(await getPost(api, post.id), Date.now()));
    return redirect(whereTo(form, post, draft, done));
  } catch (error) {
    // Trouble on our side too is said on this page: an error page would take the words out of the creator's sight.
    if (!(error instanceof ApiProblem) || error.body.code === 'unauthenticated') throw error;
    const theirs =
      error.body.code === 'stale' ? await getPost(api, post?.id ?? text(form, 'postId')) : undefined;
    return refuse(post, draft, troubleOf(error), theirs);
  }
}

/** Takes it off the schedule at the last minute; what is in the form stays there, and is saved as a draft's is. */
async function stop(api: ApiClient, form: FormData, draft: Draft) {
  const stopped = await cancelPost(api, text(form, 'postId'), text(form, 'etag'));
  return data({ draft, post: composedPost(stopped), problem: null });
}

/** Back to the calendar for who came from there, which then shows the new post; else to the page of the post. */
function whereTo(form: FormData, post: Post, draft: Draft, done: 'scheduled' | 'changed' | ''): string {
  const back = ownPath(text(form, 'back'), '');
  if (done !== 'scheduled' || !/^\/calendar(\?|$)/.test(back))
    return `/posts/${post.id}${done && `?done=${done}`}`;
  const url = new URL(back, 'http://own.invalid');
  url.searchParams.set('scheduled', post.id);
  // The calendar then shows the day on which the new post stands.
  url.searchParams.set('date', draft.date);
  return url.pathname + url.search;
}

/** Sends it on its way, or moves it; answers with what should be said of it. */
async function arm(
  api: ApiClient,
  post: Post,
  draft: Draft,
  consent: Consent,
  known: boolean,
): Promise<'scheduled' | 'changed' | ''> {
  if (!isAsWished(post, draft, Date.now())) await sendOn(api, post, draft, consent);
  // A page that knew of no post has changed none: the first of two presses was faster.
  if (known && isScheduled(post)) return 'changed';
  return draft.when === 'now' ? '' : 'scheduled';
}

/** Two presses may come at once: the slower one finds done what it was about to do, and that is no trouble. */
async function sendOn(api: ApiClient, post: Post, draft: Draft, consent: Consent): Promise<void> {
  try {
    await (draft.when === 'now'
      ? publishPost(api, post.id, post.etag, consent)
      : schedulePost(api, post.id, post.etag, scheduleOf(draft, consent)));
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.code !== 'stale') throw error;
    const current = await getPost(api, post.id);
    if (!isAsWished(current, draft, Date.now()) || !sameContent(draft, current)) throw error;
  }
}

/** Only without scripts, where the line above the button can't follow a tick: it is shown anew and pressed again. */
const CONSENT_CHANGED: Trouble = {
  code: 'invalid',
  detail: 'Branded content has a declaration of its own. Read the line above the button, then press again.',
  requestId: '',
  issues: [],
};

async function save(api: ApiClient, form: FormData, draft: Draft, consent: Consent): Promise<Post> {
  const postId = text(form, 'postId') || (await makeOnce(api, form, writtenOf(draft))).id;
  const current = await getPost(api, postId);
  const etag = text(form, 'etag') || current.etag;
  const scheduled = isScheduled(current);
  if (scheduled ? sameContent(draft, current) : sameWritten(draft, current)) return { ...current, etag };
  return changePost(api, postId, etag, scheduled ? { ...contentOf(draft), consent } : writtenOf(draft));
}

/** Without a post the page goes on with the one it had. */
const refuse = (post: Post | undefined, draft: Draft, problem: Trouble, theirs?: Post) =>
  data(
    {
      problem: { ...problem, theirs },
      draft,
      ...(post && { post: composedPost(post) }),
    },
    { status: 422 },
  );
