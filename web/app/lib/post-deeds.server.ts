import { redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent } from '@tiktimer/worker/contract';
import { publishAtOf, readDraft } from '../composer/draft.server.ts';
import {
  cancelPost,
  deletePost,
  duplicatePost,
  publishPost,
  resolvePost,
  schedulePost,
} from './api.server.ts';
import { text } from './door.server.ts';

/** What a creator may do on a post's page; each one names the state of the post that they saw. */
export async function doDeed(api: ApiClient, postId: string, form: FormData) {
  const etag = text(form, 'etag');
  const consent: Consent = form.get('consent') === 'branded_content' ? 'branded_content' : 'music_usage';
  switch (form.get('intent')) {
    case 'cancel':
      await cancelPost(api, postId, etag);
      break;
    case 'delete':
      await deletePost(api, postId, etag);
      return redirect('/posts');
    case 'publish':
      await publishPost(api, postId, etag, consent);
      break;
    case 'reschedule':
      await schedulePost(api, postId, etag, { publishAt: publishAtOf(readDraft(form)), consent });
      break;
    case 'duplicate':
      return redirect(`/posts/${(await duplicatePost(api, postId)).id}/edit`);
    case 'it-is-there':
      await resolvePost(api, postId, etag, 'published');
      break;
    case 'it-is-not-there':
      await resolvePost(api, postId, etag, 'not_published');
      break;
  }
  return redirect(`/posts/${postId}`);
}
