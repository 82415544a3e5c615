/** How a mail leaves us. Knows nothing of people or why they are written to. */
import type { Settings } from '../env.ts';
import { isLoopback } from '../env.ts';

export interface OutgoingMail {
  id: string;
  to: string;
  kind: string;
  subject: string;
  text: string;
  html?: string;
}

/**
 * `outbox`: on one's own machine, where a mail is read on a page instead of being sent. `cloudflare`: it is sent. `none`:
 * nobody has set up mail, so mails wait in the database until somebody does.
 */
export interface Mailer {
  readonly kind: 'outbox' | 'cloudflare' | 'none';
  /** Rejects when the mail was not taken; sending it again is fine. */
  send(mail: OutgoingMail): Promise<void>;
}

type Needs = Pick<Settings, 'ENVIRONMENT' | 'APP_URL' | 'API_URL' | 'MAIL_FROM'>;

/** Cloudflare Email Sending by its binding (Cloudflare docs, email-service: `env.EMAIL.send({ to, from, subject, text })`). */
export function chooseMailer(settings: Needs, binding: SendEmail | undefined): Mailer {
  if (binding) {
    const email = settings.MAIL_FROM ?? `no-reply@${new URL(settings.APP_URL).hostname}`;
    return {
      kind: 'cloudflare',
      async send({ to, subject, text, html }) {
        const from = { name: 'TikTimer', email };
        await binding.send({ to, from, subject, text, ...(html !== undefined && { html }) });
      },
    };
  }
  // Mails hold links that open accounts: shown on a page only where nobody else can look.
  const local =
    settings.ENVIRONMENT !== 'production' && isLoopback(settings.APP_URL) && isLoopback(settings.API_URL);
  if (local) return { kind: 'outbox', async send() {} };
  return {
    kind: 'none',
    async send() {
      throw new Error('No mail is set up: there is no EMAIL binding.');
    },
  };
}

/** `mira@bakery.example` as `m…@b…`: enough to tell two apart in a log, not enough to write to anybody. */
export const maskEmail = (email: string): string =>
  email
    .split('@')
    .map((part) => `${part.charAt(0)}…`)
    .join('@');
