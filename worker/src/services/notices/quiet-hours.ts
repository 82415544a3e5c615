import { CalendarDateTime, fromAbsolute, parseTime, toCalendarDate, toTime } from '@internationalized/date';
import type { QuietHours } from '../../contract/index.ts';

/** The first instant from `now` on at which a push may sound: now, or the end of the quiet hours it falls into. */
export function soonestAloud(now: number, quiet: QuietHours | null, zone: string): number {
  if (!quiet || quiet.from === quiet.to) return now;
  const here = fromAbsolute(now, zone);
  const [time, from, to] = [toTime(here), parseTime(quiet.from), parseTime(quiet.to)];
  const overnight = from.compare(to) > 0;
  const inside = overnight
    ? time.compare(from) >= 0 || time.compare(to) < 0
    : time.compare(from) >= 0 && time.compare(to) < 0;
  if (!inside) return now;
  const today = toCalendarDate(here);
  const day = overnight && time.compare(from) >= 0 ? today.add({ days: 1 }) : today;
  const end = new CalendarDateTime(day.year, day.month, day.day, to.hour, to.minute);
  return end.toDate(zone).getTime();
}
