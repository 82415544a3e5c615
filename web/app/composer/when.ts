import type { Wall } from '../lib/wall.ts';
import { asUtc, instantsOf, offsetAt, offsetsAround, wallOf } from '../lib/wall.ts';

/** What a typed date, time and zone mean. Twice a year a wall-clock time exists twice or not at all. */
export type WhenMeans = { kind: 'incomplete' } | Gap | { kind: 'at'; at: number; twice: boolean };

/** The hour that spring leaves out: clocks jump `from` one time `to` another, and `instead` is when it would have been. */
export interface Gap {
  kind: 'gap';
  from: string;
  to: string;
  instead: string;
}

export function whatMeans(date: string, time: string, zone: string, fold: 'first' | 'second'): WhenMeans {
  const wall = typed(date, time);
  if (!wall) return { kind: 'incomplete' };
  try {
    const [first, last = first] = instantsOf(wall, zone);
    if (first === undefined || last === undefined) return gapAt(wall, zone);
    return { kind: 'at', at: fold === 'second' ? last : first, twice: first !== last };
  } catch {
    return { kind: 'incomplete' }; // Intl throws at a zone it does not know
  }
}

/** Half-typed dates, and such as no calendar has, are no dates yet. */
function typed(date: string, time: string): Wall | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d(:\d\d)?$/.test(time)) return undefined;
  const wall = { date, time: time.length === 5 ? `${time}:00` : time };
  const at = asUtc(wall);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date) ? wall : undefined;
}

const MINUTE_MS = 60_000;
const clock = (at: number, zone: string) => wallOf(at, zone).time.slice(0, 5);

/** The missing time, counted by the clocks after and before the jump, lies on both sides of it. */
function gapAt(wall: Wall, zone: string): Gap {
  const { before, after } = offsetsAround(wall, zone);
  const later = asUtc(wall) - before;
  let jump = asUtc(wall) - after;
  while (jump < later && offsetAt(jump, zone) === before) jump += MINUTE_MS;
  return {
    kind: 'gap',
    from: clock(jump + before, 'UTC'),
    to: clock(jump, zone),
    instead: clock(later, zone),
  };
}
