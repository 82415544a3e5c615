import { fromAbsolute, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date';

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
  try {
    const local = parseDateTime(`${date}T${time}`);
    const earlier = toZoned(local, zone, 'earlier').toDate().getTime();
    const later = toZoned(local, zone, 'later').toDate().getTime();
    if (earlier === later) return { kind: 'at', at: earlier, twice: false };
    const there = fromAbsolute(later, zone);
    if (there.hour !== local.hour || there.minute !== local.minute) return gapAt(earlier, later, zone);
    return { kind: 'at', at: fold === 'second' ? later : earlier, twice: true };
  } catch {
    return { kind: 'incomplete' }; // half-typed dates are no dates yet
  }
}

const MINUTE_MS = 60_000;
const clock = (at: number, zone: string) =>
  toCalendarDateTime(fromAbsolute(at, zone)).toString().slice(11, 16);

/** `earlier` and `later` are the missing time as counted by the clocks after and before the jump, which lies between. */
function gapAt(earlier: number, later: number, zone: string): Gap {
  const offset = (at: number) => fromAbsolute(at, zone).offset;
  const before = offset(earlier);
  let jump = earlier;
  while (jump < later && offset(jump) === before) jump += MINUTE_MS;
  return {
    kind: 'gap',
    from: clock(jump + before, 'UTC'),
    to: clock(jump, zone),
    instead: clock(later, zone),
  };
}
