import { Link } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { pinsOf } from '../home/pins.ts';
import { useMinute } from '../lib/clock.ts';
import { clockTime, isoDay, minute, posts as postsWords } from '../lib/format.ts';
import { Cover } from './cover.tsx';
import type { ShownStatus } from './status-mark.tsx';
import { STATUS, shownStatus } from './status-mark.tsx';

export type Pinned = Pick<Post, 'id' | 'caption' | 'status' | 'held' | 'findings' | 'posterUrl'> & {
  publishAt: string;
};

const QUARTERS = Array.from({ length: 97 }, (_, index) => index);
const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24];
const percent = (share: number) => `${share * 100}%`;

/** How far into the day a wall clock shows it to be; a day of 23 or 25 hours has the same 24 on its dial. */
function shareOf(at: number, zone: string): number {
  const [hour = 0, min = 0] = minute(at, zone).split(':').map(Number);
  return (hour * 60 + min) / 1440;
}

/**
 * A day at a glance: 24 hours of ticks, posts as pins, the hand at the present. Drawn with SVG's own lengths, since the
 * page's policy lets no element carry a style.
 */
export function DayRuler({ posts, zone, day }: { posts: Pinned[]; zone: string; day: number }) {
  const pins = pinsOf(posts.map((post) => ({ post, share: shareOf(Date.parse(post.publishAt), zone) })));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls, this is a picture with links in it
    <svg
      width="100%"
      height="124"
      role="group"
      aria-label={`Today, ${postsWords(posts.length)}`}
      className="block overflow-visible"
    >
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of lines takes no focus */}
      <g aria-hidden="true">
        {QUARTERS.map((at) => {
          const tall = at % 24 === 0 ? 20 : at % 4 === 0 ? 12 : 6;
          return (
            <line
              key={at}
              x1={percent(at / 96)}
              x2={percent(at / 96)}
              y1={100 - tall}
              y2="100"
              strokeWidth={at % 24 === 0 ? 1.5 : 1}
              className={at % 24 === 0 ? 'stroke-ink' : 'stroke-line-strong'}
            />
          );
        })}
        <line x1="0" x2="100%" y1="100" y2="100" className="stroke-line-strong" />
        {HOURS.map((hour) => (
          <text
            key={hour}
            x={percent(hour / 24)}
            y="118"
            textAnchor="middle"
            className="fill-muted text-2xs tabular-nums"
          >
            {String(hour).padStart(2, '0')}
          </text>
        ))}
      </g>
      {pins.map(({ share, items }) => (
        <Pin key={items[0]?.id} share={share} posts={items} zone={zone} />
      ))}
      <NowHand zone={zone} day={day} />
    </svg>
  );
}

const TICK: Partial<Record<ShownStatus, string>> = {
  published: 'stroke-good',
  needs_you: 'stroke-warn',
  failed: 'stroke-bad',
  outcome_unknown: 'stroke-unsure',
  draft: 'stroke-line-strong',
  cancelled: 'stroke-line-strong',
};
/** So that a pin at midnight stays on the page. */
const EDGE = 0.04;

function Pin({ share, posts, zone }: { share: number; posts: Pinned[]; zone: string }) {
  const [post] = posts;
  if (!post) return null;
  const status = shownStatus(post);
  const { word, icon: Icon, colour } = STATUS[status];
  const x = percent(Math.min(1 - EDGE, Math.max(EDGE, share)));
  const others = posts.length - 1;
  return (
    <>
      <line
        x1={percent(share)}
        x2={percent(share)}
        y1="58"
        y2="68"
        strokeWidth="1.5"
        className={TICK[status] ?? 'stroke-steel'}
      />
      <foreignObject
        x={x}
        y="0"
        width="44"
        height="56"
        transform="translate(-22 0)"
        className="overflow-visible"
      >
        <Link
          to={`/posts/${post.id}`}
          aria-label={`${clockTime(post.publishAt, zone)}, ${post.caption.slice(0, 80) || 'no caption'}, ${word}${others > 0 ? `, and ${others} more near that time` : ''}`}
          className="relative mx-auto mt-2 block h-11 w-[30px] no-underline"
          data-tile
        >
          <Cover src={post.posterUrl} />
          <span
            className={`absolute -top-2 -right-1.5 grid size-[18px] place-items-center rounded-full bg-page ${colour}`}
          >
            <Icon size={14} strokeWidth={2.2} aria-hidden />
          </span>
          {others > 0 && (
            <span className="absolute right-0.5 bottom-0.5 rounded-xs bg-page px-1 font-medium text-2xs">
              +{others}
            </span>
          )}
        </Link>
      </foreignObject>
    </>
  );
}

/** The one orange thing: the present. Gone once the page's day is over. */
function NowHand({ zone, day }: { zone: string; day: number }) {
  const now = useMinute();
  if (isoDay(now, zone) !== isoDay(day, zone)) return null;
  const share = shareOf(now, zone);
  const x = percent(share);
  const late = share > 0.85;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of lines takes no focus
    <g aria-hidden="true">
      <line x1="0" x2={x} y1="100" y2="100" className="stroke-hand" />
      <line x1={x} x2={x} y1="0" y2="106" strokeWidth="2" className="stroke-hand" />
      <circle cx={x} cy="106" r="5" className="fill-hand" />
      <text
        x={x}
        y="-3"
        dx={late ? -8 : 8}
        textAnchor={late ? 'end' : 'start'}
        className="fill-hand-text font-strong text-xs tabular-nums"
      >
        {minute(now, zone)}
      </text>
    </g>
  );
}
