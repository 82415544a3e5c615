import { posts } from '../lib/format.ts';
import type { Tile } from './tile.ts';
import { needsCreator } from './tile.ts';

const format = (options: Intl.DateTimeFormatOptions) => {
  const written = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
  return (day: string) => written.format(new Date(`${day}T12:00:00Z`)).replaceAll(',', '');
};
/** "Wednesday 14 October", with no zone in it: a day is a day. */
export const longDay = format({ weekday: 'long', day: 'numeric', month: 'long' });
/** "Wed 14 Oct" */
export const shortDay = format({ weekday: 'short', day: 'numeric', month: 'short' });
/** "October 2026" */
export const monthYear = format({ month: 'long', year: 'numeric' });
/** "October" */
export const monthName = format({ month: 'long' });
/** "Oct" */
export const shortMonth = format({ month: 'short' });
/** "Mon" */
export const weekday = format({ weekday: 'short' });
/** "M" */
export const weekdayLetter = format({ weekday: 'narrow' });
/** "14" */
export const dayNumber = (day: string) => String(Number(day.slice(8)));

/** "12 – 18 October", "28 Sep – 4 Oct" */
export function weekWords(first: string, last: string): string {
  return first.slice(0, 7) === last.slice(0, 7)
    ? `${dayNumber(first)} – ${dayNumber(last)} ${monthName(last)}`
    : `${dayNumber(first)} ${shortMonth(first)} – ${dayNumber(last)} ${shortMonth(last)}`;
}

/** "Wednesday 14 October, today, 3 posts, 1 needs you" */
export function dayName(day: string, today: string, tiles: Tile[]): string {
  const waiting = tiles.filter(needsCreator).length;
  return [
    longDay(day),
    day === today && 'today',
    posts(tiles.length),
    waiting > 0 && `${waiting} ${waiting === 1 ? 'needs' : 'need'} you`,
  ]
    .filter(Boolean)
    .join(', ');
}
