import type { MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import {
  getInstance,
  getMe,
  readPush,
  testNotices,
  unsubscribeFromPush,
  updateMe,
} from '../lib/api.server.ts';
import { page, text } from '../lib/door.server.ts';
import { CaptionCard } from '../settings/caption-card.tsx';
import { cardDeed } from '../settings/card-deed.server.ts';
import { Unconfirmed } from '../settings/email-card.tsx';
import { NewsCard } from '../settings/news-card.tsx';
import { notifyOf, quietOf } from '../settings/notify-form.ts';
import { PushCard } from '../settings/push-card.tsx';
import { QuietCard } from '../settings/quiet-card.tsx';
import { TestCard } from '../settings/test-card.tsx';

export const meta: MetaFunction = () => [{ title: 'Notifications · Settings · TikTimer' }];

export const loader = page(async ({ context: { api } }) => {
  const [user, push, instance] = await Promise.all([getMe(api), readPush(api), getInstance(api)]);
  return { user, push, outbox: instance.outbox };
});

export const action = cardDeed({
  notify: ({ context }, form) => updateMe(context.api, { settings: { notify: notifyOf(form) } }),
  quiet: ({ context }, form) => updateMe(context.api, { settings: { quietHours: quietOf(form) } }),
  caption: ({ context }, form) =>
    updateMe(context.api, { settings: { captionInPush: form.has('captionInPush') } }),
  device: ({ context }, form) => unsubscribeFromPush(context.api, text(form, 'subscriptionId')),
  test: ({ context }) => testNotices(context.api),
});

export default function NotificationSettings() {
  const { user, push, outbox } = useLoaderData<typeof loader>();
  const { notify, quietHours, captionInPush } = user.settings;
  const address = user.pendingEmail ?? user.email;
  return (
    <>
      {!user.emailConfirmed && <Unconfirmed address={address} replaces={false} outbox={outbox} />}
      <NewsCard notify={notify} confirmed={user.emailConfirmed} />
      <PushCard push={push} zone={user.zone} />
      <CaptionCard on={captionInPush} />
      <QuietCard quiet={quietHours} zone={user.zone} />
      <TestCard />
    </>
  );
}
