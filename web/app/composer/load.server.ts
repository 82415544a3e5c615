import type { ApiClient } from '@tiktimer/worker/client';
import type { AccountDetail, Media, Post } from '@tiktimer/worker/contract';
import { AccountId, MediaId, Zone } from '@tiktimer/worker/contract';
import {
  getAccount,
  getMe,
  getMedia,
  listAccounts,
  listMedia,
  listPosts,
  listUploads,
} from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { isScheduled } from '../lib/is-scheduled.ts';
import { withinPatience } from '../lib/within-patience.ts';
import { composedPost } from './composed-post.server.ts';
import type { ComposerData } from './composer-data.ts';
import { draftOf } from './content.ts';
import type { Draft } from './draft.ts';
import { emptyDraft, localTime } from './draft.ts';
import { usualTimes } from './usual.ts';
import { wordsOf } from './words.ts';

/** How many of the newest posts are looked through for hashtags and usual times, and of the planned ones for clashes. */
const LOOKED_THROUGH = '100';

/** Everything the composer shows, for a new post or for one that exists. `wanted` is what the address asks for. */
export async function loadComposer(
  api: ApiClient,
  post: Post | null,
  wanted: URLSearchParams = new URLSearchParams(),
): Promise<ComposerData> {
  const [user, accounts, files, unfinished, recent, planned] = await Promise.all([
    getMe(api),
    listAccounts(api),
    listMedia(api),
    listUploads(api),
    listPosts(api, { limit: LOOKED_THROUGH }),
    listPosts(api, { status: 'scheduled', limit: LOOKED_THROUGH }),
  ]);
  const now = Date.now();
  const captions = recent.posts.filter(({ id }) => id !== post?.id).map(({ caption }) => caption);
  const usable = accounts.filter(({ status }) => status !== 'disconnected');
  const asked = askedFor(wanted, user.zone, post);
  const draft = { ...(post ? draftOf(post, user.zone, now) : emptyDraft(user.zone, now)), ...asked };
  if (!usable.some(({ id }) => id === draft.accountId)) draft.accountId = '';
  const [only] = usable;
  if (!draft.accountId && only && usable.length === 1) draft.accountId = only.id;
  const library = await withChosen(api, files, draft.mediaId);
  if (!library.some(({ id }) => id === draft.mediaId)) draft.mediaId = '';
  return {
    title: post ? 'Edit post' : 'New post',
    userId: user.id,
    home: { zone: user.zone, secondZone: user.settings.secondZone },
    post: post && composedPost(post),
    asked: Object.keys(asked).length > 0 || wanted.has('shared'),
    from: wanted.get('from') ?? '',
    page: crypto.randomUUID(),
    shared: post === null && wanted.has('shared'),
    draft,
    accounts: usable,
    account: draft.accountId ? await freshAccount(api, draft.accountId) : null,
    library,
    unfinished,
    hashtags: wordsOf('#', captions),
    handles: wordsOf('@', captions),
    planned: planned.posts.map(({ id, accountId, publishAt }) => ({
      id,
      accountId,
      at: Date.parse(publishAt ?? ''),
    })),
    usual: usualTimes(recent.posts, user.zone),
  };
}

const LOCAL = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)$/;

/**
 * `?at=` a wall-clock time (`&zone=` where that is another than the creator's own) or an instant, `?account=`, `?media=`:
 * whatever of it makes sense. A draft is dropped on a day, so it takes the time; a scheduled post is moved elsewhere.
 */
function askedFor(wanted: URLSearchParams, home: string, post: Post | null): Partial<Draft> {
  const asked: Partial<Draft> = {};
  if (post && isScheduled(post)) return asked;
  const zone = Zone.safeParse(wanted.get('zone')).data ?? home;
  const account = AccountId.safeParse(wanted.get('account'));
  const media = MediaId.safeParse(wanted.get('media'));
  const at = wanted.get('at') ?? '';
  const [, date, time] = LOCAL.exec(at) ?? [];
  if (account.success && !post) asked.accountId = account.data;
  if (media.success && !post) asked.mediaId = media.data;
  if (date && time) Object.assign(asked, { date, time, zone });
  else if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(at) && !Number.isNaN(Date.parse(at)))
    Object.assign(asked, localTime(Date.parse(at), zone));
  return asked;
}

/** The chosen file may be older than the page of the library that is shown. */
async function withChosen(api: ApiClient, files: Media[], mediaId: string): Promise<Media[]> {
  if (!mediaId || files.some(({ id }) => id === mediaId)) return files;
  try {
    return [await getMedia(api, mediaId), ...files];
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code === 'not_found') return files;
    throw error;
  }
}

/** TikTok's silence, or an account that is gone, stops no writing; a slow answer is asked for again by the page. */
async function freshAccount(api: ApiClient, accountId: string): Promise<AccountDetail | null> {
  try {
    return await withinPatience(getAccount(api, accountId), null);
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code !== 'unauthenticated') return null;
    throw error;
  }
}
