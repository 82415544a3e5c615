import { and, asc, count, desc, eq, gte, isNull, lt, sql } from 'drizzle-orm';
import type { AccountId, NoticeId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import type { AccountRow, NoticeRow } from './schema.ts';
import { notifications, posts, tiktokAccounts } from './schema.ts';

export interface NoticePlace {
  createdAt: number;
  id: NoticeId;
}

const unread = (workspaceId: WorkspaceId) =>
  and(eq(notifications.workspaceId, workspaceId), isNull(notifications.readAt));

/** A caption may have thousands of letters, and a notice shows its first words. */
const CAPTION_SHOWN = 120;

/** Newest first, those that follow `after`, with the first words of the post each is about, while it is there. */
export const listNotices = (
  db: Db,
  workspaceId: WorkspaceId,
  after: NoticePlace | undefined,
  limit: number,
) =>
  db
    .select({
      notice: notifications,
      caption: sql<string | null>`substr(${posts.caption}, 1, ${CAPTION_SHOWN})`,
    })
    .from(notifications)
    .leftJoin(
      posts,
      and(
        eq(posts.id, notifications.postId),
        eq(posts.workspaceId, notifications.workspaceId),
        isNull(posts.deletedAt),
      ),
    )
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
          ? oneOf(notifications.id, which)
          : sql`(${notifications.createdAt}, ${notifications.id}) <= (${which.createdAt}, ${which.id})`,
      ),
    );

/** Notices that have not gone out by mail and push yet, the oldest first, with what they speak of. */
export const listUnspread = (db: Db, limit: number) =>
  db
    .select({
      notice: notifications,
      post: { caption: posts.caption, publishAt: posts.publishAt, handedOverAt: posts.handedOverAt },
      handle: tiktokAccounts.username,
    })
    .from(notifications)
    .leftJoin(posts, eq(posts.id, notifications.postId))
    .leftJoin(tiktokAccounts, eq(tiktokAccounts.id, notifications.accountId))
    .where(isNull(notifications.spreadAt))
    .orderBy(asc(notifications.createdAt))
    .limit(limit)
    .all();
export type UnspreadNotice = Awaited<ReturnType<typeof listUnspread>>[number];

export const markSpread = (db: Db, id: NoticeId, spreadAt: number) =>
  db.update(notifications).set({ spreadAt }).where(eq(notifications.id, id));

/** Begins the keys of an account's notices of being signed out (db/account-rows.ts), so that one look at their index finds them. */
export const signedOutKey = (accountId: AccountId) => `${accountId}:signed_out:`;

/** When an account was last signed out by TikTok, as its owner was told; null when nobody was. */
export const lastSignedOutAt = async (
  db: Db,
  account: Pick<AccountRow, 'id' | 'workspaceId'>,
): Promise<number | null> => (await newestSignedOut(db, account).get())?.at ?? null;

/** By the key's index: the "+" keeps SQLite from reading all the notices the workspace ever had. */
export const newestSignedOut = (db: Db, { id, workspaceId }: Pick<AccountRow, 'id' | 'workspaceId'>) =>
  db
    .select({ at: notifications.createdAt })
    .from(notifications)
    .where(
      and(
        gte(notifications.dedupeKey, signedOutKey(id)),
        lt(notifications.dedupeKey, `${signedOutKey(id)}:`),
        sql`+${notifications.workspaceId} = ${workspaceId}`,
      ),
    )
    .orderBy(desc(notifications.dedupeKey))
    .limit(1);
