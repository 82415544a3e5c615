import type { SessionId } from '../../contract/ids.ts';
import type { UserRow } from '../../db/schema.ts';
import { insertSession } from '../../db/sessions.ts';
import type { Member } from '../../db/users.ts';
import { findMember, findUsersByLogin } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { unauthenticated } from '../../domain/errors.ts';
import { guarded } from '../limits/guarded.ts';
import { guesserOf } from '../limits/guesser.ts';
import { verifyPassword } from './password.ts';
import { renewHash } from './renew-hash.ts';
import { newSecretToken, sha256Hex } from './secret-token.ts';
import { sessionEnd } from './session-life.ts';

export const WRONG_LOGIN = 'Email or password is not right.';

export interface StartedSession {
  token: string;
  expiresAt: number;
  member: Member;
}

/** Signs a device in by e-mail or username. The same words and the same work for an unknown user, a wrong password and one switched off. */
export async function signIn(
  deps: Pick<Deps, 'db' | 'clock' | 'newId' | 'log' | 'limiter' | 'settings'>,
  input: { login: string; password: string; userAgent: string; address: string | undefined },
): Promise<StartedSession> {
  const user = chooseUser(await findUsersByLogin(deps.db, input.login), input.login);
  const guesser = await guesserOf(user, input.login, input.address);
  const member = await guarded(deps, guesser, async () => {
    const right = await verifyPassword(input.password, user?.passwordHash);
    return user && right && user.isActive ? findMember(deps.db, user) : undefined;
  });
  if (!member) {
    deps.log.info('sign_in_refused', { user: user?.id ?? null });
    throw unauthenticated(WRONG_LOGIN);
  }
  await renewHash(deps, member.user, input.password);
  const token = newSecretToken();
  const now = deps.clock.now();
  const id = deps.newId<SessionId>('sess');
  const expiresAt = sessionEnd(now, now);
  await insertSession(deps.db, {
    id,
    userId: member.user.id,
    kind: 'web',
    tokenHash: await sha256Hex(token),
    family: id,
    userAgent: input.userAgent.slice(0, 256),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  });
  deps.log.info('signed_in', { user: member.user.id, session: id });
  return { token, expiresAt, member };
}

/** Case does not matter unless several people differ by nothing else: then the exact spelling does. */
export function chooseUser(found: UserRow[], login: string): UserRow | undefined {
  if (found.length === 1) return found[0];
  return found.find((user) => user.email === login) ?? found.find((user) => user.username === login);
}
