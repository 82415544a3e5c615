import { sql } from 'drizzle-orm';
import type { Actor } from '../../app-env.ts';
import type { ChangeEmail } from '../../contract/index.ts';
import { fewerLinks, findLink, insertLink, isUnused, linkExists, useLinks } from '../../db/mailed-links.ts';
import { hasConfirmed, insertMail } from '../../db/mails.ts';
import type { Member } from '../../db/users.ts';
import { confirmAddress, hasAddress, isAddressTaken, setPendingEmail } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { AppError, conflict, invalid } from '../../domain/errors.ts';
import { composeLink, composeMail, EMAIL_CHANGING, LINK_LIFE } from '../mail/compose.ts';
import { sendSoon } from '../mail/outbox.ts';
import { assertPassword } from './change-password.ts';
import { assertMay } from './may.ts';
import { getMe } from './me.ts';
import { sha256Hex } from './secret-token.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'mailer' | 'later' | 'limiter' | 'log'>;

/** In as long as one link lives. */
const LINKS_MAX = 5;
const TAKEN = 'This address is taken.';

/**
 * Asks for another address. It counts once it is confirmed from there; until then the old one stays, and is told. An address
 * that is the present one takes a change back.
 */
export async function changeEmail(
  deps: Needs,
  actor: Actor,
  input: ChangeEmail,
  address: string | undefined,
): Promise<Member> {
  assertMay(actor, 'be_oneself');
  const { user } = await getMe(deps, actor);
  await assertPassword(deps, user, input.currentPassword, address);
  if (input.email === user.email) {
    await setPendingEmail(deps.db, user.id, null);
    return getMe(deps, actor);
  }
  if (await isAddressTaken(deps.db, user.id, input.email))
    throw invalid(TAKEN, [{ path: 'email', message: TAKEN }]);
  const { link, mail } = await composeLink(deps, { userId: user.id, to: input.email }, 'confirm_email');
  const before = { userId: user.id, to: user.email };
  const notice = composeMail(deps, before, EMAIL_CHANGING, `email:${link.id}`);
  await deps.db.batch([
    setPendingEmail(deps.db, user.id, input.email),
    insertLink(deps.db, link, mayMail(link)),
    insertMail(deps.db, mail, linkExists(link)),
    insertMail(deps.db, notice, hasConfirmed(before)),
  ]);
  deps.log.info('email_change_asked', { user: user.id });
  sendSoon(deps, [mail.id, notice.id]);
  return getMe(deps, actor);
}

/** Sends the confirmation once more, to the address that waits for it. */
export async function resendConfirmation(deps: Needs, actor: Actor): Promise<void> {
  assertMay(actor, 'be_oneself');
  const { user } = await getMe(deps, actor);
  const to = user.pendingEmail ?? (user.emailConfirmedAt === null ? user.email : null);
  if (to === null) throw conflict('Your address is confirmed already.');
  const { link, mail } = await composeLink(deps, { userId: user.id, to }, 'confirm_email');
  await deps.db.batch([
    insertLink(deps.db, link, mayMail(link)),
    insertMail(deps.db, mail, linkExists(link)),
  ]);
  sendSoon(deps, [mail.id]);
}

const mayMail = ({ userId, createdAt }: { userId: Member['user']['id']; createdAt: number }) =>
  fewerLinks(userId, 'confirm_email', createdAt - LINK_LIFE.confirm_email, LINKS_MAX);

const EXPIRED = 'This link has expired. Send a new one from your settings.';

/** What a confirmation link would confirm, without using it. */
export async function readConfirmation(deps: Pick<Deps, 'db' | 'clock'>, token: string) {
  const found = await findLink(deps.db, 'confirm_email', await sha256Hex(token));
  if (!found) throw new AppError('not_found', EXPIRED);
  const { link, user } = found;
  const done = user.email === link.email && user.emailConfirmedAt !== null;
  const works =
    link.usedAt === null &&
    link.expiresAt > deps.clock.now() &&
    (link.email === user.email || link.email === user.pendingEmail);
  if (!done && !works) throw new AppError('not_found', EXPIRED);
  return { ...found, done };
}

/** Confirms the address a link was mailed to; opening it twice is fine. */
export async function confirmEmail(deps: Needs, token: string): Promise<{ email: string }> {
  const { link, user, done } = await readConfirmation(deps, token);
  if (done) return { email: link.email };
  const now = deps.clock.now();
  const [confirmed] = await deps.db.batch([
    confirmAddress(deps.db, user.id, link.email, now, isUnused(link, now)),
    useLinks(deps.db, link, now, sql`${isUnused(link, now)} and ${hasAddress(user.id, link.email)}`),
  ]);
  // Somebody else confirmed the same address first.
  if (confirmed.length === 0) throw conflict(TAKEN);
  deps.log.info('email_confirmed', { user: user.id });
  return { email: link.email };
}
