import { Link } from '@remix-run/react';
import { Ellipsis } from 'lucide-react';
import { Cover } from '../components/cover.tsx';
import type { ShownStatus } from '../components/status-mark.tsx';
import { StatusIcon, statusWord } from '../components/status-mark.tsx';
import { clockTime, duration, minute } from '../lib/format.ts';
import { fixedBecause } from './fixed-because.ts';
import type { Piece, Tile } from './tile.ts';

/** Published tiles are small and unboxed; what comes is boxed, trouble has its own ground (ui.md 3.5). */
const GROUND: Record<ShownStatus, string> = {
  draft: 'border-line-strong border-dashed bg-raised',
  scheduled: 'border-line bg-raised',
  needs_you: 'border-transparent bg-warn-tint',
  publishing: 'border-transparent bg-hand-tint',
  published: 'border-transparent',
  failed: 'border-transparent bg-bad-tint',
  outcome_unknown: 'border-transparent bg-unsure-tint',
  cancelled: 'border-transparent',
};
const isQuiet = (shown: ShownStatus) => shown === 'published' || shown === 'cancelled';

interface TileProps {
  tile: Tile;
  zone: string;
  /** Whether Tab comes here: only on the day that has the focus. Undefined without scripts: everywhere. */
  tabIndex: 0 | -1 | undefined;
  lifted?: boolean;
  /** One line of caption, whatever the status: the tiles of a week. */
  compact?: boolean;
}

/** A post in the calendar: one link, and a menu button that appears beside the pointer or the focus. */
export function PostTile({ tile, zone, tabIndex, lifted, compact }: TileProps) {
  return (
    <div className="group/tile @container relative min-w-0">
      <Link
        to={`/posts/${tile.id}`}
        data-tile={tile.id}
        draggable={false}
        tabIndex={tabIndex}
        prefetch="none"
        aria-describedby={fixedBecause(tile) ? undefined : 'tile-keys'}
        className={`peer block select-none rounded-sm border no-underline [-webkit-touch-callout:none] data-[lifted]:border-line-strong data-[lifted]:border-dashed data-[lifted]:bg-transparent data-[lifted]:[&>*]:invisible ${
          lifted ? 'border-steel bg-raised shadow-2 ring-1 ring-steel' : GROUND[tile.shown]
        }`}
      >
        <TileFace piece={tile} at={tile.at} zone={zone} compact={compact ?? false} />
      </Link>
      {fixedBecause(tile) === null && (
        <button
          type="button"
          data-do="menu"
          tabIndex={tabIndex}
          aria-label={`More for ${tile.caption}`}
          aria-haspopup="dialog"
          className="absolute top-0.5 right-0.5 grid size-6 place-items-center rounded-sm bg-raised invisible text-soft hover:text-ink peer-data-[lifted]:hidden group-focus-within/tile:visible group-hover/tile:visible"
        >
          <Ellipsis size={15} strokeWidth={2} aria-hidden />
        </button>
      )}
    </div>
  );
}

interface FaceProps {
  piece: Piece;
  /** The time to show; a draft in the tray has none. */
  at: number | null;
  zone: string;
  compact: boolean;
}

/** A tile of the week that shares its width has no room for the picture, and at last none for words. */
const NARROW =
  '@max-[5.5rem]:min-h-[42px] @max-[5.5rem]:grid-cols-1 @max-[5.5rem]:pl-1.5 @max-[4rem]:px-0.5 @max-[4rem]:text-2xs';

/** What a tile shows, and says: "18:00, 3 mistakes that flatten your croissants, Mira Bakes, Scheduled". */
export function TileFace({ piece, at, zone, compact }: FaceProps) {
  const quiet = isQuiet(piece.shown);
  const small = quiet && !compact;
  return (
    <span
      className={`grid text-xs leading-[14px] ${
        small
          ? 'grid-cols-[20px_minmax(0,1fr)] gap-1.5 py-0.5 pr-1.5 pl-0.5'
          : `grid-cols-[28px_minmax(0,1fr)] gap-[7px] py-[3px] pr-1 pl-[3px] ${compact ? NARROW : ''}`
      }`}
    >
      <span className={`relative self-start ${compact ? '@max-[5.5rem]:hidden' : ''}`}>
        <Cover
          src={piece.poster}
          className={small ? 'h-7 w-5 rounded-xs' : `w-7 rounded-xs ${compact ? 'h-9' : 'h-[46px]'}`}
        />
        {!small && at !== null && <Initial name={piece.account} />}
      </span>
      <span className="flex min-w-0 flex-col justify-center">
        {at !== null && (
          <span className={`flex items-center justify-between gap-x-1 ${compact ? 'flex-wrap' : ''}`}>
            <span className={`tabular truncate ${quiet ? 'font-medium text-soft' : 'font-strong text-ink'}`}>
              <span aria-hidden="true">{minute(at, zone)}</span>
              <span className="sr-only">{clockTime(at, zone)}, </span>
            </span>
            <StatusIcon status={piece.shown} />
          </span>
        )}
        <span
          className={
            quiet || compact
              ? `truncate ${quiet ? 'text-muted' : 'text-soft'} ${compact ? '@max-[4rem]:sr-only' : ''}`
              : `line-clamp-2 break-words ${at === null ? 'font-medium text-ink' : 'text-soft'}`
          }
        >
          {piece.caption}
        </span>
        {at === null && piece.lengthMs !== null && (
          <span className="tabular text-muted">
            <span className="sr-only">, </span>
            {duration(piece.lengthMs)}
          </span>
        )}
        <span className="sr-only">
          , {piece.account}, {statusWord(piece.shown)}
        </span>
      </span>
    </span>
  );
}

const Initial = ({ name }: { name: string }) => (
  <span
    aria-hidden="true"
    className="absolute -right-1 -bottom-0.5 grid size-[15px] place-items-center rounded-full bg-steel-tint font-strong text-[9px] text-steel leading-none ring-[1.5px] ring-raised"
  >
    {[...name.trim()][0]?.toLocaleUpperCase('en-GB') ?? '?'}
  </span>
);
