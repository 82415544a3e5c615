import { Link } from '@remix-run/react';
import { History, Plus } from 'lucide-react';
import { memo } from 'react';
import { dayName, dayNumber, shortMonth, weekday } from './day-words.ts';
import type { WeekStart } from './days.ts';
import { hoursOf, monthWeeks, passedOf } from './days.ts';
import { PostTile } from './post-tile.tsx';
import { composerAt } from './slot.ts';
import type { Tile } from './tile.ts';

/** Tiles of a day before "+n more"; today shows one more (ui.md 3.5). This also keeps a month of 500 posts light. */
const SHOWN = 2;
const SHOWN_TODAY = 3;

export interface GridProps {
  date: string;
  weekStart: WeekStart;
  zone: string;
  home: string;
  /** The present, to the minute: the grid is not drawn again each second. */
  now: number;
  today: string;
  byDay: Map<string, Tile[]>;
  /** The cell that has the focus, or would get it; null before scripts run. */
  active: string | null;
  lifted: string | null;
  usual: string;
  loading: boolean;
}

/** Six weeks at most: a grid of days, each with its posts. */
export function MonthGrid(props: GridProps) {
  const weeks = monthWeeks(props.date, props.weekStart);
  const month = props.date.slice(0, 7);
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-line max-md:min-w-[44rem]">
      <div className="grid grid-cols-7 gap-px">
        {/* biome-ignore lint/a11y/useSemanticElements: rows of a grid of days, whose cells hold lists */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
        <div role="row" className="contents">
          {weeks[0]?.map((day) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
            // biome-ignore lint/a11y/useSemanticElements: see above
            <div key={day} role="columnheader" className="bg-page px-2.5 py-2 font-medium text-muted text-xs">
              {weekday(day)}
            </div>
          ))}
        </div>
        {weeks.map((week) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
          <div key={week[0]} role="row" className="contents">
            {week.map((day) => (
              <DayCell
                key={day}
                day={day}
                zone={props.zone}
                home={props.home}
                tiles={props.byDay.get(day) ?? NONE}
                today={day === props.today}
                past={day < props.today}
                out={day.slice(0, 7) !== month}
                passed={day === props.today ? passedOf(day, props.zone, props.now) : 0}
                reach={props.active === null ? undefined : props.active === day ? 0 : -1}
                lifted={props.lifted}
                free={
                  day > props.today || (day === props.today && isAhead(props.usual, props.zone, props.now))
                }
                usual={props.usual}
                loading={props.loading}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

const NONE: Tile[] = [];

function isAhead(time: string, zone: string, now: number): boolean {
  const written = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return written.format(now) < time;
}

interface CellProps {
  day: string;
  zone: string;
  home: string;
  tiles: Tile[];
  today: boolean;
  past: boolean;
  out: boolean;
  passed: number;
  reach: 0 | -1 | undefined;
  lifted: string | null;
  free: boolean;
  usual: string;
  loading: boolean;
}

const DayCell = memo(function DayCell(props: CellProps) {
  const { day, zone, today, past, out, tiles, reach, lifted, loading } = props;
  const room = today ? SHOWN_TODAY : SHOWN;
  const shown = tiles.filter(({ id }, index) => index < room || id === lifted);
  const more = tiles.length - shown.length;
  const quiet = past || out;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div
      role="gridcell"
      data-cell={day}
      data-day={day}
      data-drop=""
      tabIndex={reach}
      aria-current={today ? 'date' : undefined}
      className={`group/day relative flex min-h-[134px] min-w-0 flex-col gap-[3px] px-1 pt-1 pb-1.5 focus-visible:-outline-offset-2 data-[over]:bg-steel-tint ${
        quiet ? 'bg-[color-mix(in_srgb,var(--tt-page)_82%,var(--tt-sunken))]' : 'bg-surface'
      }`}
    >
      {today && <Progress part={props.passed} />}
      <div className="flex h-[23px] items-center justify-between px-1">
        <span
          className={`tabular font-strong text-sm ${
            today
              ? '-ml-1 grid h-6 min-w-6 place-items-center rounded-full bg-ink px-1 text-page'
              : quiet
                ? 'text-muted'
                : ''
          }`}
        >
          <span className="sr-only">{dayName(day, today ? day : '', tiles)}. </span>
          <span aria-hidden="true">{dayNumber(day) === '1' ? `${shortMonth(day)} 1` : dayNumber(day)}</span>
        </span>
        <ClockChange day={day} zone={zone} />
      </div>
      {loading ? (
        <span aria-hidden="true" className="h-12 animate-pulse-soft rounded-sm bg-sunken" />
      ) : (
        shown.map((tile) => (
          <PostTile key={tile.id} tile={tile} zone={zone} tabIndex={reach} lifted={tile.id === lifted} />
        ))
      )}
      {more > 0 && !loading && (
        <button
          type="button"
          data-do="day"
          tabIndex={reach}
          aria-haspopup="dialog"
          className="min-h-6 self-start rounded-sm px-1.5 font-medium text-soft text-xs hover:text-ink"
        >
          +{more} more
        </button>
      )}
      {props.free && tiles.length < room && !loading && (
        <Link
          to={composerAt({ wall: { date: day, time: `${props.usual}:00` }, zone }, { home: props.home })}
          data-do="new"
          data-time={props.usual}
          tabIndex={reach}
          draggable={false}
          className={`flex h-[34px] flex-none items-center gap-1.5 rounded-sm border border-line-strong border-dashed px-2 font-medium text-soft text-xs no-underline invisible group-focus/day:visible group-focus-within/day:visible group-hover/day:visible [@media(scripting:none)]:visible ${tiles.length > 0 ? 'max-xl:hidden' : ''}`}
        >
          <Plus size={14} strokeWidth={2} aria-hidden />
          <span className="sr-only">New post at </span>
          {props.usual}
        </Link>
      )}
    </div>
  );
});

/** How much of today has passed: the hand's own colour, along the top edge. */
const Progress = ({ part }: { part: number }) => (
  <svg aria-hidden="true" className="absolute inset-x-0 -top-0.5 h-[7px] w-full overflow-visible">
    <rect y="2" height="3" width={`${part * 100}%`} className="fill-hand" />
    <circle cx={`${part * 100}%`} cy="3.5" r="3.5" className="fill-hand" />
  </svg>
);

/** "25 h" on a day whose clocks change. */
export function ClockChange({ day, zone }: { day: string; zone: string }) {
  const hours = hoursOf(day, zone);
  if (hours === 24) return null;
  const words = `Clocks change: this day has ${hours} hours in ${zone.split('/').at(-1)?.replaceAll('_', ' ')}.`;
  return (
    <span title={words} className="flex items-center gap-1 text-2xs text-muted">
      <History size={13} strokeWidth={2} aria-hidden />
      <span aria-hidden="true">{hours} h</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
