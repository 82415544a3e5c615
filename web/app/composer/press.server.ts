import { data, redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent, Post } from '@tiktimer/worker/contract';
import { changePost, createPost, getPost, publishPost, schedulePost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { Trouble } from '../lib/door.server.ts';
import { text, troubleOf } from '../lib/door.server.ts';
import { endOfWelcome, FROM_WELCOME } from '../welcome/end.ts';
import { contentOf, writtenOf } from './content.ts';
import { readDraft, sameContent, sameTime, sameWritten, scheduleOf } from './draft.server.ts';
import type { Draft } from './draft.ts';
import { consentOf } from './draft.ts';
import { isScheduled } from './load.server.ts';
import { pressForSeveral, readDrafts } from './press-several.server.ts';

/**
 * A press on one of the composer's buttons. The post is saved first, so that a refusal of the schedule loses nothing;
 * what comes back then names the post, and the next press goes on with it instead of making a second one.
 */
export async function pressButton(api: ApiClient, form: FormData) {
  const draft = readDraft(form);
  const consent: Consent = form.get('consent') === 'branded_content' ? 'branded_content' : 'music_usage';
  const drafts = readDrafts(form, draft);
  let post: Post | undefined;
  try {
    post = await save(api, form, draft, consent);
    if (form.get('intent') !== 'go') return redirect(`/posts/${post.id}`);
    if (drafts.length > 1) return await pressForSeveral(api, post, drafts, consent);
    if (consent !== consentOf(draft)) return refuse(post, draft, CONSENT_CHANGED);
    const done = await arm(api, post, draft, consent);
    if (form.get('from') === FROM_WELCOME)
      return redirect(endOfWelcome(await getPost(api, post.id), Date.now()));
    return redirect(`/posts/${post.id}${done}`);
  } catch (error) {
    // Trouble on our side too is said on this page: an error page would take the words out of the creator's sight.
    if (!(error instanceof ApiProblem) || error.body.code === 'unauthenticated') throw error;
    const theirs =
      error.body.code === 'stale' ? await getPost(api, post?.id ?? text(form, 'postId')) : undefined;
    return refuse(post, draft, troubleOf(error), theirs);
  }
}

/** Sends it on its way, or moves it; answers with what its page should say. */
async function arm(api: ApiClient, post: Post, draft: Draft, consent: Consent): Promise<string> {
  if (draft.when === 'now') await publishPost(api, post.id, post.etag, consent);
  else if (!isScheduled(post) || !sameTime(draft, post))
    await schedulePost(api, post.id, post.etag, scheduleOf(draft, consent));
  if (isScheduled(post)) return '?done=changed';
  return draft.when === 'now' ? '' : '?done=scheduled';
}

/** Only without scripts, where the line above the button can't follow a tick: it is shown anew and pressed again. */
const CONSENT_CHANGED: Trouble = {
  code: 'invalid',
  detail: 'Branded content has a declaration of its own. Read the line above the button, then press again.',
  requestId: '',
  issues: [],
};

async function save(api: ApiClient, form: FormData, draft: Draft, consent: Consent): Promise<Post> {
  const postId = text(form, 'postId');
  if (!postId) return createPost(api, writtenOf(draft));
  const current = await getPost(api, postId);
  const etag = text(form, 'etag');
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
      ...(post && { post: { id: post.id, etag: post.etag, scheduled: isScheduled(post) } }),
    },
    { status: 422 },
  );
