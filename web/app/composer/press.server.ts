import { data, redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent, Post } from '@tiktimer/worker/contract';
import { changePost, createPost, getPost, publishPost, schedulePost } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { Trouble } from '../lib/door.server.ts';
import { text, troubleOf } from '../lib/door.server.ts';
import { contentOf, publishAtOf, readDraft, sameContent, sameTime } from './draft.server.ts';
import { consentOf } from './draft.ts';
import { isScheduled } from './load.server.ts';

/**
 * A press on one of the composer's buttons. The post is saved first, so that a refusal of the schedule loses nothing;
 * what comes back then names the post, and the next press goes on with it instead of making a second one.
 */
export async function pressButton(api: ApiClient, form: FormData) {
  const draft = readDraft(form);
  const consent: Consent = form.get('consent') === 'branded_content' ? 'branded_content' : 'music_usage';
  let post: Post | undefined;
  try {
    post = await save(api, form, draft, consent);
    if (form.get('intent') !== 'go') return redirect(`/posts/${post.id}`);
    if (consent !== consentOf(draft)) return refuse(post, draft, CONSENT_CHANGED);
    if (draft.when === 'now') await publishPost(api, post.id, post.etag, consent);
    else if (!isScheduled(post) || !sameTime(draft, post))
      await schedulePost(api, post.id, post.etag, { publishAt: publishAtOf(draft), consent });
    return redirect(`/posts/${post.id}`);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.body.status >= 500 || error.body.code === 'unauthenticated')
      throw error;
    return refuse(post, draft, troubleOf(error));
  }
}

/** Only without scripts, where the line above the button can't follow a tick: it is shown anew and pressed again. */
const CONSENT_CHANGED: Trouble = {
  code: 'invalid',
  detail: 'Branded content has a declaration of its own. Read the line above the button, then press again.',
  requestId: '',
  issues: [],
};

async function save(
  api: ApiClient,
  form: FormData,
  draft: ReturnType<typeof readDraft>,
  consent: Consent,
): Promise<Post> {
  const postId = text(form, 'postId');
  if (!postId) return createPost(api, { ...contentOf(draft), coverMs: null });
  const current = await getPost(api, postId);
  const etag = text(form, 'etag');
  if (sameContent(draft, current)) return { ...current, etag };
  return changePost(api, postId, etag, { ...contentOf(draft), ...(isScheduled(current) && { consent }) });
}

const refuse = (post: Post | undefined, draft: ReturnType<typeof readDraft>, problem: Trouble) =>
  data(
    { problem, draft, post: post ? { id: post.id, etag: post.etag, scheduled: isScheduled(post) } : null },
    { status: 422 },
  );
