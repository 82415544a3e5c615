import type * as z from 'zod';
import type { OutboxMail } from '../../contract/index.ts';
import { listNewestMails } from '../../db/mails.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import { actionUrlOf } from './outbox.ts';

const SHOWN_MAX = 100;

/** The newest mails with their links, on one's own machine only; `not_found` on any other. */
export async function readOutbox(
  deps: Pick<Deps, 'db' | 'mailer' | 'settings'>,
): Promise<z.infer<typeof OutboxMail>[]> {
  if (deps.mailer.kind !== 'outbox') throw notFound('page');
  const rows = await listNewestMails(deps.db, SHOWN_MAX);
  return Promise.all(
    rows.map(async (mail) => ({
      id: mail.id,
      to: mail.to,
      kind: mail.kind,
      subject: mail.subject,
      text: mail.text,
      action: mail.action,
      actionUrl: await actionUrlOf(deps, mail),
      createdAt: new Date(mail.createdAt).toISOString(),
      sentAt: mail.sentAt === null ? null : new Date(mail.sentAt).toISOString(),
    })),
  );
}
