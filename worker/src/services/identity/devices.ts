import type { Actor } from '../../app-env.ts';
import type { SessionId } from '../../contract/ids.ts';
import { endSubscriptions } from '../../db/pushes.ts';
import type { SessionRow } from '../../db/schema.ts';
import { listLiveSessions, revokeRefreshTokens, revokeSession, revokeSessions } from '../../db/sessions.ts';
import { raiseTokenVersion } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import { endSockets } from '../live/tell-feed.ts';
import { assertMay } from './may.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'log' | 'feed' | 'later'>;

/** The devices that are signed in as this person. */
export async function listDevices(deps: Needs, actor: Actor): Promise<SessionRow[]> {
  assertMay(actor, 'be_oneself');
  return listLiveSessions(deps.db, actor.userId, deps.clock.now());
}

export async function endDevice(deps: Needs, actor: Actor, id: SessionId): Promise<void> {
  assertMay(actor, 'be_oneself');
  const [ended] = await deps.db.batch([
    revokeSession(deps.db, actor.userId, id, deps.clock.now()),
    endSubscriptions(deps.db, actor.userId, { sessionId: id }),
  ]);
  if (ended.length === 0) throw notFound('session');
  endSockets(deps, actor.userId, { sessionId: id });
  deps.log.info('session_ended', { user: actor.userId, session: id });
}

/** Ends every other device. Access tokens of the legacy API name no device, so they end too, but for the one that asks. */
export async function endOtherDevices(deps: Needs, actor: Actor): Promise<void> {
  assertMay(actor, 'be_oneself');
  const { db } = deps;
  const { userId, sessionId } = actor;
  await db.batch([
    revokeSessions(db, userId, deps.clock.now(), sessionId),
    endSubscriptions(db, userId, { except: sessionId }),
    ...(actor.via === 'session' ? [raiseTokenVersion(db, userId)] : []),
  ]);
  endSockets(deps, actor.userId, { except: actor.sessionId });
  deps.log.info('other_sessions_ended', { user: actor.userId });
}

/** Signs the asking device out. One that came with an access token has no session: all access tokens and refresh tokens end, as ever. */
export async function signOut(deps: Needs, actor: Actor): Promise<void> {
  assertMay(actor, 'be_oneself');
  if (actor.sessionId) await endDevice(deps, actor, actor.sessionId);
  else await endLegacyTokens(deps, actor);
}

/** Ends every access token and refresh token of this person, on all devices (legacy-api.md 3.5). */
export async function endLegacyTokens(deps: Needs, actor: Actor): Promise<void> {
  assertMay(actor, 'be_oneself');
  const now = deps.clock.now();
  await deps.db.batch([
    raiseTokenVersion(deps.db, actor.userId),
    revokeRefreshTokens(deps.db, actor.userId, now),
    endSubscriptions(deps.db, actor.userId, { sessionId: null }),
  ]);
  deps.log.info('legacy_tokens_ended', { user: actor.userId });
}
