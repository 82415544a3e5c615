import type { SQL } from 'drizzle-orm';
import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { SessionId, UserId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { deleteOldest } from './delete-oldest.ts';
import { insertIf } from './insert-if.ts';
import type { SessionRow } from './schema.ts';
import { memberships, sessions, users, workspaces } from './schema.ts';

const alive = (now: number) =>
  and(isNull(sessions.revokedAt), isNull(sessions.usedAt), gt(sessions.expiresAt, now));

/** What is ended counts as expired, so that the purge finds it by the same index. */
const ended = (now: number) => ({ revokedAt: now, expiresAt: sql`min(${sessions.expiresAt}, ${now})` });

export const insertSession = (db: Db, row: typeof sessions.$inferInsert) => db.insert(sessions).values(row);

/** The live web session of a token, with its person and workspace, in one query. */
export async function findSessionMember(db: Db, tokenHash: string, now: number) {
  const rows = await db
    .select({
      session: sessions,
      user: users,
      workspace: { id: workspaces.id, name: workspaces.name },
      role: memberships.role,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, 'web'), alive(now)))
    .orderBy(asc(memberships.createdAt), asc(workspaces.id))
    .limit(1);
  return rows[0];
}

/** The devices of a person that are signed in, the last used first. */
export const listLiveSessions = (db: Db, userId: UserId, now: number): Promise<SessionRow[]> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), alive(now)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(100);

/** Which of these sessions live and are of somebody in the workspace who is not switched off. At most 90 ids (D1's bound parameters). */
export async function aliveSessions(
  db: Db,
  workspaceId: WorkspaceId,
  ids: SessionId[],
  now: number,
): Promise<Set<SessionId>> {
  const rows = await db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, and(eq(users.id, sessions.userId), eq(users.isActive, true)))
    .innerJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.workspaceId, workspaceId)),
    )
    .where(and(inArray(sessions.id, ids), alive(now)));
  return new Set(rows.map(({ id }) => id));
}

/** The workspaces somebody belongs to. */
export const workspacesOf = async (db: Db, userId: UserId): Promise<WorkspaceId[]> => {
  const rows = await db
    .select({ id: memberships.workspaceId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .limit(100);
  return rows.map(({ id }) => id);
};

/** Notes that a session was used. Conditional, so that it never revives one that was ended meanwhile. */
export const markSeen = (db: Db, id: SessionId, seenAt: number, expiresAt: number) =>
  db
    .update(sessions)
    .set({ lastSeenAt: seenAt, expiresAt })
    .where(and(eq(sessions.id, id), isNull(sessions.revokedAt)));

/** A statement that ends one session of this person, and answers which; for batches. */
export const revokeSession = (db: Db, userId: UserId, id: SessionId, now: number) =>
  db
    .update(sessions)
    .set(ended(now))
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });

/** A statement that ends all sessions of this person but `except`, if `condition` holds; for batches. */
export const revokeSessions = (
  db: Db,
  userId: UserId,
  now: number,
  except: SessionId | null,
  condition?: SQL,
) =>
  db
    .update(sessions)
    .set(ended(now))
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        except ? ne(sessions.id, except) : undefined,
        condition,
      ),
    );

/** A statement that ends the refresh tokens of this person; for batches. */
export const revokeRefreshTokens = (db: Db, userId: UserId, now: number) =>
  db
    .update(sessions)
    .set(ended(now))
    .where(and(eq(sessions.userId, userId), eq(sessions.kind, 'refresh'), isNull(sessions.revokedAt)));

/** A refresh token, dead or alive. */
export const findRefreshToken = (db: Db, tokenHash: string): Promise<SessionRow | undefined> =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, 'refresh')))
    .get();

/** Uses a refresh token up and stores the one that follows it, together or not at all. False when somebody was faster. */
export async function rotateRefreshToken(
  db: Db,
  seen: Pick<SessionRow, 'id'>,
  next: typeof sessions.$inferInsert & { userAgent: string },
  now: number,
): Promise<boolean> {
  const [used] = await db.batch([
    db
      .update(sessions)
      .set({ usedAt: now, replacedBy: next.id })
      .where(and(eq(sessions.id, seen.id), alive(now)))
      .returning({ id: sessions.id }),
    insertIf(
      db,
      sessions,
      next,
      sql`exists (select 1 from ${sessions} where ${sessions.id} = ${seen.id} and ${sessions.replacedBy} = ${next.id})`,
    ),
  ]);
  return used.length > 0;
}

/** Ends every refresh token that came from the same sign-in. */
export const revokeFamily = (db: Db, of: Pick<SessionRow, 'userId' | 'family'>, now: number) =>
  db
    .update(sessions)
    .set(ended(now))
    .where(and(eq(sessions.userId, of.userId), eq(sessions.family, of.family), isNull(sessions.revokedAt)));

/** Forgets sessions that were over before an instant, the oldest first. Used refresh tokens stay until they expire: a replay shows by them. */
export const purgeSessions = (db: Db, before: number, limit: number) =>
  deleteOldest(db, sessions, sessions.expiresAt, { before, limit });
