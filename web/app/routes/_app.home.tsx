import type { MetaFunction } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from '../components/button.tsx';
import { DayRuler } from '../components/day-ruler.tsx';
import { PageHead } from '../components/page-head.tsx';
import { DropVideo } from '../home/drop-video.tsx';
import { FirstPostNote } from '../home/first-post-note.tsx';
import { JustPublished } from '../home/just-published.tsx';
import { loadHome } from '../home/load.server.ts';
import { NeedList } from '../home/need-list.tsx';
import { NextUp } from '../home/next-up.tsx';
import { AccountsToday, Checklist, PunctualityCard } from '../home/side.tsx';
import { page } from '../lib/door.server.ts';
import { count, longDay, posts as postsWords, zoneWords } from '../lib/format.ts';
import { usePoll } from '../lib/use-poll.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Home · TikTimer' }];

export const loader = page(({ context }) => loadHome(context.api));

const POLL_MS = 15_000;

export default function Home() {
  const home = useLoaderData<typeof loader>();
  const { zone } = useUser();
  usePoll(POLL_MS);
  const { next, today, needs, published, counts, accounts, now } = home;
  const nickname = accounts.find(({ id }) => id === next?.post.accountId)?.nickname ?? '';
  return (
    <>
      <PageHead title={longDay(now, zone)} />
      <FirstPostNote />
      {needs.length === 0 && <p className="-mt-3 mb-4 text-soft">Nothing needs you.</p>}
      <div className="items-start gap-9 lg:grid lg:grid-cols-[minmax(0,1fr)_288px]">
        <div className="flex min-w-0 flex-col">
          <DropVideo />
          {next?.post.publishAt ? (
            <NextUp
              post={{ ...next.post, publishAt: next.post.publishAt }}
              media={next.media}
              account={nickname}
              zone={zone}
            />
          ) : (
            <NothingPlanned />
          )}
          <Part title="Today" aside={`${postsWords(today.length)} · ${zoneWords(now, zone)}`}>
            <DayRuler posts={today} zone={zone} day={now} />
          </Part>
          {needs.length > 0 && (
            <Part title="Needs you" aside={count(needs.length)} className="max-md:-order-1">
              <NeedList needs={needs} zone={zone} />
            </Part>
          )}
          {published.length > 0 && (
            <Part
              title="Just published"
              aside={
                <Link to="/posts?tab=published" className="link text-sm">
                  All {count(counts.counts.published)}
                </Link>
              }
            >
              <JustPublished posts={published} zone={zone} />
            </Part>
          )}
        </div>
        <aside aria-label="How it goes" className="min-w-0">
          <Checklist done={home.done} />
          <PunctualityCard punctuality={home.punctuality} />
          <AccountsToday accounts={accounts} />
        </aside>
      </div>
    </>
  );
}

function Part({
  title,
  aside,
  className = '',
  children,
}: {
  title: string;
  aside: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className={`mb-8 ${className}`}>
      <div className="mb-3 flex items-baseline justify-between gap-3">
        <h2 className="text-md tracking-title">{title}</h2>
        <span className="tabular text-muted text-xs">{aside}</span>
      </div>
      {children}
    </section>
  );
}

function NothingPlanned() {
  return (
    <section
      aria-label="Next up"
      className="mb-8 flex flex-col items-center gap-3 rounded-lg border border-line-strong border-dashed px-6 py-12 text-center"
    >
      <h2 className="text-lg tracking-title">Nothing is planned.</h2>
      <p className="awake-only text-soft">Drop a video anywhere on this page to start.</p>
      <LinkButton to="/posts/new" variant="primary" icon={Plus}>
        New post
      </LinkButton>
    </section>
  );
}
