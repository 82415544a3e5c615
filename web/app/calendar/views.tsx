import { useNavigate } from '@remix-run/react';
import { AgendaList } from './agenda-list.tsx';
import { dayNumber, monthName } from './day-words.ts';
import type { View } from './days.ts';
import { step } from './days.ts';
import { Legend } from './legend.tsx';
import type { CalendarData } from './load.server.ts';
import { MonthGrid } from './month-grid.tsx';
import { NothingHere } from './notes.tsx';
import type { CalendarQuery } from './query.ts';
import type { Tile } from './tile.ts';
import type { Cell, Overlay } from './use-overlay.ts';
import { cellOf, FIRST_HOUR, WeekGrid } from './week-grid.tsx';
import { WeekStrip } from './week-strip.tsx';

interface ViewProps {
  data: CalendarData;
  query: CalendarQuery;
  view: View;
  home: string;
  title: string;
  waits: boolean;
  now: number;
  today: string;
  days: string[];
  week: string[];
  byDay: Map<string, Tile[]>;
  usual: string;
  overlay: Overlay;
  cell: Cell;
  to: (change: Record<string, string | null>) => string;
  toDay: (date: string) => string;
}

/** The days as a list, the week it is about on top. */
export function ListView({ data, query, waits, now, today, days, week, byDay, to, toDay }: ViewProps) {
  const navigate = useNavigate();
  const grows = (name: 'before' | 'after') => {
    const more = new URLSearchParams(to({ view: 'list', date: query.date }).split('?')[1]);
    for (const side of ['before', 'after'] as const)
      more.set(side, String(query.more[side] + (side === name ? 4 : 0)));
    return `/calendar?${more}`;
  };
  return (
    <div className="mx-auto max-w-3xl">
      <WeekStrip
        days={week}
        current={query.date}
        today={today}
        byDay={byDay}
        toDay={toDay}
        onStep={(by) => navigate(toDay(step('week', query.date, by)), { preventScrollReset: true })}
      />
      {data.tiles !== null && !waits && !days.some((day) => byDay.has(day)) && (
        <NothingHere
          query={query}
          period={`in ${monthName(query.date)}`}
          reset={to({ account: null, status: null })}
        />
      )}
      <AgendaList
        key={`${query.date} ${query.account} ${query.status}`}
        days={days}
        byDay={byDay}
        zone={query.zone}
        today={today}
        now={now}
        earlier={grows('before')}
        later={grows('after')}
        toDay={toDay}
      />
    </div>
  );
}

/** A month or a week as a grid of places, each of which can be reached, and dropped on. */
export function GridView({
  night,
  onNight,
  ...props
}: ViewProps & { night: boolean; onNight: (open: boolean) => void }) {
  const { data, query, view, waits, days, week, byDay, overlay, cell, to } = props;
  const grid = {
    date: query.date,
    weekStart: data.weekStart,
    zone: query.zone,
    home: props.home,
    now: props.now,
    today: props.today,
    byDay,
    active: overlay.ready ? (view === 'week' ? cellOf(cell.day, cell.hour) : cell.day) : null,
    lifted: overlay.lifted?.piece.id ?? null,
    usual: props.usual,
    loading: waits,
  };
  const [first = '', last = ''] = [week[0], week[6]];
  const period =
    view === 'week'
      ? `from ${dayNumber(first)} to ${dayNumber(last)} ${monthName(last)}`
      : `in ${monthName(query.date)}`;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of days with a roving focus */}
      <div role="grid" aria-label={props.title} className="max-md:overflow-x-auto">
        {view === 'month' ? <MonthGrid {...grid} /> : <WeekGrid {...grid} night={night} onNight={onNight} />}
      </div>
      {data.tiles !== null && !waits && !days.some((day) => byDay.has(day)) && (
        <div className="pointer-events-none absolute inset-0 grid place-items-center">
          <NothingHere query={query} period={period} reset={to({ account: null, status: null })} drag />
        </div>
      )}
      <Legend days={days} zone={query.zone} />
    </>
  );
}

/** The place Tab comes to: the one chosen last, else today, else the day that was asked for. */
export function restingCell(
  chosen: Cell | null,
  {
    view,
    query,
    today,
    days,
    night,
  }: Pick<ViewProps, 'view' | 'query' | 'today' | 'days'> & { night: boolean },
): Cell {
  const sameMonth = query.date.slice(0, 7) === today.slice(0, 7);
  const first = days.includes(today) && sameMonth ? today : query.date;
  const { day, hour } = chosen && days.includes(chosen.day) ? chosen : { day: first, hour: 9 };
  return { day, hour: view === 'week' && !night ? Math.max(FIRST_HOUR, hour) : hour };
}
