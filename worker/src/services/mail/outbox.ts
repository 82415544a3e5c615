/**
 * Mails are an outbox: written in the batch of what caused them, sent right after the answer, and by the sweep until they
 * are gone. A death between sending and noting it sends twice; none is lost silently.
 */
import type { MailId } from '../../contract/ids.ts';
import { purgeLinks } from '../../db/mailed-links.ts';
import {
  claimMail,
  countWaiting,
  giveUpOldMails,
  listDueMails,
  markSent,
  purgeMails,
} from '../../db/mails.ts';
import type { MailRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { maskEmail } from '../../mail/mailer.ts';
import { secretOf } from './mailed-secret.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const AGAIN_MAX = 6 * 60 * MINUTE;
const MAILS_A_RUN = 50;
const AT_ONCE = 5;
/** Sent mails can be looked up for a week; in development this is what the outbox page shows. */
const KEEP = 7 * DAY;
const PURGE_MAX = 500;

type Needs = Pick<Deps, 'db' | 'clock' | 'mailer' | 'settings' | 'log'>;

/** Sends mails that were just written, after the answer. */
export const sendSoon = (deps: Needs & Pick<Deps, 'later'>, ids: MailId[]): void => {
  if (deps.mailer.kind === 'none') return;
  deps.later(Promise.all(ids.map((id) => sendMail(deps, id))));
};

/** For the sweep: what is due, some at a time; what is too old is given up, and said. */
export async function sendDueMails(deps: Needs): Promise<void> {
  const now = deps.clock.now();
  for (const { id, kind, tries } of await giveUpOldMails(deps.db, now))
    deps.log.error('mail_given_up', { mail: id, kind, tries });
  if (deps.mailer.kind === 'none') {
    const waiting = await countWaiting(deps.db);
    if (waiting > 0) deps.log.warn('mail_not_set_up', { waiting });
    return;
  }
  const due = await listDueMails(deps.db, now, MAILS_A_RUN);
  for (let from = 0; from < due.length; from += AT_ONCE)
    await Promise.all(due.slice(from, from + AT_ONCE).map(({ id }) => sendMail(deps, id)));
}

export async function purgeOldMails(deps: Needs): Promise<void> {
  const before = deps.clock.now() - KEEP;
  await purgeMails(deps.db, before, PURGE_MAX);
  await purgeLinks(deps.db, before, PURGE_MAX);
}

/** Trouble is logged and tried again later, further apart each time. */
async function sendMail(deps: Needs, id: MailId): Promise<void> {
  try {
    const now = deps.clock.now();
    const mail = await claimMail(deps.db, id, now, { first: MINUTE, most: AGAIN_MAX });
    if (!mail) return;
    await deps.mailer.send({ ...mail, text: await wholeText(deps, mail) });
    await markSent(deps.db, id, deps.clock.now());
    deps.log.info('mail_sent', { mail: id, kind: mail.kind, to: maskEmail(mail.to) });
  } catch (error) {
    deps.log.warn('mail_not_sent', { mail: id, error });
  }
}

/** The address of its button with the secret that only the reader gets. */
export async function actionUrlOf(deps: Pick<Deps, 'settings'>, mail: MailRow): Promise<string | null> {
  if (mail.actionUrl === null || mail.linkId === null) return mail.actionUrl;
  return `${mail.actionUrl}/${await secretOf(deps.settings.SESSION_SECRET, mail.linkId)}`;
}

async function wholeText(deps: Needs, mail: MailRow): Promise<string> {
  const url = await actionUrlOf(deps, mail);
  return [mail.text, url && `${mail.action ?? 'Open'}: ${url}`, SIGNATURE].filter(Boolean).join('\n\n');
}
const SIGNATURE = '-- \nTikTimer. Not affiliated with TikTok.';
