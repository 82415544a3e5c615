import { Link } from '@remix-run/react';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { LinkButton } from '../components/button.tsx';
import { Cover } from '../components/cover.tsx';
import { StatusMark } from '../components/status-mark.tsx';
import { clockTime, minute, posts, zoneWords } from '../lib/format.ts';
import { longDay, shortDay } from './day-words.ts';
import { ClockChange } from './month-grid.tsx';
import { fixedBecause } from './moves.ts';
import type { Tile } from './tile.ts';

interface ListProps {
  days: string[];
  byDay: Map<string, Tile[]>;
  zone: string;
  today: string;
  now: number;
  earlier: string;
  later: string;
}

/** Days as headings, posts as rows; the present stands between what was and what comes. Off-screen days are not drawn. */
export function AgendaList({ days, byDay, zone, today, now, earlier, later }: ListProps) {
  const shown = days.filter((day) => day === today || byDay.has(day));
  return (
    <div className="mx-auto max-w-3xl">
      <p className="text-center">
        <LinkButton to={earlier} size="sm" variant="quiet" preventScrollReset>
          Earlier
        </LinkButton>
      </p>
      {shown.map((day, index) => (
        <section
          key={day}
          aria-label={longDay(day)}
          className="[contain-intrinsic-size:auto_12rem] [content-visibility:auto]"
        >
          <div className="flex items-baseline justify-between gap-3 pt-4 pb-2">
            <h2 className="text-md">
              {day === today && 'Today, '}
              {shortDay(day)}
            </h2>
            <span className="flex items-baseline gap-3 text-muted text-xs">
              <ClockChange day={day} zone={zone} />
              {index === 0 ? zoneWords(now, zone) : posts(byDay.get(day)?.length ?? 0)}
            </span>
          </div>
          <Day tiles={byDay.get(day) ?? []} zone={zone} now={day === today ? now : null} />
        </section>
      ))}
      <p className="pt-6 text-center">
        <LinkButton to={later} size="sm" variant="quiet" preventScrollReset>
          Later
        </LinkButton>
      </p>
    </div>
  );
}

function Day({ tiles, zone, now }: { tiles: Tile[]; zone: string; now: number | null }) {
  // The present is known to the minute: what went out in this one stands above the line.
  const cut = now === null ? -1 : tiles.findIndex(({ at }) => at >= now + 60_000);
  const place = cut === -1 ? tiles.length : cut;
  return (
    <ul>
      {tiles.slice(0, place).map((tile) => (
        <Row key={tile.id} tile={tile} zone={zone} />
      ))}
      {now !== null && <NowRow now={now} zone={zone} empty={tiles.length === 0} />}
      {tiles.slice(place).map((tile) => (
        <Row key={tile.id} tile={tile} zone={zone} />
      ))}
    </ul>
  );
}

const NowRow = ({ now, zone, empty }: { now: number; zone: string; empty: boolean }) => (
  <li className="pb-2">
    <span aria-hidden="true" className="flex h-5 items-center gap-2 font-strong text-hand-text text-xs">
      <span className="size-2 rounded-full bg-hand" />
      <span className="tabular">{minute(now, zone)}</span>
      <span className="h-0.5 flex-1 rounded-full bg-hand" />
    </span>
    <span className="sr-only">Now, {minute(now, zone)}</span>
    {empty && <span className="block pt-2 text-muted text-sm">Nothing planned today.</span>}
  </li>
);

const QUIET = ['published', 'cancelled'];

function Row({ tile, zone }: { tile: Tile; zone: string }) {
  return (
    <li
      data-row={tile.id}
      className={`relative mb-2 grid min-w-0 grid-cols-[48px_minmax(0,1fr)_auto] items-center gap-3 rounded-lg border py-2 pr-1.5 pl-2 [-webkit-touch-callout:none] ${
        QUIET.includes(tile.shown) ? 'border-transparent' : 'border-line bg-surface'
      }`}
    >
      <Cover src={tile.poster} className="h-16 w-12 rounded-sm" />
      <div className="min-w-0">
        <span className="flex flex-wrap items-center gap-x-2">
          <time dateTime={new Date(tile.at).toISOString()} className="font-strong text-md leading-5">
            {clockTime(tile.at, zone)}
          </time>
          <StatusMark status={tile.shown} />
        </span>
        <Link
          to={`/posts/${tile.id}`}
          data-tile={tile.id}
          draggable={false}
          className="block truncate no-underline after:absolute after:inset-0 after:rounded-lg"
        >
          {tile.caption}
        </Link>
        <span className="block truncate text-muted text-xs">{tile.account}</span>
      </div>
      {fixedBecause(tile) === null ? (
        <button
          type="button"
          data-do="menu"
          aria-haspopup="dialog"
          aria-label={`More for ${tile.caption}`}
          className="relative grid size-11 place-items-center rounded-md text-soft hover:bg-sunken md:size-9"
        >
          <Ellipsis size={18} strokeWidth={1.75} aria-hidden />
        </button>
      ) : (
        <ChevronRight size={18} strokeWidth={1.75} aria-hidden className="mr-2 text-soft" />
      )}
    </li>
  );
}
