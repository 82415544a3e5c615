/** A workspace page by page, for a person who takes their data along. Each page begins after the one before. */
import { and, asc, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { MediaId, NoticeId, PostId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { media, notifications, posts, publicationEvents } from './schema.ts';

export const postsAfter = (db: Db, workspaceId: WorkspaceId, number: number, limit: number) =>
  db
    .select()
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt), gt(posts.number, number)))
    .orderBy(asc(posts.number))
    .limit(limit)
    .all();

/** At most 100 ids (D1's bound parameters). */
export const eventsOf = (db: Db, ids: PostId[]) =>
  db
    .select()
    .from(publicationEvents)
    .where(inArray(publicationEvents.postId, ids))
    .orderBy(asc(publicationEvents.postId), asc(publicationEvents.seq))
    .all();

interface Place<Id> {
  createdAt: number;
  id: Id;
}

export const mediaAfter = (db: Db, workspaceId: WorkspaceId, last: Place<MediaId>, limit: number) =>
  db
    .select()
    .from(media)
    .where(
      and(
        eq(media.workspaceId, workspaceId),
        or(
          gt(media.createdAt, last.createdAt),
          and(eq(media.createdAt, last.createdAt), gt(media.id, last.id)),
        ),
      ),
    )
    .orderBy(asc(media.createdAt), asc(media.id))
    .limit(limit)
    .all();

export const noticesAfter = (db: Db, workspaceId: WorkspaceId, last: Place<NoticeId>, limit: number) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        or(
          gt(notifications.createdAt, last.createdAt),
          and(eq(notifications.createdAt, last.createdAt), gt(notifications.id, last.id)),
        ),
      ),
    )
    .orderBy(asc(notifications.createdAt), asc(notifications.id))
    .limit(limit)
    .all();
