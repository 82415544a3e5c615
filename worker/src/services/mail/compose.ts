import type { MailedLinkId, MailId, UserId } from '../../contract/ids.ts';
import type { LinkKind, NewMailedLink } from '../../db/mailed-links.ts';
import type { NewMail } from '../../db/mails.ts';
import type { Deps } from '../../deps.ts';
import { sha256Hex } from '../identity/secret-token.ts';
import { secretOf } from './mailed-secret.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a mailed link works, in milliseconds (security 6.4.3: a reset for 30 minutes at most). */
export const LINK_LIFE: Record<LinkKind, number> = { reset_password: 30 * MINUTE, confirm_email: 3 * DAY };

/** Mails that lead nowhere in particular are news for a day. */
const NEWS_LIFE = DAY;

interface Letter {
  kind: string;
  subject: string;
  text: string;
  action?: string;
  /** Where the button leads in the web app. */
  path?: string;
}
type Reader = { userId: UserId; to: string };
type Needs = Pick<Deps, 'newId' | 'clock' | 'settings'>;

/** A mail that tells something, to be written with what caused it. `key` makes it the only one about that thing. */
export function composeMail(deps: Needs, reader: Reader, letter: Letter, key: string): NewMail {
  const now = deps.clock.now();
  return {
    ...reader,
    id: deps.newId<MailId>('mail'),
    kind: letter.kind,
    subject: letter.subject,
    text: letter.text,
    action: letter.action ?? null,
    actionUrl: letter.path === undefined ? null : `${deps.settings.APP_URL}${letter.path}`,
    linkId: null,
    key,
    createdAt: now,
    sendBefore: now + NEWS_LIFE,
  };
}

/** A link for one person and one address, with the mail that brings it. */
export async function composeLink(
  deps: Needs,
  reader: Reader,
  kind: LinkKind,
): Promise<{ link: NewMailedLink; mail: NewMail }> {
  const id = deps.newId<MailedLinkId>('mlink');
  const createdAt = deps.clock.now();
  const expiresAt = createdAt + LINK_LIFE[kind];
  const hash = await sha256Hex(await secretOf(deps.settings.SESSION_SECRET, id));
  const mail = composeMail(deps, reader, LETTERS[kind], id);
  return {
    link: { id, userId: reader.userId, kind, hash, email: reader.to, createdAt, expiresAt },
    mail: { ...mail, linkId: id, sendBefore: expiresAt },
  };
}

const LETTERS: Record<LinkKind, Letter> = {
  confirm_email: {
    kind: 'confirm_email',
    subject: 'Confirm your address',
    text: 'Somebody, most likely you, gave this address to TikTimer. Confirm it, and we can write to you when a post needs you. If it was not you, do nothing: we will not write again.',
    action: 'Confirm this address',
    path: '/verify-email',
  },
  reset_password: {
    kind: 'reset_password',
    subject: 'Reset your password',
    text: 'You, or somebody who knows your address, asked to set the password of your TikTimer account anew. The link works once, for 30 minutes. If it was not you, do nothing: your password stays as it is.',
    action: 'Set a new password',
    path: '/reset-password',
  },
};

export const PASSWORD_CHANGED: Letter = {
  kind: 'password_changed',
  subject: 'Your password was changed',
  text: 'The password of your TikTimer account was changed, and every other device was signed out. If it was not you, set a new one now.',
  action: 'Set a new password',
  path: '/forgot-password',
};

export const EMAIL_CHANGING: Letter = {
  kind: 'email_changing',
  subject: 'Your address is being changed',
  text: 'Somebody who knows the password of your TikTimer account asked us to write to another address from now on. It takes effect when that address is confirmed. If it was not you, set a new password now.',
  action: 'Set a new password',
  path: '/forgot-password',
};

export const deletionBegun = (deletesOn: string): Letter => ({
  kind: 'deletion_begun',
  subject: 'Your account will be deleted',
  text: `Your TikTimer account and everything in it will be deleted on ${deletesOn}. Scheduled posts were cancelled. Sign in before then to keep it.`,
  action: 'Keep my account',
  path: '/settings/data',
});
