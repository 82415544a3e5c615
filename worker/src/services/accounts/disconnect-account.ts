import type { Actor } from '../../app-env.ts';
import type { AccountId } from '../../contract/ids.ts';
import type { Disconnected } from '../../contract/index.ts';
import { findAccount, markDisconnected } from '../../db/accounts.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { tellFeed } from '../live/tell-feed.ts';
import { cancelAccountPosts } from '../posts/cancel-account-posts.ts';
import { dropPicture } from './drop-picture.ts';
import { findConnected } from './find-connected.ts';

/**
 * Ends a workspace's connection. The link is closed at the account's object first, so that nothing is handed over from now
 * on; then the row, so that nothing new is armed; then every armed post answers (design 6). A repeat finishes what was begun.
 */
export async function disconnectAccount(
  deps: Pick<Deps, 'db' | 'clock' | 'account' | 'publisher' | 'log' | 'feed' | 'later' | 'bucket'>,
  actor: Actor,
  id: AccountId,
  cancelArmed: typeof cancelAccountPosts = cancelAccountPosts,
): Promise<Disconnected> {
  assertMay(actor, 'manage_accounts');
  const { workspaceId } = actor;
  const account = await findAccount(deps.db, workspaceId, id);
  if (!account) throw notFound('account');
  const { linkId, openId } = account;
  await deps.account(openId).disconnect({ workspaceId, linkId });
  await markDisconnected(deps.db, workspaceId, linkId, deps.clock.now());
  deps.later(dropPicture(deps, account));
  tellFeed(deps, workspaceId, [{ type: 'account', accountId: id }]);
  const ended = await cancelArmed(deps, account);
  deps.log.info('account_disconnected', { account: id, user: actor.userId, tooLate: ended.tooLate.length });
  return ended;
}

/** Ends the connection of the one account old clients know of; without one there is nothing to end. */
export async function disconnectFirst(
  deps: Parameters<typeof disconnectAccount>[0],
  actor: Actor,
): Promise<void> {
  assertMay(actor, 'manage_accounts');
  const account = await findConnected(deps, actor);
  if (account) await disconnectAccount(deps, actor, account.id);
}
