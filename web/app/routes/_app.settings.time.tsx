import type { MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { countPosts, firstScheduled, getMe, updateMe } from '../lib/api.server.ts';
import { page, text } from '../lib/door.server.ts';
import { cardDeed } from '../settings/card-deed.server.ts';
import { SecondZoneCard } from '../settings/second-zone-card.tsx';
import { WeekCard } from '../settings/week-card.tsx';
import { ZoneCard } from '../settings/zone-card.tsx';

export const meta: MetaFunction = () => [{ title: 'Time · Settings · TikTimer' }];

export const loader = page(async ({ context: { api } }) => {
  const [user, counts, next] = await Promise.all([getMe(api), countPosts(api), firstScheduled(api)]);
  return {
    user,
    waiting: { posts: counts.counts.scheduled, next: next?.publishAt ?? null },
    zones: [...new Set([...Intl.supportedValuesOf('timeZone'), user.zone, 'UTC'])].sort(),
  };
});

export const action = cardDeed({
  zone: ({ context }, form) => updateMe(context.api, { zone: text(form, 'zone').trim() }),
  secondZone: ({ context }, form) =>
    updateMe(context.api, { settings: { secondZone: text(form, 'secondZone').trim() || null } }),
  week: ({ context }, form) =>
    updateMe(context.api, {
      settings: { weekStart: form.get('weekStart') === 'sunday' ? 'sunday' : 'monday' },
    }),
});

export default function TimeSettings() {
  const { user, waiting, zones } = useLoaderData<typeof loader>();
  return (
    <>
      <ZoneCard zone={user.zone} zones={zones} waiting={waiting} />
      <SecondZoneCard zone={user.settings.secondZone} zones={zones} />
      <WeekCard weekStart={user.settings.weekStart} />
    </>
  );
}
