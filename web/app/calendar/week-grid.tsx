import { Moon } from 'lucide-react';
import { memo, useMemo } from 'react';
import { minute as clock, posts } from '../lib/format.ts';
import { dayName, dayNumber, longDay, weekday } from './day-words.ts';
import { hoursOf, isSkipped, minuteOfDay, timeOfMinute, weekOf } from './days.ts';
import type { GridProps } from './month-grid.tsx';
import { ClockChange } from './month-grid.tsx';
import { PostTile } from './post-tile.tsx';
import type { More, Placed } from './week-layout.ts';
import { layDay } from './week-layout.ts';

/** The night before it is folded until asked for. */
export const FIRST_HOUR = 7;
/** How much of an hour's height its word takes. */
const WORDS_HIGH_MINUTES = 18;
/** Where a tile begins inside its hour, to five minutes; written out, because pages carry no inline styles. */
const TOPS = [
  'top-0',
  'top-[8.33%]',
  'top-[16.67%]',
  'top-1/4',
  'top-[33.33%]',
  'top-[41.67%]',
  'top-1/2',
  'top-[58.33%]',
  'top-[66.67%]',
  'top-3/4',
  'top-[83.33%]',
  'top-[91.67%]',
];
const topOf = (minute: number) => TOPS[Math.floor((minute % 60) / 5)];
const LANES = [['inset-x-1'], ['left-1 right-1/2', 'left-1/2 right-1']];

interface WeekProps extends GridProps {
  night: boolean;
  onNight: (open: boolean) => void;
}

/** Seven days by the hour; the night is folded until asked for. */
export function WeekGrid(props: WeekProps) {
  const { zone, today, byDay, active, night, date, weekStart } = props;
  const days = useMemo(() => weekOf(date, weekStart), [date, weekStart]);
  const laid = useMemo(
    () => new Map(days.map((day) => [day, layDay(byDay.get(day) ?? [], zone)])),
    [days, byDay, zone],
  );
  const hours = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => night || hour >= FIRST_HOUR);
  const asleep = [...byDay]
    .filter(([day]) => days.includes(day))
    .flatMap(([, tiles]) => tiles)
    .filter(({ at }) => minuteOfDay(at, zone) < FIRST_HOUR * 60);
  const present = minuteOfDay(props.now, zone);
  // The present time stands where the hour would: one of them gives way.
  const isBesideNow = (hour: number) =>
    days.includes(today) && Math.abs(hour * 60 - present) < WORDS_HIGH_MINUTES;
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-surface max-md:min-w-[44rem]">
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a grid of hours, whose cells hold posts */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
      <div role="row" className="grid grid-cols-[54px_repeat(7,minmax(0,1fr))] border-line border-b">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
        <span role="columnheader" className="sr-only">
          Hour
        </span>
        <span aria-hidden="true" className="bg-page" />
        {days.map((day) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
          <div key={day} role="columnheader" className="border-line border-l bg-page px-2 py-2">
            <span className="flex items-center justify-between text-muted text-xs">
              <span aria-hidden="true">{weekday(day)}</span>
              <ClockChange day={day} zone={zone} />
            </span>
            <span className="sr-only">{dayName(day, today, byDay.get(day) ?? [])}</span>
            <b
              aria-hidden="true"
              className={`tabular text-md ${day === today ? '-ml-2 rounded-full bg-ink px-2 text-page' : day < today ? 'text-muted' : ''}`}
            >
              {dayNumber(day)}
            </b>
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the button takes the focus */}
      <div role="row" className="border-line border-b bg-page">
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the button takes the focus */}
        <div role="gridcell" aria-colspan={8}>
          <button
            type="button"
            aria-expanded={night}
            onClick={() => props.onNight(!night)}
            className="flex min-h-8 w-full items-center gap-2 px-3 font-medium text-soft text-xs hover:text-ink focus-visible:-outline-offset-2"
          >
            <Moon size={13} strokeWidth={2} aria-hidden />
            {night ? 'Hide night' : asleep.length > 0 ? `Show night, ${posts(asleep.length)}` : 'Show night'}
          </button>
        </div>
      </div>
      {hours.map((hour) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
        <div key={hour} role="row" className="grid grid-cols-[54px_repeat(7,minmax(0,1fr))]">
          {/* biome-ignore lint/a11y/useSemanticElements: see above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus */}
          <div role="rowheader" className="tabular relative text-right text-soft text-xs">
            <span
              className={`absolute -top-2 right-2 ${hour === hours[0] || isBesideNow(hour) ? 'sr-only' : ''}`}
            >
              {String(hour).padStart(2, '0')}
            </span>
            {days.includes(today) && Math.floor(present / 60) === hour && (
              <NowWords now={props.now} zone={zone} />
            )}
          </div>
          {days.map((day) => (
            <HourCell
              key={day}
              day={day}
              hour={hour}
              zone={zone}
              past={day < today || (day === today && hour < Math.floor(present / 60))}
              sunken={day < today}
              placed={at(laid.get(day)?.placed, hour)}
              more={laid.get(day)?.more.find(({ minute }) => Math.floor(minute / 60) === hour)}
              reach={active === null ? undefined : active === cellOf(day, hour) ? 0 : -1}
              lifted={props.lifted}
              present={day === today && Math.floor(present / 60) === hour ? (present % 60) / 60 : null}
              loading={props.loading && hour % 5 === 0}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

const EMPTY: Placed[] = [];
const at = (placed: Placed[] | undefined, hour: number): Placed[] => {
  const here = placed?.filter(({ minute }) => Math.floor(minute / 60) === hour) ?? EMPTY;
  return here.length > 0 ? here : EMPTY;
};
export const cellOf = (day: string, hour: number) => `${day}T${String(hour).padStart(2, '0')}`;

interface HourProps {
  day: string;
  hour: number;
  zone: string;
  past: boolean;
  sunken: boolean;
  placed: Placed[];
  more: More | undefined;
  reach: 0 | -1 | undefined;
  lifted: string | null;
  present: number | null;
  loading: boolean;
}

const HourCell = memo(function HourCell({
  day,
  hour,
  zone,
  placed,
  more,
  reach,
  lifted,
  ...props
}: HourProps) {
  const time = timeOfMinute(hour * 60);
  const gone =
    hoursOf(day, zone) !== 24 && isSkipped({ date: day, time }, zone) ? ', clocks jump over it' : '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    <div
      role="gridcell"
      data-cell={cellOf(day, hour)}
      data-day={day}
      data-hour={hour}
      data-drop=""
      data-past={props.past || undefined}
      tabIndex={reach}
      className={`relative h-11 border-line border-t border-l focus-visible:-outline-offset-2 data-[over]:bg-steel-tint ${
        props.sunken || gone
          ? 'bg-[color-mix(in_srgb,var(--tt-page)_82%,var(--tt-sunken))]'
          : props.past
            ? ''
            : 'hover:bg-page'
      }`}
    >
      <span className="sr-only">
        {longDay(day)}, {time.slice(0, 5)}
        {gone}, {posts(placed.length + (more?.count ?? 0))}.{' '}
      </span>
      {props.loading && (
        <span aria-hidden="true" className="absolute inset-1 animate-pulse-soft rounded-sm bg-sunken" />
      )}
      {placed.map(({ tile, minute, lane, lanes }) => (
        <div key={tile.id} className={`absolute z-[1] ${topOf(minute)} ${LANES[lanes - 1]?.[lane]}`}>
          <PostTile tile={tile} zone={zone} tabIndex={reach} lifted={tile.id === lifted} compact />
        </div>
      ))}
      {more && (
        <button
          type="button"
          data-do="day"
          tabIndex={reach}
          aria-haspopup="dialog"
          className={`absolute z-[2] min-h-[42px] rounded-sm border border-line bg-raised font-medium text-2xs text-soft leading-[14px] shadow-1 hover:text-ink ${topOf(more.minute)} ${LANES[LANES.length - 1]?.at(-1)}`}
        >
          +{more.count} <span className="block">more</span>
        </button>
      )}
      {props.present !== null && <NowLine part={props.present} />}
    </div>
  );
});

const NowLine = ({ part }: { part: number }) => (
  <svg aria-hidden="true" className="pointer-events-none absolute inset-0 z-[2] size-full overflow-visible">
    <line x1="0" x2="100%" y1={`${part * 100}%`} y2={`${part * 100}%`} className="stroke-2 stroke-hand" />
    <circle cx="0" cy={`${part * 100}%`} r="4" className="fill-hand" />
  </svg>
);

const NowWords = ({ now, zone }: { now: number; zone: string }) => (
  <span aria-hidden="true" className="absolute inset-0">
    <svg aria-hidden="true" className="size-full overflow-visible">
      <text
        x="46"
        y={`${((minuteOfDay(now, zone) % 60) / 60) * 100}%`}
        dy="4"
        textAnchor="end"
        className="fill-hand-text font-strong text-2xs"
        stroke="var(--tt-surface)"
        strokeWidth="6"
        paintOrder="stroke"
      >
        {clock(now, zone)}
      </text>
    </svg>
  </span>
);
