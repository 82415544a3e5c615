import type { Post } from '@tiktimer/worker/contract';

const MINUTE = 60_000;
const QUICK_MS = 2500;
const SLOW_MS = 15_000;

/** What comes on the live feed is asked for at once. A hint may be lost all the same: quick without the feed, slow with it, never once it is over. */
export function pollEvery(post: Post, now: number, isLive: boolean): number | null {
  const quick = isLive ? SLOW_MS : QUICK_MS;
  const left = post.publishAt ? Date.parse(post.publishAt) - now : Number.POSITIVE_INFINITY;
  if (post.status === 'publishing') return quick;
  if (post.status === 'scheduled') return left < 3 * MINUTE ? quick : SLOW_MS;
  return post.status === 'published' && !post.url && post.privacy === 'PUBLIC_TO_EVERYONE' ? SLOW_MS : null;
}
