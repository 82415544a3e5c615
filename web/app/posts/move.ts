import type { Post } from '@tiktimer/worker/contract';
import { whatMeans } from '../composer/when.ts';
import { isoDay, second } from '../lib/format.ts';

export interface MoveBy {
  amount: number;
  unit: 'hours' | 'days';
  later: boolean;
}
const HOUR = 3_600_000;

/** "1 day", "3 hours earlier" */
export function moveWords({ amount, unit, later }: MoveBy): string {
  const words = `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
  return later ? words : `${words} earlier`;
}

/**
 * A post's new instant. Hours are hours; days keep the time of day in the zone the post was planned in, across a change of
 * the clocks too. Undefined when that time does not exist on the day.
 */
export function movedTo(
  post: Pick<Post, 'publishAt' | 'zone'>,
  by: MoveBy,
  zone: string,
): number | undefined {
  if (!post.publishAt) return undefined;
  const at = Date.parse(post.publishAt);
  const steps = by.later ? by.amount : -by.amount;
  if (by.unit === 'hours') return at + steps * HOUR;
  const place = post.zone ?? zone;
  const day = new Date(`${isoDay(at, place)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + steps);
  const means = whatMeans(day.toISOString().slice(0, 10), second(at, place), place, 'first');
  return means.kind === 'at' ? means.at + (at % 1000) : undefined;
}

/** The latest time keeps its distance. */
export function latestAfter(
  post: Pick<Post, 'publishAt' | 'latestAt'>,
  publishAt: number,
): string | undefined {
  if (!post.publishAt || !post.latestAt) return undefined;
  return new Date(publishAt + Date.parse(post.latestAt) - Date.parse(post.publishAt)).toISOString();
}
