import type { ApiClient } from '@tiktimer/worker/client';
import type { Account, AccountDetail, Post } from '@tiktimer/worker/contract';
import { getAccount, listPosts } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { withinPatience } from '../lib/within-patience.ts';

/** What TikTok says now; if it can't be asked, what we knew. */
export async function withFreshInfo(api: ApiClient, account: Account): Promise<Account | AccountDetail> {
  if (account.status !== 'connected') return account;
  try {
    return await withinPatience(getAccount(api, account.id), account);
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code !== 'unauthenticated') return account;
    throw error;
  }
}

export type Waiting = Pick<Post, 'id' | 'caption' | 'publishAt' | 'posterUrl'>;
const WAITING_SHOWN = '3';

/** The next posts of an account that TikTok signed us out of: they wait for a new sign-in. */
export async function waitingFor(api: ApiClient, { id, status }: Account): Promise<Waiting[]> {
  if (status !== 'needs_reconnect') return [];
  const { posts } = await listPosts(api, {
    ...{ account: id, status: 'scheduled,publishing', sort: 'publish_at', order: 'asc' },
    limit: WAITING_SHOWN,
  });
  return posts.map(({ id: postId, caption, publishAt, posterUrl }) => ({
    ...{ id: postId, caption, publishAt, posterUrl },
  }));
}
