import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { UserId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { insertIf } from './insert-if.ts';
import type { UserRow } from './schema.ts';
import { memberships, tiktokAccounts, users, workspaces } from './schema.ts';

/** How e-mail addresses and usernames are compared: SQLite's lower() knows ASCII only, this knows every script. */
export const foldCase = (text: string) => text.normalize('NFKC').toLowerCase();

export interface NewUser {
  id: UserId;
  email: string;
  username: string;
  passwordHash: string;
  zone: string;
  createdAt: number;
}

/**
 * A person with a workspace of their own, in one batch, or undefined when the address or the username is taken by anybody
 * (the one as the other, too: a username that is somebody's address would sign in as them).
 */
export async function insertUserWithWorkspace(
  db: Db,
  user: NewUser,
  workspace: { id: WorkspaceId; name: string },
): Promise<UserRow | undefined> {
  const keys = { email: foldCase(user.email), username: foldCase(user.username) };
  const taken = sql`select 1 from ${users} where ${users.emailKey} in (${keys.email}, ${keys.username}) or ${users.usernameKey} in (${keys.email}, ${keys.username}) or ${users.email} = ${user.email} or ${users.username} = ${user.username}`;
  const born = sql`exists (select 1 from ${users} where ${users.id} = ${user.id})`;
  const { createdAt } = user;
  const [, , , rows] = await db.batch([
    insertIf(
      db,
      users,
      {
        ...user,
        emailKey: keys.email,
        usernameKey: keys.username,
        role: 'user',
        isActive: 1,
        tokenVersion: 0,
      },
      sql`not exists (${taken})`,
    ),
    insertIf(db, workspaces, { ...workspace, createdAt }, born),
    insertIf(db, memberships, { workspaceId: workspace.id, userId: user.id, role: 'owner', createdAt }, born),
    db.select().from(users).where(eq(users.id, user.id)),
  ]);
  return rows[0];
}

/** Everybody whose address or username is `login` but for case. More than one only among imported people. */
export const findUsersByLogin = (db: Db, login: string): Promise<UserRow[]> =>
  db
    .select()
    .from(users)
    .where(or(eq(users.emailKey, foldCase(login)), eq(users.usernameKey, foldCase(login))))
    .limit(10);

export const findUserByUsername = (db: Db, username: string): Promise<UserRow | undefined> =>
  db.select().from(users).where(eq(users.username, username)).get();

/** A person with the workspace they work in: the one they joined first, which is their own. */
export async function findMember(db: Db, user: { id: UserId } | { username: string }) {
  const rows = await db
    .select({
      user: users,
      workspace: { id: workspaces.id, name: workspaces.name },
      role: memberships.role,
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where('id' in user ? eq(users.id, user.id) : eq(users.username, user.username))
    .orderBy(asc(memberships.createdAt), asc(workspaces.id))
    .limit(1);
  return rows[0];
}
export type Member = NonNullable<Awaited<ReturnType<typeof findMember>>>;

/**
 * A person by username, with the one TikTok account old clients know of: the first that is connected. In one query, because
 * old clients ask who they are at every turn.
 */
export async function findOldClient(db: Db, username: string) {
  const rows = await db
    .select({
      user: users,
      workspace: { id: workspaces.id, name: workspaces.name },
      role: memberships.role,
      connected: { openId: tiktokAccounts.openId, accessExpiresAt: tiktokAccounts.accessExpiresAt },
    })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .leftJoin(
      tiktokAccounts,
      and(eq(tiktokAccounts.workspaceId, workspaces.id), eq(tiktokAccounts.status, 'connected')),
    )
    .where(eq(users.username, username))
    .orderBy(
      asc(memberships.createdAt),
      asc(workspaces.id),
      asc(tiktokAccounts.connectedAt),
      asc(tiktokAccounts.id),
    )
    .limit(1);
  return rows[0];
}

export const setZone = (db: Db, id: UserId, zone: string) =>
  db.update(users).set({ zone }).where(eq(users.id, id));

/** Another hash of the same password, unless the password was changed meanwhile. */
export const replacePasswordHash = (
  db: Db,
  seen: Pick<UserRow, 'id' | 'passwordHash'>,
  passwordHash: string,
) =>
  db
    .update(users)
    .set({ passwordHash })
    .where(and(eq(users.id, seen.id), eq(users.passwordHash, seen.passwordHash)));

/** A statement that ends every access token of the legacy API of this person; for batches. */
export const raiseTokenVersion = (db: Db, id: UserId) =>
  db
    .update(users)
    .set({ tokenVersion: sql`${users.tokenVersion} + 1` })
    .where(eq(users.id, id));
