import type { SQL } from 'drizzle-orm';
import { and, desc, eq, gt, isNotNull, isNull, notInArray, or, sql } from 'drizzle-orm';
import type { KeyId, UserId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { insertIf } from './insert-if.ts';
import type { KeyRow } from './schema.ts';
import { apiKeys, memberships, users, workspaces } from './schema.ts';

/** Stores a key unless the workspace has `max` that were never revoked; false when it has. Of those that were, the last `revokedMax` stay. */
export async function insertKey(db: Db, row: KeyRow, max: number, revokedMax: number): Promise<boolean> {
  const held = sql`select count(*) from ${apiKeys} where ${apiKeys.workspaceId} = ${row.workspaceId} and ${apiKeys.revokedAt} is null`;
  const revoked = and(eq(apiKeys.workspaceId, row.workspaceId), isNotNull(apiKeys.revokedAt));
  const kept = db
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(revoked)
    .orderBy(desc(apiKeys.revokedAt))
    .limit(revokedMax);
  const values = { ...row, scopes: JSON.stringify(row.scopes) };
  const [, , stored] = await db.batch([
    db.delete(apiKeys).where(and(revoked, notInArray(apiKeys.id, kept))),
    insertIf(db, apiKeys, values, sql`(${held}) < ${max}`),
    db.select({ id: apiKeys.id }).from(apiKeys).where(eq(apiKeys.id, row.id)),
  ]);
  return stored.length > 0;
}

/** The live key of a secret with the person it acts for, in one query. None once its maker has left the workspace. */
export async function findKeyMember(db: Db, secretHash: string, now: number) {
  const rows = await db
    .select({
      key: apiKeys,
      user: users,
      workspace: { id: workspaces.id, name: workspaces.name },
      role: memberships.role,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .innerJoin(
      memberships,
      and(eq(memberships.workspaceId, apiKeys.workspaceId), eq(memberships.userId, apiKeys.createdBy)),
    )
    .innerJoin(workspaces, eq(workspaces.id, apiKeys.workspaceId))
    .where(
      and(
        eq(apiKeys.secretHash, secretHash),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
        isNull(users.deletionRequestedAt),
      ),
    )
    .limit(1);
  return rows[0];
}

/** The keys of a workspace, the newest first, each with whether its maker may still act here. */
export const listKeys = (db: Db, workspaceId: WorkspaceId, limit: number) =>
  db
    .select({
      key: apiKeys,
      makerIsHere: sql<number>`${memberships.userId} is not null and ${users.isActive} and ${users.deletionRequestedAt} is null`,
    })
    .from(apiKeys)
    .leftJoin(
      memberships,
      and(eq(memberships.workspaceId, apiKeys.workspaceId), eq(memberships.userId, apiKeys.createdBy)),
    )
    .leftJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.workspaceId, workspaceId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(limit);

/** Revokes a key for good; one that was revoked keeps its moment. Undefined when this workspace has no such key. */
export const revokeKey = (db: Db, workspaceId: WorkspaceId, id: KeyId, now: number) =>
  db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(${apiKeys.revokedAt}, ${now})` })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.workspaceId, workspaceId)))
    .returning({ id: apiKeys.id })
    .get();

export const markKeyUsed = (db: Db, id: KeyId, now: number) =>
  db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id));

/** A statement that ends every key somebody made, if `condition` holds; for batches. */
export const revokeKeysOf = (db: Db, userId: UserId, now: number, condition: SQL) =>
  db
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.createdBy, userId), isNull(apiKeys.revokedAt), condition));
