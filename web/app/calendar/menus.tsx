import { Link } from '@remix-run/react';
import { CalendarClock, ExternalLink, PenLine, Plus } from 'lucide-react';
import { LinkButton } from '../components/button.tsx';
import { StatusIcon, statusWord } from '../components/status-mark.tsx';
import { whatMeans } from '../composer/when.ts';
import { clockTime } from '../lib/format.ts';
import { wallOf } from '../lib/wall.ts';
import { longDay } from './day-words.ts';
import type { DialogsProps } from './dialogs.tsx';
import { fixedBecause } from './fixed-because.ts';
import { Pop } from './pop.tsx';
import { composerAt } from './slot.ts';
import type { Piece } from './tile.ts';

export const ITEM =
  'flex min-h-11 w-full items-center gap-2.5 rounded-md px-2 text-left no-underline hover:bg-sunken focus-visible:-outline-offset-2 md:min-h-9';

/** What a day holds, and a way to add to it. */
export function DayMenu({
  day,
  anchor,
  tiles,
  plan,
  home,
  usual,
  open,
}: DialogsProps & { day: string; anchor?: DOMRect | undefined }) {
  const here = tiles.filter(({ at }) => wallOf(at, plan.zone).date === day);
  const wall = { date: day, time: `${usual}:00` };
  const free = whatMeans(day, '23:59:59', plan.zone, 'first');
  return (
    <Pop title={longDay(day)} anchor={anchor} onClose={() => open(null)}>
      {here.length === 0 && <p className="pb-2 text-muted text-sm">Nothing planned.</p>}
      <ul className="-mx-2 max-h-80 overflow-y-auto">
        {here.map((tile, index) => (
          <li key={tile.id} className="flex items-center">
            <Link
              to={`/posts/${tile.id}`}
              data-first={index === 0 ? '' : undefined}
              className={`${ITEM} min-w-0 flex-1`}
            >
              <span className="tabular font-strong text-sm">{clockTime(tile.at, plan.zone)}</span>
              <span className="min-w-0 flex-1 truncate text-sm">{tile.caption}</span>
              <span className="sr-only">
                , {tile.account}, {statusWord(tile.shown)}
              </span>
              <StatusIcon status={tile.shown} />
            </Link>
            {fixedBecause(tile) === null && (
              <button
                type="button"
                aria-label={`Move ${tile.caption}`}
                title="Move…"
                onClick={() => open({ kind: 'move', piece: tile, wall: wallOf(tile.at, plan.zone) })}
                className="grid size-11 flex-none place-items-center rounded-md text-soft hover:bg-sunken md:size-9"
              >
                <CalendarClock size={16} strokeWidth={1.75} aria-hidden />
              </button>
            )}
          </li>
        ))}
      </ul>
      {free.kind === 'at' && free.at > plan.now && (
        <LinkButton to={composerAt({ wall, zone: plan.zone }, { home })} icon={Plus} className="mt-2 w-full">
          New post here
        </LinkButton>
      )}
    </Pop>
  );
}

/** What can be done with one post without dragging it. */
export function TileMenu({
  piece,
  anchor,
  plan,
  open,
}: DialogsProps & { piece: Piece; anchor?: DOMRect | undefined }) {
  const wall = wallOf(piece.at ?? plan.now + 3_600_000, plan.zone);
  return (
    <Pop title={piece.caption} anchor={anchor} onClose={() => open(null)}>
      <div className="-mx-2">
        <button
          type="button"
          data-first=""
          className={ITEM}
          onClick={() => open({ kind: 'move', piece, wall })}
        >
          <CalendarClock size={16} strokeWidth={1.75} aria-hidden />
          {piece.status === 'scheduled' ? 'Move…' : 'Pick a time…'}
        </button>
        <Link to={`/posts/${piece.id}/edit`} className={ITEM}>
          <PenLine size={16} strokeWidth={1.75} aria-hidden />
          Edit
        </Link>
        <Link to={`/posts/${piece.id}`} className={ITEM}>
          <ExternalLink size={16} strokeWidth={1.75} aria-hidden />
          Open
        </Link>
      </div>
    </Pop>
  );
}
