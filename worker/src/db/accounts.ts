/** Connected accounts, by the questions asked of them. Every query of a verb takes the workspace. */
import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { AccountId, LinkId, PostId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import type { AccountRow } from './schema.ts';
import { posts, tiktokAccounts } from './schema.ts';

export const findAccount = (db: Db, workspaceId: WorkspaceId, id: AccountId) =>
  db
    .select()
    .from(tiktokAccounts)
    .where(and(eq(tiktokAccounts.id, id), eq(tiktokAccounts.workspaceId, workspaceId)))
    .get();

export const accountsByIds = (db: Db, workspaceId: WorkspaceId, ids: AccountId[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(tiktokAccounts)
        .where(and(oneOf(tiktokAccounts.id, ids), eq(tiktokAccounts.workspaceId, workspaceId)))
        .all();

/** All that were ever connected, the first first. */
export const listAccounts = (db: Db, workspaceId: WorkspaceId): Promise<AccountRow[]> =>
  db
    .select()
    .from(tiktokAccounts)
    .where(eq(tiktokAccounts.workspaceId, workspaceId))
    .orderBy(asc(tiktokAccounts.connectedAt), asc(tiktokAccounts.id))
    .limit(100);

/** What a connection to TikTok brings; names stay as they were when TikTok did not tell them. */
export type ConnectedAccount = Pick<
  AccountRow,
  | 'id'
  | 'workspaceId'
  | 'openId'
  | 'linkId'
  | 'scopes'
  | 'accessExpiresAt'
  | 'refreshExpiresAt'
  | 'connectedAt'
> &
  Partial<Pick<AccountRow, 'username' | 'nickname' | 'creatorInfo' | 'avatarPath' | 'avatarNextAt'>>;

/** A first connection makes a row, another one of the same workspace and open_id renews it. Nobody else's row is touched. */
export async function saveConnected(db: Db, account: ConnectedAccount): Promise<AccountRow> {
  const { id, workspaceId, openId, ...renewed } = account;
  const values = {
    ...renewed,
    status: 'connected' as const,
    disconnectedAt: null,
    updatedAt: account.connectedAt,
  };
  const row = await db
    .insert(tiktokAccounts)
    .values({ id, workspaceId, openId, ...values })
    .onConflictDoUpdate({ target: [tiktokAccounts.workspaceId, tiktokAccounts.openId], set: values })
    .returning()
    .get();
  return row;
}

/** From here nothing new is armed under this link. A newer link of the same account is left alone. */
export const markDisconnected = (db: Db, workspaceId: WorkspaceId, linkId: LinkId, now: number) =>
  db
    .update(tiktokAccounts)
    .set({
      status: 'disconnected',
      disconnectedAt: now,
      updatedAt: now,
      accessExpiresAt: null,
      refreshExpiresAt: null,
    })
    .where(and(eq(tiktokAccounts.workspaceId, workspaceId), eq(tiktokAccounts.linkId, linkId)))
    .returning()
    .get();

/** Who sees what old clients post. */
export const setLegacyPrivacy = (
  db: Db,
  account: Pick<AccountRow, 'id' | 'workspaceId'>,
  legacyPrivacy: AccountRow['legacyPrivacy'],
  now: number,
) =>
  db
    .update(tiktokAccounts)
    .set({ legacyPrivacy, updatedAt: now })
    .where(and(eq(tiktokAccounts.id, account.id), eq(tiktokAccounts.workspaceId, account.workspaceId)))
    .returning()
    .get();

/** When this open_id was last connected by anybody, to tell TikTok's old news from new ones. */
export const lastConnectedAt = async (db: Db, openId: string): Promise<number | null> => {
  const row = await db
    .select({ at: tiktokAccounts.connectedAt })
    .from(tiktokAccounts)
    .where(eq(tiktokAccounts.openId, openId))
    .orderBy(desc(tiktokAccounts.connectedAt))
    .limit(1)
    .get();
  return row?.at ?? null;
};

/** Armed posts of an account that wait for something its user can mend, the soonest first. */
export const heldPostsOf = async (
  db: Db,
  account: Pick<AccountRow, 'id' | 'workspaceId'>,
  limit: number,
): Promise<PostId[]> => {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(
      and(
        eq(posts.accountId, account.id),
        eq(posts.workspaceId, account.workspaceId),
        inArray(posts.status, ['scheduled', 'publishing']),
        isNotNull(posts.held),
      ),
    )
    .orderBy(asc(posts.publishAt))
    .limit(limit);
  return rows.map(({ id }) => id);
};

/** The post TikTok speaks of: its publish_id, on an account of this open_id. */
export const findPostOfPublication = (db: Db, openId: string, publishId: string) =>
  db
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(tiktokAccounts, eq(tiktokAccounts.id, posts.accountId))
    .where(and(eq(posts.publishId, publishId), eq(tiktokAccounts.openId, openId)))
    .limit(1)
    .get();
