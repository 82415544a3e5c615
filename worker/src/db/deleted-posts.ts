/** Posts whose deletion can't be taken back any more. Their ledger stays: ids and how they ended, so that none goes out twice. */
import { and, asc, isNull, lt } from 'drizzle-orm';
import type { PostId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import { posts, publicationEvents } from './schema.ts';

/** Deleted before an instant and held by no object, the oldest first. */
export const listDeletedPosts = (db: Db, before: number, limit: number) =>
  db
    .select({ id: posts.id })
    .from(posts)
    .where(and(lt(posts.deletedAt, before), isNull(posts.armedAt)))
    .orderBy(asc(posts.deletedAt))
    .limit(limit);

export const forgetPosts = (db: Db, ids: PostId[]) =>
  db.batch([
    db.delete(publicationEvents).where(oneOf(publicationEvents.postId, ids)),
    db.delete(posts).where(oneOf(posts.id, ids)),
  ]);
