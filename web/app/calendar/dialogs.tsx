import { Link, useNavigate } from '@remix-run/react';
import { CalendarClock, ExternalLink, PenLine, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { StatusIcon, statusWord } from '../components/status-mark.tsx';
import { WhenPicker } from '../components/when-picker.tsx';
import { whatMeans } from '../composer/when.ts';
import { clockTime, planned, zoneCity } from '../lib/format.ts';
import { longDay } from './day-words.ts';
import type { Wall } from './days.ts';
import { wallOf } from './days.ts';
import type { Plan, Verdict } from './moves.ts';
import { composerAt, fixedBecause, judgeInstant } from './moves.ts';
import { Pop } from './pop.tsx';
import type { Piece, Tile } from './tile.ts';

/** Which dialog is open. Dialogs come with a chunk of their own: none is needed for the first paint. */
export type Opened =
  | { kind: 'day'; day: string; anchor?: DOMRect | undefined }
  | { kind: 'menu'; piece: Piece; anchor?: DOMRect | undefined }
  | { kind: 'move'; piece: Piece; wall: Wall }
  | { kind: 'new'; wall: Wall; anchor?: DOMRect | undefined };

export interface DialogsProps {
  opened: Opened;
  tiles: Tile[];
  drafts: Piece[];
  accounts: { id: string; nickname: string }[];
  account: string;
  plan: Plan;
  home: string;
  usual: string;
  open: (next: Opened | null) => void;
  /** Does what the creator decided in the dialog. */
  onMove: (piece: Piece, at: number) => void;
}

export default function Dialogs(props: DialogsProps) {
  const { opened } = props;
  switch (opened.kind) {
    case 'day':
      return <DayMenu {...props} day={opened.day} anchor={opened.anchor} />;
    case 'menu':
      return <TileMenu {...props} piece={opened.piece} anchor={opened.anchor} />;
    case 'move':
      return <MoveDialog {...props} piece={opened.piece} wall={opened.wall} />;
    case 'new':
      return <QuickCreate {...props} wall={opened.wall} anchor={opened.anchor} />;
  }
}

const ITEM =
  'flex min-h-11 w-full items-center gap-2.5 rounded-md px-2 text-left no-underline hover:bg-sunken focus-visible:-outline-offset-2 md:min-h-9';

function DayMenu({
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

function TileMenu({
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

/** What a picked time means for this post, for the button and the line above it. */
function verdictOf(
  piece: Piece,
  times: Wall & { zone: string; fold: 'first' | 'second' },
  plan: Plan,
): Verdict {
  const means = whatMeans(times.date, times.time, times.zone, times.fold);
  if (means.kind !== 'at') return { kind: 'ask' };
  return judgeInstant(piece, means.at, { ...plan, zone: times.zone });
}

function MoveDialog({ piece, wall, plan, home, open, onMove }: DialogsProps & { piece: Piece; wall: Wall }) {
  const [times, setTimes] = useState({ ...wall, zone: plan.zone, fold: 'first' as 'first' | 'second' });
  const means = whatMeans(times.date, times.time, times.zone, times.fold);
  const verdict = verdictOf(piece, times, plan);
  const zones = [...new Set([plan.zone, home, piece.zone ?? plan.zone])];
  const can = verdict.kind === 'move' || verdict.kind === 'compose';
  const reason = can
    ? undefined
    : verdict.kind === 'refused'
      ? verdict.reason
      : verdict.kind === 'stay'
        ? 'It is planned for this time already.'
        : 'Pick a time that exists.';
  return (
    <Pop
      title={piece.status === 'scheduled' ? 'Move this post' : 'Pick a time'}
      wide
      onClose={() => open(null)}
    >
      <p className="mb-3 truncate text-soft">{piece.caption}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!can) return;
          open(null);
          onMove(piece, verdict.at);
        }}
      >
        <WhenPicker
          value={times}
          means={means}
          zones={zones}
          onChange={(part) => setTimes((before) => ({ ...before, ...part }))}
        />
        {verdict.kind === 'move' && verdict.warning && (
          <p className="mt-2 rounded-md bg-warn-tint px-3 py-2 text-sm text-warn">{verdict.warning}</p>
        )}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button type="button" onClick={() => open(null)}>
            Leave it
          </Button>
          <Button variant="primary" disabledReason={reason}>
            {verdict.kind === 'compose'
              ? 'Open composer'
              : verdict.kind === 'move'
                ? `Move to ${planned(verdict.at, times.zone)}`
                : 'Move'}
          </Button>
        </div>
      </form>
    </Pop>
  );
}

const RECENT_MAX = 3;

function QuickCreate({
  wall,
  anchor,
  accounts,
  account,
  drafts,
  plan,
  home,
  open,
}: DialogsProps & { wall: Wall; anchor?: DOMRect | undefined }) {
  const navigate = useNavigate();
  const [time, setTime] = useState(wall.time.slice(0, 5));
  const [chosen, setChosen] = useState(account);
  const at = { date: wall.date, time: time.length === 5 ? `${time}:00` : time };
  const means = whatMeans(at.date, at.time, plan.zone, 'first');
  const trouble =
    means.kind === 'incomplete'
      ? 'Pick a time.'
      : means.kind === 'gap'
        ? `${time} does not exist on this day; clocks jump over it.`
        : means.at <= plan.now
          ? 'That time has passed.'
          : undefined;
  const to = (postId?: string) =>
    composerAt({ wall: at, zone: plan.zone }, { home, ...(postId ? { postId } : { account: chosen }) });
  return (
    <Pop title={longDay(wall.date)} anchor={anchor} onClose={() => open(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!trouble) navigate(to());
        }}
      >
        <div className="grid gap-2">
          <label className="grid gap-1 text-sm">
            Time, {zoneCity(plan.zone)}
            <input
              data-first=""
              type="time"
              step="1"
              value={time}
              onChange={(event) => setTime(event.target.value)}
              aria-describedby={trouble ? 'quick-trouble' : undefined}
              aria-invalid={trouble ? true : undefined}
              className="field tabular"
            />
          </label>
          {trouble && (
            <p id="quick-trouble" className="text-bad text-sm">
              {trouble}
            </p>
          )}
          {accounts.length > 1 && (
            <label className="grid gap-1 text-sm">
              Account
              <select
                value={chosen}
                onChange={(event) => setChosen(event.target.value)}
                className="field picker"
              >
                <option value="">Choose later</option>
                {accounts.map(({ id, nickname }) => (
                  <option key={id} value={id}>
                    {nickname}
                  </option>
                ))}
              </select>
            </label>
          )}
        </div>
        <Button variant="primary" className="mt-3 w-full" disabledReason={trouble}>
          Open composer
        </Button>
      </form>
      {drafts.length > 0 && (
        <>
          <h3 className="pt-4 pb-1 text-muted text-xs">Or a draft</h3>
          <ul className="-mx-2">
            {drafts.slice(0, RECENT_MAX).map((draft) => (
              <li key={draft.id}>
                <Link to={to(draft.id)} className={`${ITEM} text-sm`}>
                  <span className="truncate">{draft.caption}</span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Pop>
  );
}
