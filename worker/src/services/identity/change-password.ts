import type { Actor } from '../../app-env.ts';
import type { ChangePassword } from '../../contract/index.ts';
import { hasConfirmed, insertMail } from '../../db/mails.ts';
import { endSubscriptions } from '../../db/pushes.ts';
import type { UserRow } from '../../db/schema.ts';
import { revokeSessions } from '../../db/sessions.ts';
import { hasPassword, setPassword } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { guarded } from '../limits/guarded.ts';
import { endSockets } from '../live/tell-feed.ts';
import { composeMail, PASSWORD_CHANGED } from '../mail/compose.ts';
import { sendSoon } from '../mail/outbox.ts';
import { assertMay } from './may.ts';
import { getMe } from './me.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { assertPasswordIsNotCommon } from './password-rules.ts';

type Needs = Pick<
  Deps,
  'db' | 'clock' | 'newId' | 'settings' | 'mailer' | 'later' | 'limiter' | 'feed' | 'log'
>;

export const WRONG_PASSWORD = 'That is not your current password.';

/**
 * Asked before what could lock somebody out of their account; `field` is where the form shows it. Guesses count as those at
 * the door do.
 */
export async function assertPassword(
  deps: Pick<Deps, 'limiter' | 'settings' | 'log'>,
  user: Pick<UserRow, 'id' | 'passwordHash'>,
  password: string,
  address: string | undefined,
  field = 'currentPassword',
): Promise<void> {
  const right = await guarded(deps, { account: user.id, address }, async () =>
    (await verifyPassword(password, user.passwordHash)) ? true : undefined,
  );
  if (right) return;
  deps.log.warn('password_refused', { user: user.id });
  throw invalid(WRONG_PASSWORD, [{ path: field, message: WRONG_PASSWORD }]);
}

/** Sets another password. Every other device is signed out, and every legacy token ends. */
export async function changePassword(
  deps: Needs,
  actor: Actor,
  input: ChangePassword,
  address: string | undefined,
): Promise<void> {
  assertMay(actor, 'be_oneself');
  const { user } = await getMe(deps, actor);
  await assertPassword(deps, user, input.currentPassword, address);
  assertPasswordIsNotCommon(input.password, [user.email, user.username]);
  const passwordHash = await hashPassword(input.password);
  const now = deps.clock.now();
  const reader = { userId: user.id, to: user.email };
  const mail = composeMail(deps, reader, PASSWORD_CHANGED, `password:${user.id}:${now}`);
  const [changed] = await deps.db.batch([
    setPassword(deps.db, user.id, { passwordHash }, hasPassword(user)),
    revokeSessions(deps.db, user.id, now, actor.sessionId),
    endSubscriptions(deps.db, user.id, { except: actor.sessionId }),
    insertMail(deps.db, mail, hasConfirmed(reader)),
  ]);
  if (changed.length === 0) throw conflict('Your password was changed meanwhile. Sign in again.');
  endSockets(deps, user.id, { except: actor.sessionId });
  deps.log.info('password_changed', { user: user.id });
  sendSoon(deps, [mail.id]);
}
