import type { Post } from '@tiktimer/worker/contract';

/** Nothing was handed over yet, so it can be stopped, moved and changed. */
export const isStoppable = ({ status, handedOverAt }: Pick<Post, 'status' | 'handedOverAt'>): boolean =>
  status === 'scheduled' || (status === 'publishing' && handedOverAt === null);

const SLOW_MS = 30 * 60_000;

/** TikTok has had it for half an hour and has not said how it ended. */
export const isSlow = ({
  status,
  handedOverAt,
  updatedAt,
}: Pick<Post, 'status' | 'handedOverAt' | 'updatedAt'>): boolean =>
  status === 'publishing' &&
  handedOverAt !== null &&
  Date.parse(updatedAt) - Date.parse(handedOverAt) > SLOW_MS;

/** Something about it waits for its creator, or did. */
export const hasTrouble = (post: Pick<Post, 'status' | 'handedOverAt' | 'held' | 'findings'>): boolean =>
  post.status === 'failed' ||
  post.status === 'outcome_unknown' ||
  (isStoppable(post) && (post.held !== null || post.findings.length > 0));
