import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { UserId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import { oauthStates } from './schema.ts';

export const insertState = (db: Db, row: typeof oauthStates.$inferInsert) =>
  db.insert(oauthStates).values(row);

/** Uses up the state of this person's pending connection: once, in time, and only their own. */
export const takeState = (db: Db, hash: string, userId: UserId, now: number) =>
  db
    .update(oauthStates)
    .set({ usedAt: now })
    .where(
      and(
        eq(oauthStates.hash, hash),
        eq(oauthStates.userId, userId),
        isNull(oauthStates.usedAt),
        gt(oauthStates.expiresAt, now),
      ),
    )
    .returning()
    .get();

export const findState = (db: Db, hash: string, userId: UserId) =>
  db
    .select()
    .from(oauthStates)
    .where(and(eq(oauthStates.hash, hash), eq(oauthStates.userId, userId)))
    .get();

/** Uses up the pending connection this person began last. Few are pending at once, so the index by expiry serves it. */
export const takeNewestState = (db: Db, userId: UserId, now: number) => {
  const pending = and(
    eq(oauthStates.userId, userId),
    isNull(oauthStates.usedAt),
    gt(oauthStates.expiresAt, now),
  );
  const newest = db
    .select({ hash: oauthStates.hash })
    .from(oauthStates)
    .where(pending)
    .orderBy(desc(oauthStates.createdAt))
    .limit(1);
  return db
    .update(oauthStates)
    .set({ usedAt: now })
    .where(and(inArray(oauthStates.hash, newest), isNull(oauthStates.usedAt)))
    .returning()
    .get();
};

/** Forgets pending connections that expired before an instant, used or not, the oldest first. */
export const purgeStates = (db: Db, before: number, limit: number) =>
  deleteOldest(db, oauthStates, oauthStates.expiresAt, { before, limit });
