import { Link } from '@remix-run/react';
import type { Post, ReceiptEvent } from '@tiktimer/worker/contract';
import { ArrowUpRight, Check, Minimize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNow } from '../lib/clock.ts';
import { hundredths, lateness, second, span, zoneCity } from '../lib/format.ts';
import { HOME } from '../lib/places.ts';
import { isStoppable } from '../lib/post-state.ts';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';
import { LinkButton, TurningHand } from './button.tsx';
import { Cover } from './cover.tsx';
import { Logo } from './logo.tsx';
import { RunningDial } from './running-dial.tsx';
import { Staged } from './staged.tsx';

/** The last minutes, filling the screen: how long still, the dial, what is at TikTok already, and the one way to stop. */
export function LaunchPanel({
  post,
  events,
  zone,
  account,
  problem,
  children,
}: {
  post: Post;
  events: ReceiptEvent[];
  zone: string;
  account: string;
  problem: string | null;
  children?: ReactNode;
}) {
  const now = useNow();
  const stoppable = isStoppable(post);
  const looked = events.findLast(({ step }) => step === 'preflight');
  const latest = events.at(-1);
  return (
    <div className="flex min-h-dvh flex-col px-4 py-4 md:px-7">
      <header className="flex items-center justify-between gap-4">
        <Link to={HOME} aria-label="TikTimer" className="no-underline">
          <Logo />
        </Link>
        <span className="flex items-center gap-2">
          <span className="tabular text-muted text-sm max-sm:hidden">
            {second(now, zone)} {zoneCity(zone)}
          </span>
          <Link
            to={`/posts/${post.id}`}
            aria-label="Leave the launch view"
            className="grid size-11 place-items-center rounded-md text-soft hover:bg-sunken md:size-9"
          >
            <Minimize2 size={18} strokeWidth={1.75} aria-hidden />
          </Link>
        </span>
      </header>
      <main
        id="content"
        className="mx-auto grid w-full max-w-[1040px] flex-1 content-center items-center gap-x-16 gap-y-8 py-8 beside:grid-cols-[minmax(0,1fr)_min(394px,52svh)] low:py-2"
      >
        <div className="min-w-0">
          <div className="mb-8 flex items-center gap-3.5 low:mb-3">
            <Cover src={post.posterUrl} className="h-16 w-[46px] rounded-sm" />
            <div className="min-w-0">
              <h1 tabIndex={-1} className="truncate text-md tracking-title md:text-lg">
                {post.caption || 'No caption'}
              </h1>
              <p className="tabular truncate text-soft text-sm">
                {[
                  account,
                  post.privacy && PRIVACY_WORDS[post.privacy],
                  post.publishAt && `${second(post.publishAt, zone)} ${zoneCity(zone)}`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
          </div>
          {children}
          {problem && (
            <p role="alert" className="mb-4 text-bad">
              {problem}
            </p>
          )}
          <Stage post={post} events={events} zone={zone} />
          <p aria-live="polite" className="sr-only">
            {latest?.sentence}
          </p>
        </div>
        <div className="order-first mx-auto w-[266px] max-w-full beside:order-none beside:w-full [&_svg]:h-auto">
          <RunningDial zone={zone} size={394} />
        </div>
      </main>
      <footer className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <p className="flex items-center gap-2 text-soft text-sm">
          {looked && (
            <>
              <Check size={15} strokeWidth={2} aria-hidden className="text-good" />
              {looked.sentence}
            </>
          )}
        </p>
        {stoppable && (
          <LinkButton to={`/posts/${post.id}/launch?ask=stop`} className="max-sm:w-full">
            Stop this post
          </LinkButton>
        )}
      </footer>
    </div>
  );
}

function Stage({ post, events, zone }: { post: Post; events: ReceiptEvent[]; zone: string }) {
  if (post.status === 'failed' || post.status === 'outcome_unknown' || post.held)
    return (
      <Words
        head={post.held ? 'Held' : post.status === 'failed' ? 'This one did not go out' : 'We do not know'}
      >
        <p className="mb-4 text-soft">
          {(post.held ?? post.failure)?.sentence ?? 'Look at your profile, then tell us if it is there.'}
        </p>
        <LinkButton to={`/posts/${post.id}`} variant="primary">
          See what helps
        </LinkButton>
      </Words>
    );
  if (post.handedOverAt)
    return (
      <Words head="Handed to TikTok">
        <p className="tabular mb-3 text-[44px] leading-none tracking-display md:text-[64px]">
          {second(post.handedOverAt, zone)}
          <span className="text-hand-text">{hundredths(post.handedOverAt)}</span>
        </p>
        {post.latenessMs !== null && (
          <p className="tabular mb-6 text-soft">{lateness(post.latenessMs)} from the time you picked.</p>
        )}
        <After post={post} />
      </Words>
    );
  return post.publishAt ? (
    <>
      <p className="text-soft">Hands over in</p>
      <BigCountdown to={post.publishAt} />
      <Staged events={events} wide />
    </>
  ) : (
    <p className="flex items-center gap-2 text-soft">
      <TurningHand /> Going out now.
    </p>
  );
}

function Words({ head, children }: { head: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-xl tracking-title">{head}</h2>
      {children}
    </section>
  );
}

function After({ post }: { post: Post }) {
  if (post.url)
    return (
      <LinkButton to={post.url} variant="primary" size="lg" icon={ArrowUpRight}>
        Open on TikTok
      </LinkButton>
    );
  if (post.status === 'published')
    return (
      <p className="text-soft">
        {post.privacy === 'PUBLIC_TO_EVERYONE'
          ? 'Published. The link comes after TikTok’s review, usually within a minute, sometimes hours.'
          : 'Published. TikTok gives no link for posts that are not public.'}
      </p>
    );
  return (
    <p role="status" className="flex items-center gap-2 text-soft">
      <TurningHand /> Processing at TikTok, usually 40 s to 2 min.
    </p>
  );
}

/** MM:SS, with hours and days before it while there are any; the running seconds in the colour of the hand. */
function BigCountdown({ to }: { to: string }) {
  const left = Math.max(0, Math.ceil((Date.parse(to) - useNow()) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const DAY = 86_400;
  if (left > DAY)
    return (
      <p role="timer" aria-live="off" className="tabular my-4 text-[56px] leading-none tracking-display">
        {span(left * 1000)}
      </p>
    );
  const hours = Math.floor(left / 3600);
  return (
    <p
      role="timer"
      aria-live="off"
      className={`tabular my-4 -ml-1 whitespace-nowrap leading-none tracking-[-0.05em] ${hours > 0 ? 'text-[64px] md:text-[104px] low:text-[64px]' : 'text-[92px] md:text-[148px] low:text-[92px]'}`}
    >
      <span className="text-muted">
        {hours > 0 && `${two(hours)}:`}
        {two(Math.floor(left / 60) % 60)}:
      </span>
      <span className="font-medium text-hand-text">{two(left % 60)}</span>
    </p>
  );
}
