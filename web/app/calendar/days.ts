/**
 * Days, weeks and months as the calendar lays them out, in the creator's zone. A day is its ISO date ("2026-10-14"),
 * an instant is milliseconds UTC. Pure: tested in `days.test.ts`, with the nights in which clocks change.
 */
import { getDayOfWeek, parseDate, parseDateTime, startOfWeek, toZoned } from '@internationalized/date';
import { isoDay, second } from '../lib/format.ts';

export const VIEWS = ['month', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];
/** 0 = Sunday */
export type WeekStart = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const HOUR = 3_600_000;
/** What the list shows before somebody asks for more. */
const LIST_WEEKS = 5;

/** The day a week begins with where people write like this ("en-US" → Sunday). Unknown places begin on Monday. */
export function weekStartOf(locale: string): WeekStart {
  try {
    const monday = parseDate('2026-01-05');
    const first = startOfWeek(monday, new Intl.Locale(locale).maximize().toString());
    return getDayOfWeek(first, 'en-US', 'sun') as WeekStart;
  } catch {
    return 1; // a header anyone may write is no reason to fail
  }
}

export const addDays = (day: string, days: number): string => parseDate(day).add({ days }).toString();
export const weekOf = (day: string, start: WeekStart): string[] => {
  const first = startOfWeek(parseDate(day), 'en-GB', WEEKDAYS[start]);
  return Array.from({ length: 7 }, (_, index) => first.add({ days: index }).toString());
};

/** The whole weeks that hold the month of a day: four to six. */
export function monthWeeks(day: string, start: WeekStart): string[][] {
  const first = parseDate(day).set({ day: 1 });
  const weeks: string[][] = [];
  for (
    let week = weekOf(first.toString(), start);
    week[0] !== undefined && (weeks.length === 0 || week[0] < first.add({ months: 1 }).toString());
    week = weekOf(addDays(week[0], 7), start)
  )
    weeks.push(week);
  return weeks;
}

/** The days a view shows, in order. The list grows by weeks at both ends. */
export function daysOf(view: View, day: string, start: WeekStart, more = { before: 0, after: 0 }): string[] {
  if (view === 'month') return monthWeeks(day, start).flat();
  const week = weekOf(day, start);
  if (view === 'week') return week;
  const from = addDays(week[0] ?? day, -7 * more.before);
  const weeks = more.before + LIST_WEEKS + more.after;
  return Array.from({ length: 7 * weeks }, (_, index) => addDays(from, index));
}

/** The neighbouring month (the same day of it, or its last), or the neighbouring week. */
export const step = (view: View, day: string, by: 1 | -1): string =>
  parseDate(day)
    .add(view === 'month' ? { months: by } : { weeks: by })
    .toString();

/** The instant a day begins: not always midnight, where clocks change at midnight. */
export const startOfDay = (day: string, zone: string): number =>
  toZoned(parseDate(day), zone).toDate().getTime();

/** From the beginning of the first day to the end of the last. */
export const spanOf = (days: string[], zone: string): { from: number; to: number } => ({
  from: startOfDay(days[0] ?? '1970-01-01', zone),
  to: startOfDay(addDays(days.at(-1) ?? '1970-01-01', 1), zone),
});

/** Hours a day has: 24, and 23, 25, 23.5 or 24.5 when the clocks change. */
export const hoursOf = (day: string, zone: string): number =>
  (startOfDay(addDays(day, 1), zone) - startOfDay(day, zone)) / HOUR;

/** How much of a day has passed, 0 to 1. */
export function passedOf(day: string, zone: string, now: number): number {
  const start = startOfDay(day, zone);
  return Math.min(1, Math.max(0, (now - start) / (startOfDay(addDays(day, 1), zone) - start)));
}

/** Minutes since midnight as the clock on the wall shows them. */
export function minuteOfDay(at: number, zone: string): number {
  const [hours = 0, minutes = 0] = second(at, zone).split(':').map(Number);
  return hours * 60 + minutes;
}

/** The nearest step of the grid; the last one of a day stays in it. */
export const snap = (minute: number, grid: number): number =>
  Math.min(24 * 60 - grid, Math.max(0, Math.round(minute / grid) * grid));

/** "18:15:00" */
export const timeOfMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;

/** Where an instant stands on the wall: its day, and its time to the second. */
export const wallOf = (at: number, zone: string): Wall => ({
  date: isoDay(at, zone),
  time: second(at, zone),
});
export interface Wall {
  date: string;
  time: string;
}

/** A wall time some days and minutes on, as the fields would read it: whether it exists is asked later. */
export function walk(wall: Wall, by: { days?: number; minutes?: number }): Wall {
  const [hours = 0, minutes = 0, seconds = 0] = wall.time.split(':').map(Number);
  const total = hours * 60 + minutes + (by.minutes ?? 0);
  const over = Math.floor(total / (24 * 60));
  const minute = total - over * 24 * 60;
  return {
    date: addDays(wall.date, (by.days ?? 0) + over),
    time: timeOfMinute(minute).slice(0, 6) + String(seconds).padStart(2, '0'),
  };
}

/** The instant nearest to a wall time, even one the clocks jump over: where something is drawn, never when it goes out. */
export const nearInstant = (wall: Wall, zone: string): number =>
  toZoned(parseDateTime(`${wall.date}T${wall.time}`), zone)
    .toDate()
    .getTime();
