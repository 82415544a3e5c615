import type { SessionId } from '../../contract/ids.ts';
import type { UserRow } from '../../db/schema.ts';
import {
  findRefreshToken,
  insertSession,
  revokeFamily,
  revokeRefreshTokens,
  rotateRefreshToken,
} from '../../db/sessions.ts';
import { findMember, findUserByUsername } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { guarded } from '../limits/guarded.ts';
import { guesserOf } from '../limits/guesser.ts';
import { mintAccessToken } from './access-token.ts';
import { verifyPassword } from './password.ts';
import { renewHash } from './renew-hash.ts';
import { newSecretToken, sha256Hex } from './secret-token.ts';

/** Seven days from each issue (legacy-api.md 3.4). */
const REFRESH_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
/** Two tabs may refresh at once; a token that comes back later than this was copied (security.md 24). */
const REPLAY_FORGIVEN_MS = 10_000;

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'log'>;

export interface LegacyTokens {
  accessToken: string;
  refreshToken: string;
}

/** Signs in by the exact username, as old clients do. A person switched off gets no tokens. */
export async function legacySignIn(
  deps: Needs & Pick<Deps, 'limiter'>,
  input: { username: string; password: string; userAgent: string; address: string | undefined },
): Promise<LegacyTokens | 'wrong' | 'inactive'> {
  const found = await findUserByUsername(deps.db, input.username);
  const user = await guarded(deps, await guesserOf(found, input.username, input.address), async () => {
    const right = await verifyPassword(input.password, found?.passwordHash);
    return right ? found : undefined;
  });
  if (!user) {
    deps.log.info('sign_in_refused', { user: found?.id ?? null });
    return 'wrong';
  }
  if (!user.isActive) return 'inactive';
  await renewHash(deps, user, input.password);
  return issueTokens(deps, user, input.userAgent);
}

/**
 * A new pair for a refresh token, which is dead at once: of two that come at the same time one wins. One that was used
 * before is refused, and ends its whole family when it comes late.
 */
export async function refreshTokens(
  deps: Needs,
  input: { refreshToken: string; userAgent: string },
): Promise<LegacyTokens | 'wrong' | 'inactive'> {
  const now = deps.clock.now();
  const found = await findRefreshToken(deps.db, await sha256Hex(input.refreshToken));
  if (!found || found.revokedAt !== null || found.expiresAt <= now) return 'wrong';
  if (found.usedAt !== null) {
    if (now - found.usedAt > REPLAY_FORGIVEN_MS) {
      await revokeFamily(deps.db, found, now);
      deps.log.warn('refresh_token_replayed', { user: found.userId, session: found.id });
    }
    return 'wrong';
  }
  const member = await findMember(deps.db, { id: found.userId });
  if (!member) return 'wrong';
  if (!member.user.isActive) return 'inactive';
  const { refreshToken, row } = await newRefreshToken(deps, member.user, input.userAgent);
  const rotated = await rotateRefreshToken(deps.db, found, { ...row, family: found.family }, now);
  return rotated ? pairOf(deps, member.user, refreshToken) : 'wrong';
}

/** A new pair; the refresh tokens of earlier sign-ins end, access tokens live until they expire (legacy-api.md 3.2). */
async function issueTokens(deps: Needs, user: UserRow, userAgent: string): Promise<LegacyTokens> {
  const { refreshToken, row } = await newRefreshToken(deps, user, userAgent);
  await deps.db.batch([revokeRefreshTokens(deps.db, user.id, row.createdAt), insertSession(deps.db, row)]);
  return pairOf(deps, user, refreshToken);
}

const pairOf = async (deps: Needs, user: UserRow, refreshToken: string): Promise<LegacyTokens> => ({
  accessToken: await mintAccessToken(deps, { username: user.username, version: user.tokenVersion }),
  refreshToken,
});

async function newRefreshToken(deps: Needs, user: UserRow, userAgent: string) {
  const now = deps.clock.now();
  const id = deps.newId<SessionId>('sess');
  const refreshToken = newSecretToken();
  const row = {
    id,
    userId: user.id,
    kind: 'refresh' as const,
    tokenHash: await sha256Hex(refreshToken),
    family: id as string,
    userAgent: userAgent.slice(0, 256),
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now + REFRESH_LIFE_MS,
  };
  return { refreshToken, row };
}
