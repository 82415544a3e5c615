import { planned } from '../lib/format.ts';
import type { Draft } from './draft.ts';
import type { WhenMeans } from './when.ts';

/** What the press will do, in words. */
export function buttonLabel(
  draft: Draft,
  means: WhenMeans,
  scheduled: boolean,
  posts: number,
  now: number,
): string {
  if (scheduled) return 'Save changes';
  if (posts > 1) return `Schedule ${posts} posts`;
  if (draft.when === 'now') return 'Post now';
  return means.kind === 'at' ? `Schedule for ${planned(means.at, draft.zone, now)}` : 'Schedule';
}
