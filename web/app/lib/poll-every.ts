import type { Post } from '@tiktimer/worker/contract';

const MINUTE = 60_000;
const QUICK_MS = 2500;
const SLOW_MS = 15_000;

/** How often a post is asked for: quick while something happens, slow while it waits, never once it is over. */
export function pollEvery(post: Post, now: number): number | null {
  const left = post.publishAt ? Date.parse(post.publishAt) - now : Number.POSITIVE_INFINITY;
  if (post.status === 'publishing') return QUICK_MS;
  if (post.status === 'scheduled') return left < 3 * MINUTE ? QUICK_MS : SLOW_MS;
  return post.status === 'published' && !post.url && post.privacy === 'PUBLIC_TO_EVERYONE' ? SLOW_MS : null;
}
