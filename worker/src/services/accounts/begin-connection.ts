import type { Actor } from '../../app-env.ts';
import { insertState } from '../../db/oauth-states.ts';
import type { Deps } from '../../deps.ts';
import { invalid } from '../../domain/errors.ts';
import type { Settings } from '../../env.ts';
import { assertMay } from '../identity/may.ts';
import { newSecretToken, sha256Hex } from '../identity/secret-token.ts';
import { POSTING_SCOPE } from './account-state.ts';

/** security.md 21. */
const STATE_LIFE_MS = 10 * 60 * 1000;
const SCOPES = ['user.info.basic', POSTING_SCOPE];

/** As registered with TikTok, and compared there to the letter (tiktok-api.md 1.1, design 8). */
export const redirectUri = (settings: Pick<Settings, 'APP_URL'>) =>
  `${settings.APP_URL}/api/v1/auth/tiktok/callback`;

/** Begins a connection: the address of TikTok's consent page, good for ten minutes and for this person alone. */
export async function beginConnection(
  deps: Pick<Deps, 'db' | 'clock' | 'settings' | 'tiktok'>,
  actor: Actor,
  input: { returnTo?: string | undefined; another?: boolean | undefined },
): Promise<{ authorizationUrl: string; expiresAt: number }> {
  assertMay(actor, 'manage_accounts');
  const returnTo = input.returnTo ?? '/accounts';
  if (!isOwnPath(returnTo)) throw invalid('returnTo: This is not a path of this site.');
  const state = newSecretToken();
  const now = deps.clock.now();
  const expiresAt = now + STATE_LIFE_MS;
  await insertState(deps.db, {
    hash: await sha256Hex(state),
    userId: actor.userId,
    workspaceId: actor.workspaceId,
    returnTo,
    createdAt: now,
    expiresAt,
  });
  const authorizationUrl = deps.tiktok.authorizeUrl({
    state,
    redirectUri: redirectUri(deps.settings),
    scopes: SCOPES,
    another: input.another ?? false,
  });
  return { authorizationUrl, expiresAt };
}

/** A path on our own pages: `//evil`, `/\evil` and addresses of other sites are none (security.md 15). */
const isOwnPath = (path: string) =>
  /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(path) &&
  new URL(path, 'https://own.invalid').origin === 'https://own.invalid';
