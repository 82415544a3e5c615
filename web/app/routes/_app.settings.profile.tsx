import type { MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { changeEmail, getInstance, getMe, resendConfirmation, updateMe } from '../lib/api.server.ts';
import { page, text } from '../lib/door.server.ts';
import { cardDeed } from '../settings/card-deed.server.ts';
import { EmailCard } from '../settings/email-card.tsx';
import { KeysCard } from '../settings/keys-card.tsx';
import { ThemeCard } from '../settings/theme-card.tsx';
import { UsernameCard } from '../settings/username-card.tsx';

export const meta: MetaFunction = () => [{ title: 'Profile · Settings · TikTimer' }];

export const loader = page(async ({ context: { api } }) => {
  const [user, instance] = await Promise.all([getMe(api), getInstance(api)]);
  return { user, outbox: instance.outbox };
});

export const action = cardDeed({
  username: ({ context }, form) => updateMe(context.api, { username: text(form, 'username').trim() }),
  email: ({ context }, form) =>
    changeEmail(context.api, {
      email: text(form, 'email').trim(),
      currentPassword: text(form, 'currentPassword'),
    }),
  confirmation: ({ context }) => resendConfirmation(context.api),
});

export default function ProfileSettings() {
  const { user, outbox } = useLoaderData<typeof loader>();
  return (
    <>
      <UsernameCard username={user.username} />
      <EmailCard user={user} outbox={outbox} />
      <ThemeCard />
      <KeysCard />
    </>
  );
}
