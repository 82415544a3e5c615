import { fromAbsolute, toZoned } from '@internationalized/date';

export interface Suggestion {
  name: string;
  /** Milliseconds UTC. */
  at: number;
}

const MINUTE = 60_000;
/** A time this near is better taken from tomorrow: there is a form to fill in first. */
const ROOM = 15 * MINUTE;

/** Three times to choose from (ui.md 3.3): soon, this evening, tomorrow morning; each a whole minute that lies ahead. */
export function suggestTimes(now: number, zone: string): Suggestion[] {
  const soon = Math.ceil((now + 10 * MINUTE) / MINUTE) * MINUTE;
  const evening = wallTime(now, zone, 0, 18, 0);
  const tonight = evening - now > ROOM;
  return [
    { name: 'In 10 minutes', at: soon },
    tonight
      ? { name: 'This evening', at: evening }
      : { name: 'Tomorrow evening', at: wallTime(now, zone, 1, 18, 0) },
    { name: 'Tomorrow morning', at: wallTime(now, zone, 1, 7, 15) },
  ].toSorted((a, b) => a.at - b.at);
}

/** A wall-clock time some days on; where clocks jump over it, the first that exists after it. */
function wallTime(now: number, zone: string, days: number, hour: number, minute: number): number {
  const day = fromAbsolute(now, zone).add({ days });
  const local = day.set({ hour, minute, second: 0, millisecond: 0 });
  return toZoned(local, zone).toDate().getTime();
}
