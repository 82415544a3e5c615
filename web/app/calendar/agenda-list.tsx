import { memo, startTransition, useEffect, useState } from 'react';
import { LinkButton } from '../components/button.tsx';
import { posts, zoneWords } from '../lib/format.ts';
import { useAwake } from '../lib/use-awake.ts';
import { whenIdle } from '../lib/when-idle.ts';
import { NowRow, ROW_REM, Row, RowToCome } from './agenda-row.tsx';
import { longDay, shortDay } from './day-words.ts';
import { ClockChange } from './month-grid.tsx';
import type { Tile } from './tile.ts';

interface ListProps {
  days: string[];
  byDay: Map<string, Tile[]>;
  zone: string;
  today: string;
  now: number;
  earlier: string;
  later: string;
  toDay: (day: string) => string;
}

/** Rows of the first paint; the rest of a long list follows day by day, each in its own idle moment. */
const AT_ONCE = 24;

/**
 * Days as headings, posts as rows; the present stands between what was and what comes. Days that follow later have their
 * room from the beginning, so that nothing moves, and all of them are there to be searched, read aloud and scrolled to.
 */
export function AgendaList({ days, byDay, zone, today, now, earlier, later, toDay }: ListProps) {
  const shown = days.filter((day) => day === today || byDay.has(day));
  const first = firstDays(shown, byDay);
  const drawn = useDrawn(shown, first);
  const awake = useAwake();
  // Without scripts no days follow: the way on begins with the first that is missing.
  const next = shown[first];
  return (
    <div>
      <p className="text-center">
        <LinkButton to={earlier} size="sm" variant="quiet" preventScrollReset>
          Earlier
        </LinkButton>
      </p>
      {shown.map((day, index) => (
        <Day
          key={day}
          day={day}
          tiles={byDay.get(day) ?? NONE}
          zone={zone}
          now={day === today ? now : null}
          zoneSaid={index === 0 ? zoneWords(now, zone) : null}
          drawn={index < first ? 'at once' : drawn.has(day) ? 'later' : 'not yet'}
        />
      ))}
      <p className="pt-6 text-center">
        <LinkButton to={awake || !next ? later : toDay(next)} size="sm" variant="quiet" preventScrollReset>
          Later
        </LinkButton>
      </p>
    </div>
  );
}

const NONE: Tile[] = [];

/** How many days from the first hold the rows of the first paint. */
function firstDays(days: string[], byDay: Map<string, Tile[]>): number {
  let rows = 0;
  const over = days.findIndex((day) => {
    if (rows >= AT_ONCE) return true;
    rows += byDay.get(day)?.length ?? 0;
    return false;
  });
  return over === -1 ? days.length : over;
}

/** The days that were drawn after the first, in order, one at a time. */
function useDrawn(days: string[], first: number): ReadonlySet<string> {
  const [drawn, setDrawn] = useState<ReadonlySet<string>>(new Set());
  const next = days.slice(first).find((day) => !drawn.has(day));
  useEffect(() => {
    if (next === undefined) return;
    return whenIdle(() => startTransition(() => setDrawn((all) => new Set(all).add(next))));
  }, [next]);
  return drawn;
}

interface DayProps {
  day: string;
  tiles: Tile[];
  zone: string;
  /** The present, where it is this day. */
  now: number | null;
  /** The first day says which zone all are in. */
  zoneSaid: string | null;
  drawn: 'at once' | 'later' | 'not yet';
}

const HEAD_REM = 3;

const Day = memo(function Day({ day, tiles, zone, now, zoneSaid, drawn }: DayProps) {
  return (
    <section
      aria-label={longDay(day)}
      aria-busy={drawn === 'not yet' || undefined}
      className={drawn === 'not yet' ? 'awake-only' : undefined}
      // Only ever set by scripts, which the page's policy allows: far from the screen the browser leaves it out of its layout.
      style={
        drawn === 'later'
          ? {
              contentVisibility: 'auto',
              containIntrinsicSize: `auto ${HEAD_REM + tiles.length * ROW_REM}rem`,
            }
          : undefined
      }
    >
      <div className="flex h-12 items-end justify-between gap-3 pb-2">
        <h2 className="text-md">
          {now !== null && 'Today, '}
          {shortDay(day)}
        </h2>
        <span className="flex items-baseline gap-3 text-muted text-xs">
          <ClockChange day={day} zone={zone} />
          {zoneSaid ?? posts(tiles.length)}
        </span>
      </div>
      {drawn === 'not yet' ? (
        <ul>
          {tiles.map(({ id }) => (
            <RowToCome key={id} />
          ))}
        </ul>
      ) : (
        <Rows tiles={tiles} zone={zone} now={now} />
      )}
    </section>
  );
});

function Rows({ tiles, zone, now }: Pick<DayProps, 'tiles' | 'zone' | 'now'>) {
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
