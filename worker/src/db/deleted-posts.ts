/** Posts whose deletion can't be taken back any more. Their ledger stays: ids and how they ended, so that none goes out twice. */
import { and, asc, inArray, isNull, lt } from 'drizzle-orm';
import type { PostId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import { posts, publicationEvents } from './schema.ts';

const isOver = (before: number) => and(lt(posts.deletedAt, before), isNull(posts.armedAt));

/** Deleted before an instant and held by no object, the oldest first. */
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
