/** What a person finds in their inbox: the outbox of this instance. */
import type * as z from 'zod';
import type { Outbox } from '../../src/contract/index.ts';
import { call } from './people.ts';

export type Mail = z.infer<typeof Outbox>['mails'][number];

/** The mails to an address, the newest first. */
export async function mailsTo(address: string, kind?: string): Promise<Mail[]> {
  const { mails } = await (await call('GET', '/outbox')).json<z.infer<typeof Outbox>>();
  return mails.filter((mail) => mail.to === address && (kind === undefined || mail.kind === kind));
}

/** The secret at the end of the newest mail's link. */
export async function linkTo(address: string, kind: string): Promise<string> {
  const [mail] = await mailsTo(address, kind);
  if (!mail?.actionUrl) throw new Error(`No ${kind} mail to ${address}.`);
  return mail.actionUrl.split('/').at(-1) ?? '';
}

export async function confirmAddress(address: string): Promise<void> {
  const token = await linkTo(address, 'confirm_email');
  const answer = await call('POST', '/email-confirmations', { body: { token } });
  if (answer.status !== 200) throw new Error(await answer.text());
}
