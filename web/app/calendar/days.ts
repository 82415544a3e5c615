/**
 * Days, weeks and months as the calendar lays them out, in the creator's zone. A day is its ISO date ("2026-10-14"),
 * an instant is milliseconds UTC. Pure: tested in `days.test.ts`, with the nights in which clocks change. It does without
 * the date library, which is heavier than the page that shows a month; that one comes with what a hand does.
 */
import { second } from '../lib/format.ts';
import type { Wall } from '../lib/wall.ts';
import { asUtc, instantsOf, offsetAt, offsetsAround } from '../lib/wall.ts';

export const VIEWS = ['month', 'week', 'list'] as const;
export type View = (typeof VIEWS)[number];
/** 0 = Sunday, as the creator's settings have it. */
export type WeekStart = 0 | 1;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What the list shows before somebody asks for more. */
const LIST_WEEKS = 5;

// Days are counted in UTC, where each has 24 hours.
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayAt(utc(day) + days * DAY);
export const weekOf = (day: string, start: WeekStart): string[] => {
  const first = addDays(day, -((new Date(utc(day)).getUTCDay() - start + 7) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(first, index));
};

/** The same day of the month some months on, or its last where that is shorter. */
function addMonths(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** The whole weeks that hold the month of a day: four to six. */
export function monthWeeks(day: string, start: WeekStart): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const next = addMonths(first, 1);
  const weeks: string[][] = [];
  for (let week = weekOf(first, start); week[0] && week[0] < next; week = weekOf(addDays(week[0], 7), start))
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
  view === 'month' ? addMonths(day, by) : addDays(day, 7 * by);

/** Whether the clocks jump over a time on that day. */
export const isSkipped = (wall: Wall, zone: string): boolean => instantsOf(wall, zone).length === 0;

/** The instant nearest to a wall time, even one the clocks jump over: where something is drawn, never when it goes out. */
export const nearInstant = (wall: Wall, zone: string): number =>
  instantsOf(wall, zone)[0] ?? asUtc(wall) - offsetsAround(wall, zone).before;

/** The instant a day begins: not always midnight, where clocks change at midnight. */
export const startOfDay = (day: string, zone: string): number =>
  nearInstant({ date: day, time: '00:00:00' }, zone);

/** From the beginning of the first day to the end of the last. */
export const spanOf = (days: string[], zone: string): { from: number; to: number } => ({
  from: startOfDay(days[0] ?? '1970-01-01', zone),
  to: startOfDay(addDays(days.at(-1) ?? '1970-01-01', 1), zone),
});

/** Hours a day has: 24, and 23, 25, 23.5 or 24.5 when the clocks change. */
export function hoursOf(day: string, zone: string): number {
  const around = [utc(day) - DAY, utc(day) + 2 * DAY].map((at) => offsetAt(at, zone));
  if (around[0] === around[1]) return 24;
  return (startOfDay(addDays(day, 1), zone) - startOfDay(day, zone)) / HOUR;
}

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
