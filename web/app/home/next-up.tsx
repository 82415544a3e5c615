import { Link } from '@remix-run/react';
import type { Media, Post } from '@tiktimer/worker/contract';
import { Check, Clock, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Cover } from '../components/cover.tsx';
import { RunningDial } from '../components/running-dial.tsx';
import { shownStatus } from '../components/status-mark.tsx';
import { useAnnounce } from '../components/toast.tsx';
import { useMinute, useNow } from '../lib/clock.ts';
import { day, duration, minute, postTime, second, span, zoneCity } from '../lib/format.ts';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The next post: its picture, its second, how long still, and what is done for it already. */
export function NextUp({
  post,
  media,
  account,
  zone,
}: {
  post: Post & { publishAt: string };
  media: Media | null;
  account: string;
  zone: string;
}) {
  const now = useMinute();
  const at = post.publishAt;
  const facts = [
    account,
    post.privacy && PRIVACY_WORDS[post.privacy],
    media?.facts && duration(media.facts.durationMs),
  ].filter(Boolean);
  const when = day(at, zone, now);
  return (
    <section
      aria-label="Next up"
      className="relative mb-8 grid grid-cols-[84px_minmax(0,1fr)] items-center gap-3.5 rounded-lg border border-line bg-surface p-3 shadow-1 sm:grid-cols-[116px_minmax(0,1fr)] md:gap-6 md:p-4 xl:grid-cols-[116px_minmax(0,1fr)_auto] xl:pr-6"
    >
      <Cover
        src={post.posterUrl}
        className="h-[126px] w-[84px] self-start rounded-lg sm:h-[174px] sm:w-[116px]"
      />
      <div className="min-w-0">
        <p className="text-soft">
          Next, {when === 'Today' ? 'today' : when} at <b className="tabular text-ink">{second(at, zone)}</b>{' '}
          {zoneCity(zone)}
        </p>
        <BigCountdown to={at} />
        <p className="truncate font-strong">
          <Link to={`/posts/${post.id}`} className="no-underline after:absolute after:inset-0">
            {post.caption || 'No caption'}
          </Link>
        </p>
        <p className="truncate text-soft">{facts.join(' · ')}</p>
        <ul className="mt-3 flex flex-wrap gap-x-3.5 gap-y-1 text-soft text-sm">
          {media && <Done>Uploaded</Done>}
          {media?.status === 'ready' && <Done>Checked</Done>}
          {post.consent && <Done>Agreed</Done>}
          <NextLook post={post} zone={zone} now={now} />
        </ul>
      </div>
      <div aria-hidden="true" className="hidden xl:block">
        <RunningDial zone={zone} size={148} />
      </div>
    </section>
  );
}

const Done = ({ children }: { children: string }) => (
  <li className="flex items-center gap-1.5">
    <Check size={15} strokeWidth={2} aria-hidden className="text-good" />
    {children}
  </li>
);

/** The checks of a day and an hour before (design 5), or what they found. */
function NextLook({ post, zone, now }: { post: Post & { publishAt: string }; zone: string; now: number }) {
  const at = Date.parse(post.publishAt);
  const look = [at - 24 * HOUR, at - HOUR].find((when) => when > now);
  if (shownStatus(post) === 'needs_you')
    return (
      <li className="flex items-center gap-1.5 text-warn">
        <TriangleAlert size={15} strokeWidth={2} aria-hidden />
        Needs you
      </li>
    );
  if (post.status !== 'scheduled' || look === undefined) return null;
  const words = day(look, zone, now) === 'Today' ? minute(look, zone) : postTime(look, zone, now);
  return (
    <li className="flex items-center gap-1.5">
      <Clock size={15} strokeWidth={2} aria-hidden />
      We look again at {words}
    </li>
  );
}

const DAYS_FROM = 48 * HOUR;
/** When readers are told how long still. */
const TOLD: [ms: number, words: string][] = [
  [HOUR, 'One hour left.'],
  [10 * MINUTE, 'Ten minutes left.'],
  [MINUTE, 'One minute left.'],
];

function BigCountdown({ to }: { to: string }) {
  const left = Date.parse(to) - useNow();
  const announce = useAnnounce();
  const before = useRef(left);
  useEffect(() => {
    for (const [ms, words] of TOLD) if (before.current > ms && left <= ms) announce(words);
    before.current = left;
  }, [left, announce]);
  const s = Math.max(0, Math.ceil(left / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <span
      role="timer"
      aria-live="off"
      className="tabular my-0.5 mb-2 -ml-0.5 block font-medium text-[38px] leading-[42px] tracking-[-0.04em] md:text-[52px] md:leading-[54px]"
    >
      {left >= DAYS_FROM ? (
        span(left)
      ) : (
        <>
          {two(Math.floor(s / 3600))}:{two(Math.floor(s / 60) % 60)}
          <span className="text-hand-text">:{two(s % 60)}</span>
        </>
      )}
    </span>
  );
}
