import type { MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { changePassword, endOneSession, endOtherSessions, listSessions } from '../lib/api.server.ts';
import { page, text } from '../lib/door.server.ts';
import { cardDeed } from '../settings/card-deed.server.ts';
import { PasswordCard } from '../settings/password-card.tsx';
import { SessionsCard } from '../settings/sessions-card.tsx';

export const meta: MetaFunction = () => [{ title: 'Security · Settings · TikTimer' }];

export const loader = page(async ({ context }) => ({ sessions: await listSessions(context.api) }));

export const action = cardDeed({
  password: ({ context }, form) =>
    changePassword(context.api, {
      currentPassword: text(form, 'currentPassword'),
      password: text(form, 'password'),
    }),
  session: ({ context }, form) => endOneSession(context.api, text(form, 'sessionId')),
  others: ({ context }) => endOtherSessions(context.api),
});

export default function SecuritySettings() {
  const { sessions } = useLoaderData<typeof loader>();
  return (
    <>
      <PasswordCard />
      <SessionsCard sessions={sessions} />
    </>
  );
}
