import type { Post } from '@tiktimer/worker/contract';
import { isScheduled } from '../lib/is-scheduled.ts';
import type { ComposedPost } from './composer-data.ts';

/** What the page knows of the post it writes. One that is held waits for its creator, and not for a second. */
export const composedPost = (post: Post): ComposedPost => ({
  id: post.id,
  etag: post.etag,
  scheduled: isScheduled(post),
  dueAt: isScheduled(post) && !post.held && post.publishAt ? Date.parse(post.publishAt) : null,
  onItsWay: post.handedOverAt !== null && isScheduled(post),
});
