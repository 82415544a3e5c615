import type { MetaFunction } from '@remix-run/cloudflare';
import { data as answer } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { CalendarPage } from '../calendar/calendar-page.tsx';
import { loadCalendar } from '../calendar/load.server.ts';
import { keepView } from '../calendar/view-cookie.server.ts';
import { page } from '../lib/door.server.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Calendar · TikTimer' }];

export const loader = page(async ({ context, request }) =>
  answer(await loadCalendar(context.api, request), { headers: await keepView(request) }),
);

export default function Calendar() {
  return <CalendarPage data={useLoaderData<typeof loader>()} home={useUser().zone} />;
}
