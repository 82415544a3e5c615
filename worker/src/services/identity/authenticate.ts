import type { Actor } from '../../app-env.ts';
import { findSessionMember, markSeen } from '../../db/sessions.ts';
import type { Member } from '../../db/users.ts';
import { findMember } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { readAccessToken } from './access-token.ts';
import { sha256Hex } from './secret-token.ts';
import { sessionEnd, shouldNoteSeen } from './session-life.ts';

/** Why somebody is not let in: legacy routes have a different answer for each. */
export type Entry =
  | { ok: true; actor: Actor; member: Member }
  | { ok: false; why: 'none' | 'bad' | 'inactive' };

/** Who stands behind an Authorization header: a web session's token, or an access token of the legacy API. */
export async function authenticate(
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
  authorization: string | undefined,
): Promise<Entry> {
  const token = /^bearer(?: +(.*))?$/i.exec(authorization ?? '');
  if (!token) return { ok: false, why: 'none' };
  const text = token[1]?.trim() ?? '';
  // A session token is base64url, hence has no dots; a JWT has two.
  return text.includes('.') ? byAccessToken(deps, text) : bySession(deps, text);
}

async function bySession(deps: Pick<Deps, 'db' | 'clock'>, token: string): Promise<Entry> {
  const now = deps.clock.now();
  const found = await findSessionMember(deps.db, await sha256Hex(token), now);
  if (!found) return { ok: false, why: 'bad' };
  const { session, ...member } = found;
  if (!member.user.isActive) return { ok: false, why: 'inactive' };
  if (shouldNoteSeen(session.lastSeenAt, now))
    await markSeen(deps.db, session.id, now, sessionEnd(session.createdAt, now));
  return { ok: true, actor: actorOf(member, 'session', session.id), member };
}

async function byAccessToken(deps: Pick<Deps, 'db' | 'clock' | 'settings'>, token: string): Promise<Entry> {
  const claims = await readAccessToken(deps, token);
  const member = claims && (await findMember(deps.db, { username: claims.username }));
  if (!member || member.user.tokenVersion !== claims.version) return { ok: false, why: 'bad' };
  if (!member.user.isActive) return { ok: false, why: 'inactive' };
  return { ok: true, actor: actorOf(member, 'jwt', null), member };
}

const actorOf = (member: Member, via: Actor['via'], sessionId: Actor['sessionId']): Actor => ({
  userId: member.user.id,
  workspaceId: member.workspace.id,
  role: member.role,
  via,
  sessionId,
});
