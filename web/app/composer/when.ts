import { fromAbsolute, parseDateTime, toZoned } from '@internationalized/date';

/** What a typed date, time and zone mean. Twice a year a wall-clock time exists twice or not at all. */
export type WhenMeans = { kind: 'incomplete' } | { kind: 'gap' } | { kind: 'at'; at: number; twice: boolean };

export function whatMeans(date: string, time: string, zone: string, fold: 'first' | 'second'): WhenMeans {
  try {
    const local = parseDateTime(`${date}T${time}`);
    const earlier = toZoned(local, zone, 'earlier').toDate().getTime();
    const later = toZoned(local, zone, 'later').toDate().getTime();
    if (earlier === later) return { kind: 'at', at: earlier, twice: false };
    const there = fromAbsolute(later, zone);
    if (there.hour !== local.hour || there.minute !== local.minute) return { kind: 'gap' };
    return { kind: 'at', at: fold === 'second' ? later : earlier, twice: true };
  } catch {
    return { kind: 'incomplete' }; // half-typed dates are no dates yet
  }
}
