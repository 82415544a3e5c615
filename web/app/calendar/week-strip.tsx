import { Link } from '@remix-run/react';
import { useRef } from 'react';
import type { ShownStatus } from '../components/status-mark.tsx';
import { dayName, dayNumber, weekdayLetter } from './day-words.ts';
import type { Tile } from './tile.ts';

const DOT: Record<ShownStatus, string> = {
  draft: 'bg-line-strong rounded-full',
  scheduled: 'bg-steel rounded-full',
  needs_you: 'bg-warn rounded-[1px] rotate-45',
  publishing: 'bg-hand rounded-full',
  published: 'bg-good rounded-full',
  failed: 'bg-bad rounded-[1px]',
  outcome_unknown: 'bg-unsure rounded-[1px] rotate-45',
  cancelled: 'bg-line-strong rounded-full',
};
const DOTS_MAX = 3;
/** How far a finger goes before it means the next week. */
const SWIPE_PX = 48;

/** The week on top of a phone's list: a day, its date, up to three dots. A swipe changes the week. */
export function WeekStrip({
  days,
  current,
  today,
  byDay,
  toDay,
  onStep,
}: {
  days: string[];
  current: string;
  today: string;
  byDay: Map<string, Tile[]>;
  toDay: (day: string) => string;
  onStep: (by: 1 | -1) => void;
}) {
  const from = useRef<number | null>(null);
  return (
    <nav
      aria-label="Week"
      className="-mx-1.5 mb-2 grid touch-pan-y grid-cols-7"
      onTouchStart={(event) => {
        from.current = event.touches[0]?.clientX ?? null;
      }}
      onTouchEnd={(event) => {
        const moved = (event.changedTouches[0]?.clientX ?? 0) - (from.current ?? 0);
        if (from.current !== null && Math.abs(moved) > SWIPE_PX) onStep(moved < 0 ? 1 : -1);
        from.current = null;
      }}
    >
      {days.map((day) => (
        <Link
          key={day}
          to={toDay(day)}
          preventScrollReset
          aria-current={day === current ? 'date' : undefined}
          className="group flex min-h-11 flex-col items-center gap-0.5 py-1 text-muted text-xs no-underline"
        >
          <span className="sr-only">{dayName(day, today, byDay.get(day) ?? [])}</span>
          <span aria-hidden="true">{weekdayLetter(day)}</span>
          <b
            aria-hidden="true"
            className="tabular grid size-9 place-items-center rounded-full font-medium text-ink text-md group-aria-[current]:bg-ink group-aria-[current]:text-page"
          >
            {dayNumber(day)}
          </b>
          <span className="flex h-1.5 gap-[3px]">
            {(byDay.get(day) ?? []).slice(0, DOTS_MAX).map(({ id, shown }) => (
              <span key={id} className={`size-[5px] ${DOT[shown]}`} />
            ))}
          </span>
        </Link>
      ))}
    </nav>
  );
}
