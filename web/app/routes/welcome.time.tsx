import type { MetaFunction } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { MediaId } from '@tiktimer/worker/contract';
import { ChevronRight } from 'lucide-react';
import { getMe, listAccounts } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';
import { postTime, zoneCity } from '../lib/format.ts';
import { FROM_WELCOME } from '../welcome/end.ts';
import { Step } from '../welcome/step.tsx';
import { suggestTimes } from '../welcome/suggest.ts';

export const meta: MetaFunction = () => [{ title: 'Pick a time · TikTimer' }];

export const loader = page(async ({ context: { api }, request }) => {
  const [user, accounts] = await Promise.all([getMe(api), listAccounts(api)]);
  const now = Date.now();
  const media = MediaId.safeParse(new URL(request.url).searchParams.get('mediaId')).data ?? null;
  const account = accounts.find(({ status }) => status === 'connected')?.id ?? null;
  const given = { from: FROM_WELCOME, ...(media && { media }), ...(account && { account }) };
  const composer = (at?: number) =>
    `/posts/new?${new URLSearchParams({ ...given, ...(at !== undefined && { at: new Date(at).toISOString() }) })}`;
  return {
    zone: user.zone,
    times: suggestTimes(now, user.zone).map(({ name, at }) => ({
      name,
      words: postTime(at, user.zone, now),
      to: composer(at),
    })),
    own: composer(),
  };
});

export default function WelcomeTime() {
  const { zone, times, own } = useLoaderData<typeof loader>();
  return (
    <Step
      step={3}
      title="Pick a time"
      lead={`To the second, in ${zoneCity(zone)} time. Who can see the post is your choice on the next page.`}
    >
      <ul className="grid gap-2.5">
        {times.map(({ name, words, to }) => (
          <li key={to}>
            <Link
              to={to}
              className="flex min-h-[62px] items-center gap-4 rounded-lg border border-line-strong bg-surface px-4 py-2.5 no-underline hover:bg-sunken"
            >
              <span className="min-w-0 flex-1">
                <b className="block font-medium">{name}</b>
                <span className="tabular text-soft">{words}</span>
              </span>
              <ChevronRight size={18} strokeWidth={1.75} aria-hidden className="flex-none text-muted" />
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-5">
        <Link to={own} className="link">
          Another time
        </Link>
      </p>
    </Step>
  );
}
