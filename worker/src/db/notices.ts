import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { NoticeId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import type { NoticeRow } from './schema.ts';
import { notifications } from './schema.ts';

export interface NoticePlace {
  createdAt: number;
  id: NoticeId;
}

const unread = (workspaceId: WorkspaceId) =>
  and(eq(notifications.workspaceId, workspaceId), isNull(notifications.readAt));

/** Newest first, those that follow `after`. */
export const listNotices = (
  db: Db,
  workspaceId: WorkspaceId,
  after: NoticePlace | undefined,
  limit: number,
) =>
  db
    .select()
    .from(notifications)
    .where(
      and(
        eq(notifications.workspaceId, workspaceId),
        after && sql`(${notifications.createdAt}, ${notifications.id}) < (${after.createdAt}, ${after.id})`,
      ),
    )
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);

export const countUnread = (db: Db, workspaceId: WorkspaceId) =>
  db.select({ unread: count() }).from(notifications).where(unread(workspaceId));

export const findNotice = (db: Db, workspaceId: WorkspaceId, id: NoticeId): Promise<NoticeRow | undefined> =>
  db
    .select()
    .from(notifications)
    .where(and(eq(notifications.workspaceId, workspaceId), eq(notifications.id, id)))
    .get();

/** Marks some as read, or all up to one. Those that were read keep their instant. */
export const markRead = (db: Db, workspaceId: WorkspaceId, which: NoticeId[] | NoticePlace, now: number) =>
  db
    .update(notifications)
    .set({ readAt: now })
    .where(
      and(
        unread(workspaceId),
        Array.isArray(which)
          ? inArray(notifications.id, sql`(select value from json_each(${JSON.stringify(which)}))`)
          : sql`(${notifications.createdAt}, ${notifications.id}) <= (${which.createdAt}, ${which.id})`,
      ),
    );
