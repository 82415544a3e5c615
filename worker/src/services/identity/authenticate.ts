import type { Actor } from '../../app-env.ts';
import { findKeyMember, markKeyUsed } from '../../db/api-keys.ts';
import { findSessionMember, markSeen } from '../../db/sessions.ts';
import type { Member } from '../../db/users.ts';
import { findMember } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { readAccessToken } from './access-token.ts';
import { isKeySecret, sha256Hex } from './secret-token.ts';
import { sessionEnd, shouldNoteSeen } from './session-life.ts';

export interface Entered {
  ok: true;
  actor: Actor;
  member: Member;
  /** Writes down that the session or key was used, at most once a minute; nobody has to wait for it. */
  noteUse?: () => Promise<unknown>;
}
/** Why somebody is not let in: legacy routes have a different answer for each. */
export type Entry = Entered | { ok: false; why: 'none' | 'bad' | 'inactive' };

/** Who stands behind an Authorization header: a web session's token, an API key, or an access token of the legacy API. One query each. */
export async function authenticate(
  deps: Pick<Deps, 'db' | 'clock' | 'settings'>,
  authorization: string | undefined,
): Promise<Entry> {
  const token = /^bearer(?: +(.*))?$/i.exec(authorization ?? '');
  if (!token) return { ok: false, why: 'none' };
  const text = token[1]?.trim() ?? '';
  if (isKeySecret(text)) return byKey(deps, text);
  // A session token is base64url, hence has no dots; a JWT has two.
  return text.includes('.') ? byAccessToken(deps, text) : bySession(deps, text);
}

async function bySession(deps: Pick<Deps, 'db' | 'clock'>, token: string): Promise<Entry> {
  const now = deps.clock.now();
  const found = await findSessionMember(deps.db, await sha256Hex(token), now);
  if (!found) return { ok: false, why: 'bad' };
  const { session, ...member } = found;
  if (!member.user.isActive) return { ok: false, why: 'inactive' };
  const note = async () => markSeen(deps.db, session.id, now, sessionEnd(session.createdAt, now));
  return {
    ok: true,
    actor: actorOf(member, { via: 'session', sessionId: session.id }),
    member,
    ...(shouldNoteSeen(session.lastSeenAt, now) && { noteUse: note }),
  };
}

/** A key acts for whoever made it, while they are here. */
async function byKey(deps: Pick<Deps, 'db' | 'clock'>, secret: string): Promise<Entry> {
  const now = deps.clock.now();
  const found = await findKeyMember(deps.db, await sha256Hex(secret), now);
  if (!found?.user.isActive) return { ok: false, why: 'bad' };
  const { key, ...member } = found;
  return {
    ok: true,
    actor: actorOf(member, { via: 'key', key: { id: key.id, scopes: key.scopes } }),
    member,
    ...(shouldNoteSeen(key.lastUsedAt ?? 0, now) && {
      noteUse: async () => markKeyUsed(deps.db, key.id, now),
    }),
  };
}

async function byAccessToken(deps: Pick<Deps, 'db' | 'clock' | 'settings'>, token: string): Promise<Entry> {
  const claims = await readAccessToken(deps, token);
  const member = claims && (await findMember(deps.db, { username: claims.username }));
  if (!member || member.user.tokenVersion !== claims.version) return { ok: false, why: 'bad' };
  if (!member.user.isActive) return { ok: false, why: 'inactive' };
  return { ok: true, actor: actorOf(member, { via: 'jwt' }), member };
}

type Credential = Pick<Actor, 'via'> & Partial<Pick<Actor, 'sessionId' | 'key'>>;

const actorOf = (member: Member, { via, sessionId = null, key = null }: Credential): Actor => ({
  userId: member.user.id,
  workspaceId: member.workspace.id,
  role: member.role,
  via,
  sessionId,
  key,
});
