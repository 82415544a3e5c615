import { isoDay, minute, second } from '../lib/format.ts';

/** What a typed date, time and zone mean. Twice a year a wall-clock time exists twice or not at all. */
export type WhenMeans = { kind: 'incomplete' } | Gap | { kind: 'at'; at: number; twice: boolean };

/** The hour that spring leaves out: clocks jump `from` one time `to` another, and `instead` is when it would have been. */
export interface Gap {
  kind: 'gap';
  from: string;
  to: string;
  instead: string;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What the clock on the wall shows at an instant, as if it were one in UTC. */
const wallAt = (at: number, zone: string) => Date.parse(`${isoDay(at, zone)}T${second(at, zone)}Z`);
const offsetAt = (at: number, zone: string) => wallAt(at, zone) - at;

/** A typed time as if it were one in UTC; half-typed ones, and the 31st of February, are none yet. */
function typed(date: string, time: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d(:\d\d)?$/.test(time)) return null;
  const at = Date.parse(`${date}T${time}Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(date) ? at : null;
}

export function whatMeans(date: string, time: string, zone: string, fold: 'first' | 'second'): WhenMeans {
  const wall = typed(date, time);
  if (wall === null) return { kind: 'incomplete' };
  // Clocks change at most once within these two days, so one of the two offsets holds at the time itself.
  const before = wall - offsetAt(wall - DAY_MS, zone);
  const after = wall - offsetAt(wall + DAY_MS, zone);
  const earlier = Math.min(before, after);
  const later = Math.max(before, after);
  const exact = [earlier, later].filter((at) => wallAt(at, zone) === wall);
  const [at, other] = exact;
  if (at === undefined) return gapAt(earlier, later, zone);
  if (other === undefined || other === at) return { kind: 'at', at, twice: false };
  return { kind: 'at', at: fold === 'second' ? other : at, twice: true };
}

/** `earlier` and `later` are the missing time as counted by the clocks after and before the jump, which lies between. */
function gapAt(earlier: number, later: number, zone: string): Gap {
  const before = offsetAt(earlier, zone);
  let jump = earlier;
  while (jump < later && offsetAt(jump, zone) === before) jump += MINUTE_MS;
  return {
    kind: 'gap',
    from: minute(jump + before, 'UTC'),
    to: minute(jump, zone),
    instead: minute(later, zone),
  };
}
