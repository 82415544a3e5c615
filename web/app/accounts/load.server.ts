import type { ApiClient } from '@tiktimer/worker/client';
import type { Account, AccountDetail } from '@tiktimer/worker/contract';
import { getAccount } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';

/** What TikTok says now; if it can't be asked, what we knew. */
export async function withFreshInfo(api: ApiClient, account: Account): Promise<Account | AccountDetail> {
  if (account.status !== 'connected') return account;
  try {
    return await getAccount(api, account.id);
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code !== 'unauthenticated') return account;
    throw error;
  }
}
