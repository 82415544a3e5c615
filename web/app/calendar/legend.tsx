import { StatusMark } from '../components/status-mark.tsx';
import { zoneCity, zoneOffset } from '../lib/format.ts';
import { shortDay } from './day-words.ts';
import { hoursOf, startOfDay } from './days.ts';

/** What the pictures mean, and which zone the times are in: both offsets where clocks change in between. */
export function Legend({ days, zone }: { days: string[]; zone: string }) {
  const [first = ''] = days;
  const changes = days.find((day) => hoursOf(day, zone) !== 24);
  const before = zoneOffset(startOfDay(first, zone), zone);
  const after = changes && zoneOffset(startOfDay(days.at(-1) ?? first, zone), zone);
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2 text-muted text-sm">
      <span className="flex flex-wrap gap-x-3.5 gap-y-1">
        {(['scheduled', 'needs_you', 'published', 'failed'] as const).map((status) => (
          <StatusMark key={status} status={status} />
        ))}
      </span>
      <span>
        Times in {zoneCity(zone)}, {before}
        {changes && after !== before && ` until ${shortDay(changes)}, then ${after}`}
      </span>
    </div>
  );
}
