import { data, redirect } from '@remix-run/cloudflare';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Consent } from '@tiktimer/worker/contract';
import { readDraft, scheduleOf } from '../composer/draft.server.ts';
import {
  cancelPost,
  deletePost,
  duplicatePost,
  getPost,
  publishPost,
  resolvePost,
  schedulePost,
} from './api.server.ts';
import { text } from './door.server.ts';
import { longAgo } from './long-ago.server.ts';

/** What a creator may do on a post's page; each one names the state of the post that they saw. */
export async function doDeed(api: ApiClient, postId: string, form: FormData, request: Request) {
  const etag = text(form, 'etag');
  const consent: Consent = form.get('consent') === 'branded_content' ? 'branded_content' : 'music_usage';
  switch (form.get('intent')) {
    case 'cancel':
      await cancelPost(api, postId, etag);
      break;
    case 'delete':
      await deletePost(api, postId, etag);
      return redirect('/posts');
    case 'publish': {
      const problem = longAgo(request, form);
      if (problem) return data({ problem }, { status: 409 });
      await publishPost(api, postId, etag, consent);
      break;
    }
    case 'reschedule':
      return redirect(`/posts/${postId}?done=moved${await move(api, postId, etag, form, consent)}`);
    case 'move-back': {
      const [publishAt = '', latestAt] = text(form, 'from').split(' ');
      await schedulePost(api, postId, etag, { publishAt, consent, ...(latestAt && { latestAt }) });
      break;
    }
    case 'duplicate':
      return redirect(`/posts/${(await duplicatePost(api, postId)).id}/edit`);
    case 'it-is-there':
      await resolvePost(api, postId, etag, { outcome: 'published', ...linkOf(form) });
      break;
    case 'it-is-not-there':
      await resolvePost(api, postId, etag, { outcome: 'not_published' });
      break;
  }
  return redirect(`/posts/${postId}`);
}

/** Moves a post, and says where it was, so that the move can be undone while that time is still ahead. */
async function move(api: ApiClient, postId: string, etag: string, form: FormData, consent: Consent) {
  const { status, publishAt, latestAt } = await getPost(api, postId);
  await schedulePost(api, postId, etag, scheduleOf(readDraft(form), consent));
  const undoable = status === 'scheduled' && publishAt && Date.parse(publishAt) > Date.now();
  return undoable ? `&from=${encodeURIComponent(`${publishAt} ${latestAt ?? ''}`.trim())}` : '';
}

/** Where the creator found it, if they said. */
const linkOf = (form: FormData) => {
  const url = text(form, 'url').trim();
  return url ? { url } : {};
};
