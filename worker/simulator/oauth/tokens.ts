import { letters } from '../ids.ts';
import { failInFlight } from '../publish/settle.ts';
import { announce } from '../webhooks/outbox.ts';
import type { World } from '../world.ts';

export interface TokenRow {
  token: string;
  kind: 'access' | 'refresh';
  grant_id: string;
  open_id: string;
  scopes: string;
  expires_at: number;
  dead: number;
}

/** The flat answer of tiktok-api.md 1.3. */
export interface TokenSet {
  access_token: string;
  expires_in: number;
  open_id: string;
  refresh_expires_in: number;
  refresh_token: string;
  scope: string;
  token_type: 'Bearer';
}

export function issueTokens(
  world: World,
  grant: { openId: string; scopes: string; grantId?: string },
): TokenSet {
  const refreshToken = `rft.${letters(48)}!5236.s1`;
  const { accessTokenSeconds, refreshTokenSeconds } = world.settings;
  const grantId = grant.grantId ?? letters(12);
  store(world, 'refresh', refreshToken, grantId, grant, refreshTokenSeconds);
  return withAccessToken(
    world,
    { ...grant, grantId, refreshToken, refreshSeconds: refreshTokenSeconds },
    accessTokenSeconds,
  );
}

/** A new pair for an old refresh token, which dies in the same moment (tiktok-api.md 1.4, 1.5). */
export function rotate(world: World, refresh: TokenRow): TokenSet {
  const grant = { openId: refresh.open_id, scopes: refresh.scopes, grantId: refresh.grant_id };
  if (world.settings.refreshKillsAccessToken) {
    world.run(`UPDATE tokens SET dead = 1 WHERE grant_id = ? AND kind = 'access'`, refresh.grant_id);
  }
  if (world.settings.refreshReturnsSameToken) {
    const refreshSeconds = Math.floor((refresh.expires_at - world.now()) / 1000);
    const kept = { ...grant, refreshToken: refresh.token, refreshSeconds };
    return withAccessToken(world, kept, world.settings.accessTokenSeconds);
  }
  world.run('UPDATE tokens SET dead = 1 WHERE token = ?', refresh.token);
  return issueTokens(world, grant);
}

export function findLiveToken(world: World, kind: TokenRow['kind'], token: string): TokenRow | undefined {
  const row = world.row<TokenRow>('SELECT * FROM tokens WHERE token = ? AND kind = ?', token, kind);
  return row && !row.dead && row.expires_at > world.now() ? row : undefined;
}

/** Whose token this is, dead or alive: faults are aimed at users, also when their token is refused. */
export function ownerOf(world: World, token: string): string | undefined {
  return world.row<{ open_id: string }>('SELECT open_id FROM tokens WHERE token = ?', token)?.open_id;
}

/**
 * The app leaves the user's connected apps: all tokens die, what is being published fails, and a webhook says why
 * (reason 1 the user, 5 the developer; tiktok-api.md 1.6, 11, 15.5).
 */
export function endAccess(world: World, openId: string, reason: number): void {
  world.run('UPDATE tokens SET dead = 1 WHERE open_id = ?', openId);
  failInFlight(world, openId, 'auth_removed');
  announce(world, { event: 'authorization.removed', openId, content: { reason } });
}

function withAccessToken(
  world: World,
  grant: { openId: string; scopes: string; grantId: string; refreshToken: string; refreshSeconds: number },
  accessSeconds: number,
): TokenSet {
  const accessToken = `act.${letters(48)}!5236.s1`;
  store(world, 'access', accessToken, grant.grantId, grant, accessSeconds);
  return {
    access_token: accessToken,
    expires_in: accessSeconds,
    open_id: grant.openId,
    refresh_expires_in: grant.refreshSeconds,
    refresh_token: grant.refreshToken,
    scope: grant.scopes,
    token_type: 'Bearer',
  };
}

function store(
  world: World,
  kind: TokenRow['kind'],
  token: string,
  grantId: string,
  grant: { openId: string; scopes: string },
  lifeSeconds: number,
): void {
  world.run(
    'INSERT INTO tokens (token, kind, grant_id, open_id, scopes, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
    token,
    kind,
    grantId,
    grant.openId,
    grant.scopes,
    world.now() + lifeSeconds * 1000,
  );
}
