/** Posts whose deletion can't be taken back any more. Their ledger stays: ids and how they ended, so that none goes out twice. */
import { and, asc, inArray, isNull, lt, or } from 'drizzle-orm';
import type { PostId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import { posts, publicationEvents } from './schema.ts';

/**
 * How much longer one may be held by an object that never closes its books: it was lost, or can't write them. A database
 * can be set back by 30 days, and a restored row has to find the object that knows it.
 */
const HELD_LONGER = 60 * 86_400_000;
/** Nothing of these can still go out: what an object is about to send, or may have sent, is none of them. */
const ENDED = ['published', 'failed', 'cancelled'] as const;

const isOver = (before: number) =>
  and(
    lt(posts.deletedAt, before),
    or(isNull(posts.armedAt), and(lt(posts.deletedAt, before - HELD_LONGER), inArray(posts.status, ENDED))),
  );

/** Deleted before an instant and held by no object, or at its end and held for far too long; the oldest first. */
export const listDeletedPosts = (db: Db, before: number, limit: number) =>
  db.select({ id: posts.id }).from(posts).where(isOver(before)).orderBy(asc(posts.deletedAt)).limit(limit);

/** Those of these that are still over: one may have been taken back since it was listed. Its receipt goes with a post. */
export const forgetPosts = (db: Db, ids: PostId[], before: number) => {
  const over = and(oneOf(posts.id, ids), isOver(before));
  return db.batch([
    db
      .delete(publicationEvents)
      .where(inArray(publicationEvents.postId, db.select({ id: posts.id }).from(posts).where(over))),
    db.delete(posts).where(over),
  ]);
};
