import type { Actor } from '../../app-env.ts';
import type { AccountDays } from '../../contract/index.ts';
import { listAccounts } from '../../db/accounts.ts';
import { waitingByAccount } from '../../db/post-lists.ts';
import type { Deps } from '../../deps.ts';
import { DAY } from '../../domain/publication.ts';
import { assertMay } from '../identity/may.ts';
import { POSTS_A_DAY_ABOUT } from './show-accounts.ts';

/** Each account that is not disconnected with what it has posted and has before it. TikTok is not asked. */
export async function showDays(
  deps: Pick<Deps, 'db' | 'account' | 'clock' | 'log'>,
  actor: Actor,
): Promise<AccountDays> {
  assertMay(actor, 'read_accounts');
  const now = deps.clock.now();
  const [accounts, waiting] = await Promise.all([
    listAccounts(deps.db, actor.workspaceId),
    waitingByAccount(deps.db, actor.workspaceId, now + DAY),
  ]);
  const byAccount = new Map(waiting.map((row) => [row.accountId, row]));
  const present = accounts.filter(({ status }) => status !== 'disconnected');
  const days = present.map(async ({ id, openId }) => {
    const row = byAccount.get(id);
    const usedIn24h = await deps.account(openId).postsIn24h(now);
    return {
      accountId: id,
      quota: { usedIn24h, about: POSTS_A_DAY_ABOUT },
      plannedIn24h: row?.planned ?? 0,
      scheduled: row?.scheduled ?? 0,
      next:
        row && row.publishAt !== null
          ? { id: row.id, caption: row.caption, publishAt: new Date(row.publishAt).toISOString() }
          : null,
    };
  });
  return { accounts: await Promise.all(days) };
}
