import { sql } from 'drizzle-orm';
import type { UserId } from '../../contract/ids.ts';
import type { CompleteReset } from '../../contract/index.ts';
import { revokeKeysOf } from '../../db/api-keys.ts';
import type { FoundLink } from '../../db/mailed-links.ts';
import { fewerLinks, findLink, insertLink, isUnused, linkExists, useLinks } from '../../db/mailed-links.ts';
import { hasConfirmed, insertMail } from '../../db/mails.ts';
import { endSubscriptions } from '../../db/pushes.ts';
import { revokeSessions } from '../../db/sessions.ts';
import { findUsersByEmail, setPassword } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../domain/errors.ts';
import { countReset } from '../limits/count.ts';
import { forgetGuesses } from '../limits/guarded.ts';
import { endSockets } from '../live/tell-feed.ts';
import { composeLink, composeMail, LINK_LIFE, PASSWORD_CHANGED } from '../mail/compose.ts';
import { sendSoon } from '../mail/outbox.ts';
import { hashPassword } from './password.ts';
import { assertPasswordIsNotCommon } from './password-rules.ts';
import { sha256Hex } from './secret-token.ts';
import { chooseUser } from './sign-in.ts';

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'mailer' | 'later' | 'log'>;

/** In as long as one link lives; more would fill somebody's inbox. */
const LINKS_MAX = 3;

/**
 * Mails a link that sets a new password, if the address has an account. Says nothing either way, and does the same work,
 * so that neither words nor time tell (security.md 7). To an unconfirmed address too: whoever reads there is its owner.
 */
export async function requestPasswordReset(
  deps: Needs & Pick<Deps, 'limiter'>,
  input: { email: string },
  address: string | undefined,
): Promise<void> {
  await countReset(deps, address);
  const user = chooseUser(await findUsersByEmail(deps.db, input.email), input.email);
  const userId = user?.id ?? ('user_nobody' as UserId);
  const { link, mail } = await composeLink(
    deps,
    { userId, to: user?.email ?? input.email },
    'reset_password',
  );
  const since = link.createdAt - LINK_LIFE.reset_password;
  const wanted = user?.isActive ? fewerLinks(userId, 'reset_password', since, LINKS_MAX) : sql`false`;
  await deps.db.batch([insertLink(deps.db, link, wanted), insertMail(deps.db, mail, linkExists(link))]);
  deps.log.info('password_reset_asked', { user: user?.id ?? null });
  sendSoon(deps, [mail.id]);
}

export const LINK_EXPIRED = 'This link has expired. Links work for 30 minutes.';

/** Whether a link still works; it is not used by looking. */
export async function checkResetLink(deps: Pick<Deps, 'db' | 'clock'>, token: string): Promise<FoundLink> {
  const found = await findLink(deps.db, 'reset_password', await sha256Hex(token));
  const works =
    found &&
    found.link.usedAt === null &&
    found.link.expiresAt > deps.clock.now() &&
    found.link.email === found.user.email &&
    found.user.isActive;
  if (!works) throw new AppError('not_found', LINK_EXPIRED);
  return found;
}

/**
 * Sets the password anew, once a link. Every session, every legacy token and every other reset link of the person ends
 * (security.md 9), and the address is confirmed by the way: its mail was read. Whoever guessed until now bars the owner no
 * more.
 */
export async function completePasswordReset(
  deps: Needs & Pick<Deps, 'feed' | 'limiter'>,
  input: CompleteReset,
  address: string | undefined,
): Promise<void> {
  const { link, user } = await checkResetLink(deps, input.token);
  assertPasswordIsNotCommon(input.password, [user.email, user.username]);
  const passwordHash = await hashPassword(input.password);
  const now = deps.clock.now();
  const unused = isUnused(link, now);
  const reader = { userId: user.id, to: user.email };
  const mail = composeMail(deps, reader, PASSWORD_CHANGED, `password:${link.id}`);
  // The link is used up last: the statements before it ask whether it still works.
  const [, , , , , used] = await deps.db.batch([
    setPassword(deps.db, user.id, { passwordHash, emailConfirmedAt: user.emailConfirmedAt ?? now }, unused),
    revokeSessions(deps.db, user.id, now, null, unused),
    endSubscriptions(deps.db, user.id, { except: null }, unused),
    // Whoever got in made them, perhaps.
    revokeKeysOf(deps.db, user.id, now, unused),
    insertMail(deps.db, mail, sql`${unused} and ${hasConfirmed(reader)}`),
    useLinks(deps.db, link, now, unused),
  ]);
  if (used.length === 0) throw new AppError('not_found', LINK_EXPIRED);
  endSockets(deps, user.id, { except: null });
  await forgetGuesses(deps, { account: user.id, address });
  deps.log.info('password_reset', { user: user.id });
  sendSoon(deps, [mail.id]);
}
