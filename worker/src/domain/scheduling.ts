/** When a post may go out: instants from what a person typed, and the bounds around them. Pure. */
import { fromAbsolute, parseDateTime, toZoned } from '@internationalized/date';
import type { PublishAt } from '../contract/index.ts';
import { invalid } from './errors.ts';
import { DAY, HOUR, SECOND } from './publication.ts';

const AHEAD_MAX = 366 * DAY;
export const LATEST_AFTER = 2 * HOUR;
/** The clock of a browser may be a little behind ours. */
const PAST_SLACK = 5 * SECOND;

/**
 * The instant (milliseconds UTC) and zone of a wished time. A wall-clock time that does not exist (the hour skipped in
 * spring) or happens twice (autumn) without `fold` is refused with the reason. Zone rules of today decide; what is
 * scheduled stays at its instant (faults.md 16). `zone` is the one an instant was said to be planned in, if any.
 */
export function instantOf(wish: PublishAt, zone: string | null = null): { at: number; zone: string | null } {
  if (typeof wish === 'string')
    return { at: Date.parse(wish), zone: zone === null ? null : assertZone(zone) };
  assertZone(wish.zone);
  const local = parseLocal(wish.local);
  const [earlier, later] = (['earlier', 'later'] as const).map((side) =>
    toZoned(local, wish.zone, side).toDate().getTime(),
  );
  if (earlier === undefined || later === undefined || earlier === later) {
    return { at: toZoned(local, wish.zone).toDate().getTime(), zone: wish.zone };
  }
  if (
    fromAbsolute(later, wish.zone).hour !== local.hour ||
    fromAbsolute(later, wish.zone).minute !== local.minute
  ) {
    throw invalid(`${wish.local.replace('T', ' ')} does not exist in ${wish.zone}; clocks jump over it.`);
  }
  if (!wish.fold)
    throw invalid(
      `${wish.local.replace('T', ' ')} happens twice in ${wish.zone}. Say "fold": "first" or "second".`,
    );
  return { at: wish.fold === 'first' ? earlier : later, zone: wish.zone };
}

function parseLocal(text: string) {
  try {
    return parseDateTime(text);
  } catch {
    throw invalid('publishAt.local: this is not a date and time that exists.');
  }
}

export function assertZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw invalid(`"${zone.slice(0, 64)}" is not a time zone such as Europe/Berlin.`);
  }
}

/** Refuses the past and more than a year ahead; the latest time is two hours after unless said. */
export function assertTimes(
  at: number,
  latestAt: number | undefined,
  now: number,
): { dueAt: number; latestAt: number } {
  if (at < now - PAST_SLACK) throw invalid('That time has passed.');
  if (at > now + AHEAD_MAX) throw invalid('Posts can be scheduled up to a year ahead.');
  const latest = latestAt ?? at + LATEST_AFTER;
  if (latest < at) throw invalid('The latest time is before the time itself.');
  if (latest > at + 7 * DAY) throw invalid('The latest time may be up to a week after the time itself.');
  return { dueAt: Math.max(at, now), latestAt: latest };
}
