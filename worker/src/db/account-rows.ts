import { and, count, eq, inArray } from 'drizzle-orm';
import type { LinkId, NoticeId } from '../contract/ids.ts';
import type { Deps } from '../deps.ts';
import type { AccountNews, AccountRows } from '../services/accounts/keeper-ports.ts';
import { signedOutKey } from './notices.ts';
import { oneOf } from './one-of.ts';
import type { AccountRow } from './schema.ts';
import { notifications, posts, tiktokAccounts } from './schema.ts';
import type { Message } from './webhook-outbox.ts';
import { enqueue } from './webhook-outbox.ts';

/**
 * What an account's object tells D1. Every write names the links it speaks of and leaves disconnected rows alone, so that
 * news which come late change nothing that is newer.
 */
export const createAccountRows = (
  { db, newId, clock }: Pick<Deps, 'db' | 'newId' | 'clock'>,
  /** What webhooks are told of an account that was signed out. */
  messageOf: (account: AccountRow, lostAt: number) => Message,
  /** Called for each such account once its row says so. */
  told: (account: AccountRow) => void,
): AccountRows => {
  const now = () => clock.now();
  const under = (openId: string, links: LinkId[]) =>
    and(
      eq(tiktokAccounts.openId, openId),
      oneOf(tiktokAccounts.linkId, links),
      inArray(tiktokAccounts.status, ['connected', 'needs_reconnect']),
    );

  const writeLive = ({ openId, liveLinks, grant }: AccountNews) =>
    db
      .update(tiktokAccounts)
      .set({ status: 'connected', ...grantColumns(grant), updatedAt: now() })
      .where(under(openId, liveLinks));

  const writeCreator = ({ openId, liveLinks, lostLinks, creator }: AccountNews) =>
    creator &&
    db
      .update(tiktokAccounts)
      .set({
        creatorInfo: creator,
        username: creator.username,
        nickname: creator.nickname,
        updatedAt: now(),
      })
      .where(under(openId, [...liveLinks, ...lostLinks]));

  const writeLost = async ({ openId, lostLinks, lostAt }: AccountNews) => {
    const accounts = await db.select().from(tiktokAccounts).where(under(openId, lostLinks)).all();
    for (const account of accounts) {
      const waiting = await db
        .select({ posts: count() })
        .from(posts)
        .where(and(eq(posts.accountId, account.id), inArray(posts.status, ['scheduled', 'publishing'])))
        .get();
      await db.batch([
        db
          .update(tiktokAccounts)
          .set({ status: 'needs_reconnect', accessExpiresAt: null, updatedAt: now() })
          .where(under(openId, [account.linkId])),
        db
          .insert(notifications)
          .values({
            id: newId<NoticeId>('note'),
            workspaceId: account.workspaceId,
            accountId: account.id,
            kind: 'signed_out',
            sentence: signedOut(account.username, waiting?.posts ?? 0),
            action: 'Reconnect',
            dedupeKey: `${signedOutKey(account.id)}${lostAt}`,
            createdAt: now(),
          })
          .onConflictDoNothing(),
        enqueue(db, account.workspaceId, messageOf(account, lostAt ?? now())),
      ]);
      told(account);
    }
  };

  return {
    async write(news) {
      if (news.liveLinks.length > 0) await writeLive(news);
      await writeCreator(news);
      if (news.lostLinks.length > 0) await writeLost(news);
    },
  };
};

const grantColumns = (grant: AccountNews['grant']) =>
  grant && {
    accessExpiresAt: grant.accessExpiresAt,
    refreshExpiresAt: grant.refreshExpiresAt,
    scopes: grant.scopes,
  };

/** ui.md 3.13. */
const signedOut = (username: string, waiting: number) => {
  const who = username ? `@${username}` : 'your account';
  const posts = waiting === 1 ? '1 scheduled post waits' : `${waiting} scheduled posts wait`;
  return `TikTok signed us out of ${who}. ${waiting > 0 ? `${posts} for this.` : 'Reconnect to post again.'}`;
};
