/** Copies of creators' pictures, by the questions asked of them. The bytes are at R2 (media/store.ts). */
import { and, asc, eq, isNotNull, isNull, lte, ne, or } from 'drizzle-orm';
import type { LinkId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import type { AccountRow } from './schema.ts';
import { tiktokAccounts } from './schema.ts';

type Which = Pick<AccountRow, 'id' | 'workspaceId'>;

const isIt = ({ id, workspaceId }: Which) =>
  and(eq(tiktokAccounts.id, id), eq(tiktokAccounts.workspaceId, workspaceId));
const stillConnected = (which: Which) => and(isIt(which), ne(tiktokAccounts.status, 'disconnected'));

/** Rows of this open_id under one of these links, whichever workspace's; those whose picture was looked for longest ago first. */
export const accountsUnder = (db: Db, openId: string, links: LinkId[], limit: number): Promise<Which[]> =>
  db
    .select({ id: tiktokAccounts.id, workspaceId: tiktokAccounts.workspaceId })
    .from(tiktokAccounts)
    .where(and(eq(tiktokAccounts.openId, openId), oneOf(tiktokAccounts.linkId, links)))
    .orderBy(asc(tiktokAccounts.avatarNextAt))
    .limit(limit)
    .all();

/** Whoever gets the row looks for the picture; nobody else does before the time of the claim. Nothing when it is not time yet. */
export const claimPicture = (
  db: Db,
  account: Which,
  claim: { avatarPath: string; avatarNextAt: number },
  now: number,
) =>
  db
    .update(tiktokAccounts)
    .set(claim)
    .where(
      and(
        stillConnected(account),
        or(
          isNull(tiktokAccounts.avatarPath),
          ne(tiktokAccounts.avatarPath, claim.avatarPath),
          isNull(tiktokAccounts.avatarNextAt),
          lte(tiktokAccounts.avatarNextAt, now),
        ),
      ),
    )
    .returning()
    .get();

/** Nothing when the account was disconnected meanwhile. */
export const savePicture = (db: Db, account: Which, etag: string, nextAt: number) =>
  db
    .update(tiktokAccounts)
    .set({ avatarEtag: etag, avatarNextAt: nextAt })
    .where(stillConnected(account))
    .returning({ id: tiktokAccounts.id })
    .get();

/** There is no copy any more; whoever connects the account again gets a new one. */
export const forgetPicture = (db: Db, account: Which) =>
  db
    .update(tiktokAccounts)
    .set({ avatarEtag: null, avatarPath: null, avatarNextAt: null })
    .where(isIt(account));

/** Disconnected accounts whose copy may still be there, the first first. */
export const listLeftPictures = (db: Db, limit: number) =>
  db
    .select({ id: tiktokAccounts.id, workspaceId: tiktokAccounts.workspaceId })
    .from(tiktokAccounts)
    .where(and(isNotNull(tiktokAccounts.disconnectedAt), isNotNull(tiktokAccounts.avatarPath)))
    .orderBy(asc(tiktokAccounts.disconnectedAt))
    .limit(limit);
