import type { SessionId } from '../../contract/ids.ts';
import type { UserRow } from '../../db/schema.ts';
import { insertSession, revokeRefreshTokens } from '../../db/sessions.ts';
import { findUserByUsername } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { mintAccessToken } from './access-token.ts';
import { verifyPassword } from './password.ts';
import { newSecretToken, sha256Hex } from './secret-token.ts';

/** Seven days from each issue (legacy-api.md 3.4). */
const REFRESH_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

export interface LegacyTokens {
  accessToken: string;
  refreshToken: string;
}

/** Signs in by the exact username, as old clients do. A person switched off gets no tokens. */
export async function legacySignIn(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'log'>,
  input: { username: string; password: string; userAgent: string },
): Promise<LegacyTokens | 'wrong' | 'inactive'> {
  const user = await findUserByUsername(deps.db, input.username);
  const right = await verifyPassword(input.password, user?.passwordHash);
  if (!user || !right) {
    deps.log.info('sign_in_refused', { user: user?.id ?? null });
    return 'wrong';
  }
  if (!user.isActive) return 'inactive';
  return issueTokens(deps, user, input.userAgent);
}

/** A new pair; the refresh tokens of earlier sign-ins end, access tokens live until they expire (legacy-api.md 3.2). */
async function issueTokens(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'settings'>,
  user: UserRow,
  userAgent: string,
): Promise<LegacyTokens> {
  const now = deps.clock.now();
  const id = deps.newId<SessionId>('sess');
  const refreshToken = newSecretToken();
  const row = {
    id,
    userId: user.id,
    kind: 'refresh' as const,
    tokenHash: await sha256Hex(refreshToken),
    family: id,
    userAgent: userAgent.slice(0, 256),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + REFRESH_LIFE_MS,
  };
  await deps.db.batch([revokeRefreshTokens(deps.db, user.id, now), insertSession(deps.db, row)]);
  const accessToken = await mintAccessToken(deps, { username: user.username, version: user.tokenVersion });
  return { accessToken, refreshToken };
}
