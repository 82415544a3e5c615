import type { Actor } from '../../app-env.ts';
import type { AccountId } from '../../contract/ids.ts';
import type { Account, PatchAccount } from '../../contract/index.ts';
import { findAccount, setLegacyPrivacy } from '../../db/accounts.ts';
import type { Deps } from '../../deps.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { toAccount } from './show-accounts.ts';

/** Says who sees the posts of clients that cannot choose (design 8): something TikTok offers this account, as far as it has told us. */
export async function changeAccount(
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
  actor: Actor,
  { accountId, legacyPrivacy }: PatchAccount & { accountId: AccountId },
): Promise<Account> {
  assertMay(actor, 'manage_accounts');
  const account = await findAccount(deps.db, actor.workspaceId, accountId);
  if (!account) throw notFound('account');
  const offered = account.creatorInfo?.privacyOptions;
  if (legacyPrivacy !== null && offered && !offered.includes(legacyPrivacy))
    throw invalid(`legacyPrivacy: TikTok does not offer this for @${account.username}.`);
  const changed = await setLegacyPrivacy(deps.db, account, legacyPrivacy, deps.clock.now());
  if (!changed) throw notFound('account');
  return toAccount(deps, changed);
}
