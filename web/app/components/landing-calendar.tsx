import { Check, Clock } from 'lucide-react';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Three weeks around a day called today; the third day of the second week. */
const TODAY = 9;
const CELLS = Array.from({ length: 21 }, (_, index) => index);
const POSTS: Record<number, string[]> = {
  1: ['07:15'],
  3: ['18:00'],
  5: ['16:00'],
  8: ['18:00'],
  9: ['07:15', '18:00'],
  11: ['18:00'],
  13: ['10:30'],
  14: ['18:00'],
  16: ['07:15', '20:30'],
  18: ['18:00'],
};

/** A drawing of the calendar, read as one picture. */
export function CalendarExample() {
  return (
    <div
      role="img"
      aria-label="A calendar of three weeks: past posts with a check, coming ones with their time"
      className="mt-10 overflow-hidden rounded-xl border border-line bg-page shadow-3"
    >
      <div className="grid grid-cols-7 border-line border-b">
        {DAYS.map((day) => (
          <span key={day} className="px-0.5 py-2 font-medium text-muted text-xs sm:px-2 md:px-3">
            {day}
          </span>
        ))}
      </div>
      <div className="grid grid-cols-7 gap-px bg-line">
        {CELLS.map((cell) => (
          <Cell key={cell} cell={cell} />
        ))}
      </div>
    </div>
  );
}

function Cell({ cell }: { cell: number }) {
  const past = cell < TODAY;
  const today = cell === TODAY;
  return (
    <div
      className={`relative min-h-20 p-0.5 sm:p-1.5 md:min-h-28 md:p-2.5 ${past ? 'bg-sunken' : 'bg-page'}`}
    >
      {today && <i className="absolute inset-x-0 top-0 h-0.5 w-3/5 bg-hand" />}
      <span
        className={`tabular grid size-6 place-items-center rounded-full text-xs ${today ? 'bg-ink font-strong text-page' : 'text-muted'}`}
      >
        {cell + 5}
      </span>
      {(POSTS[cell] ?? []).map((time, index) => (
        <Tile key={time} time={time} sent={past || (today && index === 0)} />
      ))}
    </div>
  );
}

function Tile({ time, sent }: { time: string; sent: boolean }) {
  const Icon = sent ? Check : Clock;
  return (
    <span
      className={`tabular mt-1 flex items-center justify-center gap-1 rounded-sm py-0.5 sm:px-1 text-xs md:px-1.5 md:py-1 ${sent ? 'text-muted' : 'border border-line bg-surface font-strong shadow-1'}`}
    >
      <span className="max-md:text-2xs">{time}</span>
      <Icon
        size={13}
        strokeWidth={2}
        aria-hidden
        className={`ml-auto max-md:hidden ${sent ? 'text-good' : 'text-steel'}`}
      />
    </span>
  );
}
