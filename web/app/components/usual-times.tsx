import { localTime } from '../composer/draft.ts';
import { nextAt } from '../composer/usual.ts';
import { useMinute } from '../lib/clock.ts';
import { planned } from '../lib/format.ts';
import { useAwake } from '../lib/use-awake.ts';

/** When this account usually posts, to be picked by a press. Without scripts nothing could be filled in by it. */
export function UsualTimes({
  times,
  home,
  zone,
  at,
  onChange,
}: {
  /** Times of day in the creator's own zone. */
  times: string[];
  home: string;
  /** The zone of the form. */
  zone: string;
  /** The instant that stands in the form. */
  at: number | null;
  onChange: (times: { date: string; time: string; zone: string; fold: 'first' }) => void;
}) {
  const now = useMinute();
  const awake = useAwake();
  const coming = times.flatMap((time) => nextAt(time, home, now) ?? []).toSorted((a, b) => a - b);
  if (!awake || coming.length === 0) return null;
  return (
    <fieldset className="mt-2 flex flex-wrap items-center gap-2">
      <legend className="float-left mr-1 text-muted text-sm">Usual times</legend>
      {coming.map((instant) => (
        <button
          key={instant}
          type="button"
          aria-pressed={instant === at}
          onClick={() => onChange({ ...localTime(instant, zone), fold: 'first' })}
          className="tabular min-h-11 rounded-full border border-line bg-surface px-3 text-sm aria-pressed:border-steel aria-pressed:bg-steel-tint aria-pressed:text-steel md:min-h-8"
        >
          {planned(instant, zone).replace(/^(\S+) .*, /, '$1 ')}
        </button>
      ))}
    </fieldset>
  );
}
