import type { ApiClient } from '@tiktimer/worker/client';
import type { AccountDetail, Post } from '@tiktimer/worker/contract';
import { getAccount, getMe, listAccounts, listMedia, listUploads } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import type { ComposerData } from './composer.tsx';
import { draftOf, emptyDraft } from './draft.ts';
import { wantedDraft } from './wanted.server.ts';

/** Everything the composer shows, for a new post or for one that exists. */
export async function loadComposer(
  api: ApiClient,
  post: Post | null,
  search = new URLSearchParams(),
): Promise<ComposerData> {
  const [user, accounts, library, unfinished] = await Promise.all([
    getMe(api),
    listAccounts(api),
    listMedia(api),
    listUploads(api),
  ]);
  const now = Date.now();
  const usable = accounts.filter(({ status }) => status !== 'disconnected');
  const draft = { ...(post ? draftOf(post, user.zone, now) : emptyDraft(user.zone, now)) };
  Object.assign(draft, wantedDraft(search, user.zone));
  const [only] = usable;
  if (!draft.accountId && only && usable.length === 1) draft.accountId = only.id;
  return {
    title: post ? 'Edit post' : 'New post',
    post: post && { id: post.id, etag: post.etag, scheduled: isScheduled(post) },
    draft,
    accounts: usable,
    account: draft.accountId ? await freshAccount(api, draft.accountId) : null,
    library,
    unfinished,
    zones: zonesWith(draft.zone),
  };
}

export const isScheduled = ({ status }: Post) => status === 'scheduled' || status === 'publishing';

/** TikTok's silence, or an account that is gone, stops no writing. */
async function freshAccount(api: ApiClient, accountId: string): Promise<AccountDetail | null> {
  try {
    return await getAccount(api, accountId);
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code !== 'unauthenticated') return null;
    throw error;
  }
}

const zonesWith = (zone: string) => [...new Set([...Intl.supportedValuesOf('timeZone'), zone])].sort();
