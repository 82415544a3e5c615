import { Link } from '@remix-run/react';
import { ChevronRight, Ellipsis } from 'lucide-react';
import { memo } from 'react';
import { Cover } from '../components/cover.tsx';
import { StatusMark } from '../components/status-mark.tsx';
import { clockTime, minute } from '../lib/format.ts';
import { fixedBecause } from './fixed-because.ts';
import type { Tile } from './tile.ts';

/** A row with the gap below it: the cover's 4, its padding and edges, and the gap. */
export const ROW_REM = 5.625;

/** The room of a row that is drawn later. */
export const RowToCome = () => <li aria-hidden="true" className="mb-2 h-[5.125rem]" />;

/** The present, between what was and what comes. */
export const NowRow = ({ now, zone, empty }: { now: number; zone: string; empty: boolean }) => (
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

/** A post of the list. Its height is `ROW_REM`, whatever it says. */
export const Row = memo(function Row({ tile, zone }: { tile: Tile; zone: string }) {
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
});
