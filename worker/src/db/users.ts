import type { SQL } from 'drizzle-orm';
import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { UserId, WorkspaceId } from '../contract/ids.ts';
import type { ChangeSettings } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import { insertIf } from './insert-if.ts';
import { oneOf } from './one-of.ts';
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

/** Somebody else has this as their address or username, but for case. */
const heldBy = (other: SQL, text: string) =>
  sql`exists (select 1 from ${users} as other where other.id ${other} and (other.email_key = ${foldCase(text)} or other.username_key = ${foldCase(text)} or other.email = ${text} or other.username = ${text}))`;

/** Whether a person is there; for statements that follow theirs in a batch. */
export const userExists = (id: UserId) => sql`exists (select 1 from ${users} where ${users.id} = ${id})`;

/**
 * A person with a workspace of their own, in one batch with `also`, or undefined when the address or the username is taken
 * by anybody (the one as the other, too: a username that is somebody's address would sign in as them).
 */
export async function insertUserWithWorkspace(
  db: Db,
  user: NewUser,
  workspace: { id: WorkspaceId; name: string },
  also: BatchItem<'sqlite'>[] = [],
): Promise<UserRow | undefined> {
  const keys = { email: foldCase(user.email), username: foldCase(user.username) };
  const anybody = sql`is not null`;
  const taken = sql`${heldBy(anybody, user.email)} or ${heldBy(anybody, user.username)}`;
  const born = userExists(user.id);
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
        tokenVersion: versionAt(createdAt),
        settings: '{}',
        digestAt: 0,
      },
      sql`not (${taken})`,
    ),
    insertIf(db, workspaces, { ...workspace, createdAt }, born),
    insertIf(db, memberships, { workspaceId: workspace.id, userId: user.id, role: 'owner', createdAt }, born),
    db.select().from(users).where(eq(users.id, user.id)),
    ...also,
  ]);
  return rows[0];
}

/**
 * Access tokens of the legacy API name a person by username and version. Whoever takes a username that was free begins with
 * a version no earlier holder's token can have had: the second in which they took it.
 */
const versionAt = (now: number) => Math.floor(now / 1000);

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
/** Who works in some workspaces and is told of what happens there; viewers only look. */
export const membersOf = (db: Db, workspaceIds: WorkspaceId[]) =>
  db
    .select({ user: users, workspaceId: memberships.workspaceId })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        oneOf(memberships.workspaceId, workspaceIds),
        ne(memberships.role, 'viewer'),
        eq(users.isActive, true),
        isNull(users.deletionRequestedAt),
      ),
    )
    .all();

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

/** What is named changes; a setting that is null goes back to its default (json_patch: RFC 7396). */
export const changeUser = (db: Db, id: UserId, change: { zone?: string; settings?: ChangeSettings }) =>
  db
    .update(users)
    .set({
      ...(change.zone !== undefined && { zone: change.zone }),
      ...(change.settings && {
        settings: sql`json_patch(${users.settings}, ${JSON.stringify(change.settings)})`,
      }),
    })
    .where(eq(users.id, id));

/** Another username, unless it is somebody's; no row then. */
export const rename = (db: Db, id: UserId, username: string, now: number) =>
  db
    .update(users)
    .set({
      username,
      usernameKey: foldCase(username),
      tokenVersion: sql`max(${users.tokenVersion} + 1, ${versionAt(now)})`,
    })
    .where(and(eq(users.id, id), sql`not ${heldBy(sql`<> ${id}`, username)}`))
    .returning({ id: users.id });

/** Everybody who has this address but for case. More than one only among imported people. */
export const findUsersByEmail = (db: Db, email: string): Promise<UserRow[]> =>
  db
    .select()
    .from(users)
    .where(eq(users.emailKey, foldCase(email)))
    .limit(10);

export const isAddressTaken = async (db: Db, id: UserId, email: string): Promise<boolean> => {
  const key = foldCase(email);
  const others = db.select({ id: users.id }).from(users);
  const found = await others
    .where(and(ne(users.id, id), or(eq(users.emailKey, key), eq(users.usernameKey, key))))
    .limit(1);
  return found.length > 0;
};

/** A statement; for batches. */
export const setPendingEmail = (db: Db, id: UserId, pendingEmail: string | null) =>
  db.update(users).set({ pendingEmail }).where(eq(users.id, id));

/** The address is theirs from now on, if `condition` holds and it is nobody else's; no row otherwise. For batches. */
export const confirmAddress = (db: Db, id: UserId, email: string, now: number, condition: SQL) =>
  db
    .update(users)
    .set({ email, emailKey: foldCase(email), emailConfirmedAt: now, pendingEmail: null })
    .where(
      and(
        eq(users.id, id),
        or(eq(users.email, email), eq(users.pendingEmail, email)),
        condition,
        sql`not ${heldBy(sql`<> ${id}`, email)}`,
      ),
    )
    .returning({ id: users.id });

export const hasAddress = (id: UserId, email: string) =>
  sql`exists (select 1 from ${users} where ${users.id} = ${id} and ${users.email} = ${email})`;

/**
 * Another password, if `condition` holds; access tokens of the legacy API end with it, and a change of address that somebody
 * who knew the old one began. For batches.
 */
export const setPassword = (
  db: Db,
  id: UserId,
  values: { passwordHash: string; emailConfirmedAt?: number },
  condition: SQL,
) =>
  db
    .update(users)
    .set({ ...values, pendingEmail: null, tokenVersion: sql`${users.tokenVersion} + 1` })
    .where(and(eq(users.id, id), condition))
    .returning({ id: users.id });

/** The password is the one that was checked. */
export const hasPassword = ({ passwordHash }: Pick<UserRow, 'passwordHash'>) =>
  sql`${users.passwordHash} = ${passwordHash}`;

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
