import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { UserId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { memberships, plannedAt, posts, users } from './schema.ts';

/** People whose look back is due, each with the workspaces they work in. */
export const peopleToDigest = async (db: Db, now: number, limit: number) => {
  const due = await db
    .select()
    .from(users)
    .where(lte(users.digestAt, now))
    .orderBy(asc(users.digestAt))
    .limit(limit)
    .all();
  const ids = JSON.stringify(due.map(({ id }) => id));
  const works = await db
    .select()
    .from(memberships)
    .where(inArray(memberships.userId, sql`(select value from json_each(${ids}))`))
    .all();
  return due.map((user) => ({
    user,
    workspaceIds: works.filter(({ userId }) => userId === user.id).map(({ workspaceId }) => workspaceId),
  }));
};

/** The posts of a workspace planned from one instant until before another. */
export const postsPlannedBetween = (db: Db, workspaceId: WorkspaceId, from: number, to: number) =>
  db
    .select({ status: posts.status, publishAt: posts.publishAt, handedOverAt: posts.handedOverAt })
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        isNull(posts.deletedAt),
        sql`(${plannedAt}) >= ${from}`,
        sql`(${plannedAt}) < ${to}`,
      ),
    )
    .limit(1000)
    .all();

/** A statement that says when the next one is due. */
export const digestNextAt = (db: Db, id: UserId, digestAt: number) =>
  db.update(users).set({ digestAt }).where(eq(users.id, id));
