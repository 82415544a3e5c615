/** Browsers that take pushes, and the pushes on their way. */
import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, lte, sql } from 'drizzle-orm';
import type { PushSubscriptionId, SessionId, UserId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { insertIf } from './insert-if.ts';
import { oneOf } from './one-of.ts';
import type { PushSubscriptionRow } from './schema.ts';
import { pushes, pushSubscriptions, sessions } from './schema.ts';

/**
 * A browser that subscribes again, perhaps for somebody else who signed in there, takes its old place. Nothing when the sign-in
 * that asks has ended meanwhile: its subscription would outlive it.
 */
export const saveSubscription = (
  db: Db,
  row: PushSubscriptionRow,
): Promise<PushSubscriptionRow | undefined> => {
  const { userId, p256dh, auth, userAgent, sessionId } = row;
  const signedIn = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${sessionId} and ${sessions.revokedAt} is null)`;
  return insertIf(db, pushSubscriptions, { ...row }, sessionId === null ? sql`true` : signedIn)
    .onConflictDoUpdate({
      target: pushSubscriptions.endpoint,
      set: { userId, p256dh, auth, userAgent, sessionId },
    })
    .returning()
    .get();
};

export const countSubscriptions = async (db: Db, userId: UserId): Promise<number> =>
  (await db.select({ n: count() }).from(pushSubscriptions).where(eq(pushSubscriptions.userId, userId)).get())
    ?.n ?? 0;

export const listSubscriptions = (db: Db, userId: UserId): Promise<PushSubscriptionRow[]> =>
  db
    .select()
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.userId, userId))
    .orderBy(desc(pushSubscriptions.createdAt))
    .all();

export const subscriptionsOf = (db: Db, userIds: UserId[]): Promise<PushSubscriptionRow[]> =>
  db.select().from(pushSubscriptions).where(oneOf(pushSubscriptions.userId, userIds)).all();

/** Forgets a browser of this person; nothing when it is not theirs. */
export const deleteSubscription = (db: Db, userId: UserId, id: PushSubscriptionId) =>
  db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.userId, userId)))
    .returning({ id: pushSubscriptions.id })
    .get();

/**
 * A statement that ends pushes along with sign-ins: to where one was (null: to those no session asked for), or to all but
 * one's own (null: to all); for batches. What is on its way there finds nobody.
 */
export const endSubscriptions = (
  db: Db,
  userId: UserId,
  of: { sessionId: SessionId | null } | { except: SessionId | null },
  condition?: SQL,
) => db.delete(pushSubscriptions).where(and(eq(pushSubscriptions.userId, userId), signedInBy(of), condition));

/** With `is`, since null is a value here. */
function signedInBy(of: { sessionId: SessionId | null } | { except: SessionId | null }): SQL | undefined {
  if ('sessionId' in of) return sql`${pushSubscriptions.sessionId} is ${of.sessionId}`;
  return of.except === null ? undefined : sql`${pushSubscriptions.sessionId} is not ${of.except}`;
}

/** A browser that is gone, with all that was on its way there. */
export const forgetSubscription = (db: Db, id: PushSubscriptionId) =>
  db.batch([
    db.delete(pushes).where(eq(pushes.subscriptionId, id)),
    db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id)),
  ]);

export type NewPush = Omit<typeof pushes.$inferSelect, 'tries'>;

/** A statement that puts a push on its way, once per key; for batches. */
export const insertPush = (db: Db, push: NewPush) => db.insert(pushes).values(push).onConflictDoNothing();

/** Pushes whose time has come, everybody's or one person's, with where they go; the longest waiting first. */
export const listDuePushes = (db: Db, now: number, limit: number, userId?: UserId) =>
  db
    .select({ push: pushes, target: pushSubscriptions })
    .from(pushes)
    .leftJoin(
      pushSubscriptions,
      // Somebody else may have signed in there since.
      and(eq(pushSubscriptions.id, pushes.subscriptionId), eq(pushSubscriptions.userId, pushes.userId)),
    )
    .where(and(lte(pushes.sendAt, now), userId && eq(pushes.userId, userId)))
    .orderBy(asc(pushes.sendAt))
    .limit(limit)
    .all();

export const deletePush = (db: Db, key: string) => db.delete(pushes).where(eq(pushes.key, key));

export const pushLater = (db: Db, key: string, sendAt: number) =>
  db
    .update(pushes)
    .set({ sendAt, tries: sql`${pushes.tries} + 1` })
    .where(eq(pushes.key, key));
