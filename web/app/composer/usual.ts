import type { Post } from '@tiktimer/worker/contract';
import { isoDay, minute } from '../lib/format.ts';
import { whatMeans } from './when.ts';

/** Fewer posts than these say nothing of an account's habits, nor does a time that was used once. */
const POSTS_MIN = 5;
const USES_MIN = 2;
const OFFERED_MAX = 3;
const QUARTER_MS = 15 * 60_000;
const DAY_MS = 86_400_000;
const COUNTED: string[] = ['scheduled', 'publishing', 'published'] satisfies Post['status'][];

/** The times of day each account posts at most, to the quarter of an hour, the most used in front. */
export function usualTimes(posts: Post[], zone: string): Record<string, string[]> {
  const perAccount = new Map<string, string[]>();
  for (const { accountId, publishAt, status } of posts) {
    if (!accountId || !publishAt || !COUNTED.includes(status)) continue;
    const quarter = Math.round(Date.parse(publishAt) / QUARTER_MS) * QUARTER_MS;
    perAccount.set(accountId, [...(perAccount.get(accountId) ?? []), minute(quarter, zone)]);
  }
  return Object.fromEntries(
    [...perAccount].map(([accountId, times]) => [accountId, times.length < POSTS_MIN ? [] : mostUsed(times)]),
  );
}

function mostUsed(times: string[]): string[] {
  const uses = new Map<string, number>();
  for (const time of times) uses.set(time, (uses.get(time) ?? 0) + 1);
  return [...uses]
    .filter(([, count]) => count >= USES_MIN)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, OFFERED_MAX)
    .map(([time]) => time);
}

/** When such a time of day comes next in this zone; nothing on a day that has no such time. */
export function nextAt(time: string, zone: string, now: number): number | null {
  for (const day of [now, now + DAY_MS]) {
    const means = whatMeans(isoDay(day, zone), time, zone, 'first');
    if (means.kind === 'at' && means.at > now) return means.at;
  }
  return null;
}
