import type { Actor } from '../../app-env.ts';
import type { AccountId, LinkId, WorkspaceId } from '../../contract/ids.ts';
import type { CreatorInfo, FinishConnection } from '../../contract/index.ts';
import { findAccount, heldPostsOf, saveConnected } from '../../db/accounts.ts';
import { findState, takeNewestState, takeState } from '../../db/oauth-states.ts';
import type { AccountRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { conflict, forbidden, malformed, tiktokUnavailable, unavailable } from '../../domain/errors.ts';
import type { Trouble } from '../../domain/trouble.ts';
import type { Grant } from '../../tiktok/types.ts';
import { assertMay } from '../identity/may.ts';
import { sha256Hex } from '../identity/secret-token.ts';
import { tellFeed } from '../live/tell-feed.ts';
import { POSTING_SCOPE } from './account-state.ts';
import { redirectUri } from './begin-connection.ts';
import { claimOf, copyPicture } from './keep-picture.ts';

type Needs = Pick<
  Deps,
  | 'db'
  | 'clock'
  | 'settings'
  | 'tiktok'
  | 'account'
  | 'publisher'
  | 'newId'
  | 'log'
  | 'feed'
  | 'later'
  | 'bucket'
  | 'outbound'
>;

/** More held posts than this wait for their own next look, half a minute later. */
const POKES_MAX = 200;
const PICTURE_WAIT_MAX = 1_500;

/** Ends a connection begun by `beginConnection` with what TikTok put into the callback's address. */
export async function finishConnection(
  deps: Needs,
  actor: Actor,
  input: FinishConnection,
): Promise<{ account: AccountRow; returnTo: string }> {
  assertMay(actor, 'manage_accounts');
  return finish(deps, actor, input, await takeOwnState(deps, actor, input.state));
}

/** The same for old clients, which keep no state: only for somebody who began a connection minutes ago, and uses that up (legacy-api.md 5.3). */
export async function finishPendingConnection(deps: Needs, actor: Actor, code: string): Promise<void> {
  assertMay(actor, 'manage_accounts');
  const taken = await takeNewestState(deps.db, actor.userId, deps.clock.now());
  if (!taken) throw malformed(NOT_BEGUN_HERE);
  await finish(deps, actor, { code }, taken);
}

async function finish(
  deps: Needs,
  actor: Actor,
  input: Pick<FinishConnection, 'code' | 'error'>,
  { returnTo, workspaceId }: { returnTo: string; workspaceId: WorkspaceId },
): Promise<{ account: AccountRow; returnTo: string }> {
  if (workspaceId !== actor.workspaceId) throw malformed(NOT_BEGUN_HERE);
  if (input.error !== undefined) throw forbidden(refusal(input.error));
  if (!input.code) throw malformed('TikTok sent no code. Start again.');
  const grant = await exchange(deps, input.code);
  const account = await keepGrant(deps, actor, grant);
  deps.log.info('account_connected', { account: account.id, user: actor.userId });
  await pokeHeldPosts(deps, account);
  tellFeed(deps, workspaceId, [{ type: 'account', accountId: account.id }]);
  return { account, returnTo };
}

const NOT_BEGUN_HERE = 'This sign-in at TikTok was not begun here. Start again.';

async function takeOwnState(deps: Needs, actor: Actor, state: string) {
  const hash = await sha256Hex(state);
  const now = deps.clock.now();
  const taken = await takeState(deps.db, hash, actor.userId, now);
  if (taken) return taken;
  // Somebody else's state looks like one that never was.
  const known = await findState(deps.db, hash, actor.userId);
  if (!known) throw malformed(NOT_BEGUN_HERE);
  throw conflict(
    known.usedAt
      ? 'This sign-in at TikTok was finished already.'
      : 'This sign-in at TikTok took longer than ten minutes. Start again.',
  );
}

/** ui.md 3.3. */
const refusal = (error: string) =>
  error === 'access_denied'
    ? 'You said no on TikTok’s page. Nothing was connected.'
    : `TikTok refused the sign-in (${/^[\w.-]{1,64}$/.test(error) ? error : 'no readable reason'}). Nothing was connected.`;

async function exchange(deps: Needs, code: string): Promise<Grant> {
  const told = await deps.tiktok.exchangeCode({ code, redirectUri: redirectUri(deps.settings) });
  if (!told.ok) throw exchangeFailed(deps, told.trouble);
  const grant = told.value;
  if (!grant.openId) throw tiktokUnavailable('TikTok did not say whose account this is. Start again.');
  // The token's own scopes are the truth, not the callback's (tiktok-api.md 1.2).
  if (!grant.scopes.includes(POSTING_SCOPE)) {
    const revoked = await deps.tiktok.revoke(grant.accessToken);
    if (!revoked.ok) deps.log.warn('token_revoke_failed', { why: revoked.trouble.technical });
    throw forbidden(
      `TikTok did not give the permission to post (${POSTING_SCOPE}), so nothing could be published. Nothing was connected. Start again and leave it switched on.`,
    );
  }
  return grant;
}

function exchangeFailed(deps: Needs, trouble: Trouble) {
  deps.log.warn('code_exchange_failed', { why: trouble.technical });
  switch (trouble.reason) {
    case 'reconnect_needed':
      return conflict(
        'TikTok no longer accepts this sign-in; a code works once and for minutes. Start again.',
      );
    case 'permission_missing':
      return forbidden(refusal('access_denied'));
    case 'our_setup':
      return unavailable('The TikTok keys of this TikTimer are not right. Its operator has to mend that.');
    default:
      return tiktokUnavailable('TikTok did not answer. Nothing was connected. Start again in a moment.');
  }
}

/** The object first, then the row: a row without tokens would promise what nobody can keep; tokens without a row wait for the next try. */
async function keepGrant(deps: Needs, actor: Actor, grant: Grant): Promise<AccountRow> {
  const { openId } = grant;
  const { workspaceId } = actor;
  const keeper = deps.account(openId);
  const { linkId } = await keeper.linkWorkspace({
    openId,
    workspaceId,
    linkId: deps.newId<LinkId>('link'),
    grant,
  });
  const creator = await keeper.creatorInfo({ workspaceId, linkId }, 0);
  const now = deps.clock.now();
  const account = await saveConnected(deps.db, {
    id: deps.newId<AccountId>('acct'),
    workspaceId,
    openId,
    linkId,
    scopes: grant.scopes,
    accessExpiresAt: now + grant.expiresIn * 1000,
    refreshExpiresAt: grant.refreshExpiresIn === null ? null : now + grant.refreshExpiresIn * 1000,
    connectedAt: now,
    ...(creator.ok && {
      creatorInfo: creator.value,
      username: creator.value.username,
      nickname: creator.value.nickname,
      ...claimOf(creator.value, now),
    }),
  });
  return creator.ok ? withPicture(deps, account, creator.value) : account;
}

/** The page that comes next shows the account: it may wait a moment for the picture, which comes all the same. */
async function withPicture(deps: Needs, account: AccountRow, creator: CreatorInfo): Promise<AccountRow> {
  const copied = copyPicture(deps, account, creator);
  deps.later(copied);
  await Promise.race([copied, deps.clock.wait(PICTURE_WAIT_MAX)]);
  return (await findAccount(deps.db, account.workspaceId, account.id)) ?? account;
}

/** Posts that waited for this go on at once; one that misses the poke looks by itself within half a minute. */
async function pokeHeldPosts(deps: Needs, account: AccountRow): Promise<void> {
  const held = await heldPostsOf(deps.db, account, POKES_MAX);
  const pokes = held.map((id) =>
    deps
      .publisher(id)
      .poke(id)
      .catch((error) => deps.log.warn('poke_lost', { post: id, error })),
  );
  await Promise.all(pokes);
}
