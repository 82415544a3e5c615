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
