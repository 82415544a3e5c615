import type { Post } from '@tiktimer/worker/contract';

/** It has its time, or is on its way: it goes out as it was agreed to, and only a press changes it. */
export const isScheduled = ({ status }: Pick<Post, 'status'>) =>
  status === 'scheduled' || status === 'publishing';
