/**
 * Where people are, in all tables: found by their columns, so that a new table is covered on the day it is made. A table with
 * neither a workspace nor a user of its own is named in BY_PARENT or KEPT; services/people/erase.test.ts fails otherwise.
 */
import type { SQL } from 'drizzle-orm';
import {
  and,
  eq,
  getTableColumns,
  getTableName,
  inArray,
  is,
  isNotNull,
  isNull,
  lte,
  sql,
} from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { getTableConfig, SQLiteTable as Table } from 'drizzle-orm/sqlite-core';
import type { UserId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import * as schema from './schema.ts';

const { memberships, posts, users, workspaces } = schema;
const TABLES = (Object.values(schema) as unknown[]).filter((value): value is SQLiteTable => is(value, Table));

/** Rows that hang on other rows of a workspace. */
const BY_PARENT: Record<string, (workspaceId: WorkspaceId) => SQL> = {
  publication_events: (id) => sql`post_id in (select id from posts where workspace_id = ${id})`,
  upload_parts: (id) => sql`upload_id in (select id from uploads where workspace_id = ${id})`,
  webhook_events: (id) =>
    sql`open_id in (select open_id from tiktok_accounts where workspace_id = ${id}) and open_id not in (select open_id from tiktok_accounts where workspace_id <> ${id})`,
};
/** Last of all, in one batch; or nobody's. */
const KEPT = ['users', 'workspaces', 'memberships', 'leases'];

const has = (table: SQLiteTable, column: string) => column in getTableColumns(table);
const nameOf = getTableName;

/** Who points to others goes first: foreign keys are enforced. Rows by parent before their parents. */
function childrenFirst(tables: SQLiteTable[]): SQLiteTable[] {
  const left = new Set(tables);
  const order = tables.filter((table) => nameOf(table) in BY_PARENT);
  for (const table of order) left.delete(table);
  while (left.size > 0) {
    const pointedAt = new Set(
      [...left].flatMap((table) =>
        getTableConfig(table).foreignKeys.map((key) => key.reference().foreignTable as SQLiteTable),
      ),
    );
    const free = [...left].filter((table) => !pointedAt.has(table));
    if (free.length === 0) throw new Error('Tables point at each other in a circle.');
    for (const table of free) left.delete(table);
    order.push(...free);
  }
  return order;
}

const ofWorkspaces = childrenFirst(
  TABLES.filter((table) => !KEPT.includes(nameOf(table))).filter(
    (table) => has(table, 'workspaceId') || nameOf(table) in BY_PARENT,
  ),
);
/** What lies in somebody else's workspace stays there, but for rows that could not be without their person. */
const pointsAtUsers = (table: SQLiteTable) =>
  getTableConfig(table).foreignKeys.some((key) => key.reference().foreignTable === users);
const ofPeople = childrenFirst(
  TABLES.filter((table) => !KEPT.includes(nameOf(table)) && has(table, 'userId')).filter(
    (table) => !has(table, 'workspaceId') || pointsAtUsers(table),
  ),
);

/** Tables whose rows an erasure would never find. */
export const forgottenTables = (): string[] =>
  TABLES.filter((table) => !ofWorkspaces.includes(table) && !ofPeople.includes(table))
    .map(nameOf)
    .filter((name) => !KEPT.includes(name));

const ROWS_AT_ONCE = 500;

/** Deletes a piece of what a workspace holds; true when nothing is left. */
export const erasePiece = (db: Db, workspaceId: WorkspaceId): Promise<boolean> =>
  firstPiece(db, ofWorkspaces, (table) =>
    (BY_PARENT[nameOf(table)] ?? ((id) => sql`workspace_id = ${id}`))(workspaceId),
  );

/** Deletes a piece of what is a person's own; true when nothing is left. */
export const erasePieceOfPerson = (db: Db, userId: UserId): Promise<boolean> =>
  firstPiece(db, ofPeople, () => sql`user_id = ${userId}`);

async function firstPiece(
  db: Db,
  tables: SQLiteTable[],
  where: (table: SQLiteTable) => SQL,
): Promise<boolean> {
  for (const table of tables) {
    const { meta } = await db.run(
      sql`delete from ${table} where rowid in (select rowid from ${table} where ${where(table)} limit ${ROWS_AT_ONCE})`,
    );
    if (meta.changes > 0) return false;
  }
  return true;
}

/** The end: the person, their memberships, and the workspaces that were theirs alone. */
export const erasePerson = (db: Db, userId: UserId, workspaceIds: WorkspaceId[]) =>
  db.batch([
    db.delete(memberships).where(eq(memberships.userId, userId)),
    db.delete(workspaces).where(inArray(workspaces.id, workspaceIds)),
    db.delete(users).where(eq(users.id, userId)),
  ]);

/** Some of the people whose days of grace are over. By chance, so that those who can't be erased yet stop nobody. */
export const listLeavers = (db: Db, requestedBefore: number, limit: number) =>
  db
    .select({ id: users.id, requestedAt: users.deletionRequestedAt })
    .from(users)
    .where(and(isNotNull(users.deletionRequestedAt), lte(users.deletionRequestedAt, requestedBefore)))
    .orderBy(sql`random()`)
    .limit(limit)
    .all();

/** From here on nobody signs in as them, or takes it back; nothing when they have. */
export const switchOff = (db: Db, userId: UserId, requestedAt: number) =>
  db
    .update(users)
    .set({ isActive: false })
    .where(and(eq(users.id, userId), eq(users.deletionRequestedAt, requestedAt)))
    .returning({ id: users.id })
    .get();

/** The workspaces of a person, each with how many are in it. */
export const workspacesOf = (db: Db, userId: UserId) =>
  db
    .select({
      id: memberships.workspaceId,
      role: memberships.role,
      people: sql<number>`(select count(*) from memberships as m where m.workspace_id = memberships.workspace_id)`,
    })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .limit(100)
    .all();

/** Asks for an erasure, or lets the earlier wish stand. */
export const requestDeletion = (db: Db, userId: UserId, now: number) =>
  db
    .update(users)
    .set({ deletionRequestedAt: sql`coalesce(${users.deletionRequestedAt}, ${now})` })
    .where(eq(users.id, userId))
    .returning({ requestedAt: users.deletionRequestedAt });

export const withdrawDeletion = (db: Db, userId: UserId) =>
  db
    .update(users)
    .set({ deletionRequestedAt: null })
    .where(and(eq(users.id, userId), eq(users.isActive, true)));

/** People who were erased and are back: the database was restored. They are to be erased again. */
export const eraseAgain = (db: Db, erased: { userId: UserId; requestedAt: number }[]) =>
  Promise.all(
    erased.map(({ userId, requestedAt }) =>
      db
        .update(users)
        .set({ deletionRequestedAt: requestedAt })
        .where(eq(users.id, userId))
        .returning({ id: users.id })
        .get(),
    ),
  );

/** Posts that an object still holds. */
export const armedPostsOfWorkspace = (db: Db, workspaceId: WorkspaceId, limit: number) =>
  db
    .select({ id: posts.id, armingId: posts.armingId, status: posts.status })
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        inArray(posts.status, ['scheduled', 'publishing', 'outcome_unknown']),
        isNull(posts.deletedAt),
        isNotNull(posts.armedAt),
      ),
    )
    .limit(limit)
    .all();

/** Old clients' drafts that would be armed by themselves are cancelled; answers which. */
export const cancelWaiting = (db: Db, workspaceId: WorkspaceId, now: number) =>
  db
    .update(posts)
    .set({ status: 'cancelled', sweepAt: null, revision: sql`${posts.revision} + 1`, updatedAt: now })
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        inArray(posts.status, ['draft', 'scheduled']),
        isNull(posts.deletedAt),
        isNotNull(posts.sweepAt),
        isNull(posts.armedAt),
      ),
    )
    .returning({ id: posts.id });
