/** Posts in lists: each query walks one index in the order that is shown, so that its cost is that of a page. */
import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { AccountId, MediaId, WorkspaceId } from '../contract/ids.ts';
import type { PostSort, PostStatus, PrivacyLevel, SortOrder } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import type { PostRow } from './schema.ts';
import { media, plannedAt, posts } from './schema.ts';

/** Where a page ended: the number of its last post, and when that is planned for. */
export interface PostPlace {
  plannedAt: number;
  number: number;
}
export interface PostFilter {
  /** None: all. */
  statuses: readonly PostStatus[];
  accountId?: AccountId | undefined;
  /** Planned from this instant on. */
  from?: number | undefined;
  /** Planned before this instant. */
  to?: number | undefined;
  needsYou?: boolean | undefined;
  privacy?: PrivacyLevel | undefined;
  /** Somewhere in the caption or the file's name, in any case. */
  text?: string | undefined;
  sort: PostSort;
  order: SortOrder;
  after?: PostPlace | undefined;
  limit: number;
}

export const placeOf = (row: PostRow): PostPlace => ({
  plannedAt: row.publishAt ?? Number.MAX_SAFE_INTEGER,
  number: row.number,
});

/** A page in the order asked for. Several statuses are several walks, one each, merged: no index holds them together in order. */
export async function listPosts(db: Db, workspaceId: WorkspaceId, filter: PostFilter): Promise<PostRow[]> {
  const [first, ...others] = walks(db, workspaceId, filter);
  if (!first) return [];
  if (others.length === 0) return first;
  const pages = await db.batch([first, ...others]);
  const sign = filter.order === 'asc' ? 1 : -1;
  const by = (a: PostRow, b: PostRow) => {
    const [left, right] = [placeOf(a), placeOf(b)];
    const time = filter.sort === 'publish_at' ? left.plannedAt - right.plannedAt : 0;
    return sign * (time || left.number - right.number);
  };
  return pages.flat().toSorted(by).slice(0, filter.limit);
}

/** The queries behind a page. */
export function walks(db: Db, workspaceId: WorkspaceId, filter: PostFilter) {
  // By account, and for what waits for its creator, there are indexes of their own; statuses are then looked at in each row.
  const byAccount = filter.accountId !== undefined && filter.sort === 'created' && !filter.needsYou;
  const each =
    byAccount || filter.needsYou || filter.statuses.length === 0
      ? [undefined]
      : [...new Set(filter.statuses)];
  return each.map((status) => walk(db, workspaceId, filter, status, byAccount));
}

function walk(
  db: Db,
  workspaceId: WorkspaceId,
  filter: PostFilter,
  status: PostStatus | undefined,
  byAccount: boolean,
) {
  const { accountId, statuses, needsYou, privacy, from, to, text, sort, order, after, limit } = filter;
  const byTime = sort === 'publish_at';
  const direction = order === 'asc' ? asc : desc;
  // A "+" keeps SQLite from an index that would not give the order.
  const time = byTime ? sql`(${plannedAt})` : sql`+${posts.publishAt}`;
  return db
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        isNull(posts.deletedAt),
        status ? eq(posts.status, status) : undefined,
        accountId && (byAccount ? eq(posts.accountId, accountId) : sql`+${posts.accountId} = ${accountId}`),
        needsYou ? eq(posts.needsYou, true) : undefined,
        privacy && sql`+${posts.privacy} = ${privacy}`,
        (byAccount || needsYou) && statuses.length > 0
          ? sql`+${posts.status} in (${sql.join(
              statuses.map((one) => sql`${one}`),
              sql`, `,
            )})`
          : undefined,
        from === undefined ? undefined : sql`${time} >= ${from}`,
        to === undefined ? undefined : sql`${time} < ${to}`,
        byTime && from !== undefined ? isNotNull(sql`+${posts.publishAt}`) : undefined,
        text === undefined ? undefined : hasWords(text),
        after && behind(after, byTime, order),
      ),
    )
    .orderBy(...(byTime ? [direction(sql`(${plannedAt})`)] : []), direction(posts.number))
    .limit(limit);
}

const behind = (place: PostPlace, byTime: boolean, order: SortOrder): SQL | undefined => {
  const beyond = order === 'asc' ? gt : lt;
  const further = beyond(posts.number, place.number);
  if (!byTime) return further;
  const notBefore = order === 'asc' ? sql`>=` : sql`<=`;
  // The first half is a range of the index, the second takes off what was shown of the same instant.
  return and(
    sql`(${plannedAt}) ${notBefore} ${place.plannedAt}`,
    sql`((${plannedAt}) <> ${place.plannedAt} or +${posts.number} ${order === 'asc' ? sql`>` : sql`<`} ${place.number})`,
  );
};

/**
 * SQLite's lower() knows ASCII only, and D1 takes patterns of 50 bytes at most, so the words are looked for as they are
 * written in small letters, in capitals, and with a capital in front.
 */
function hasWords(text: string): SQL {
  const ascii = (words: string) => words.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const small = text.toLowerCase();
  const capital = small.replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (pair) => pair.toUpperCase());
  const spellings = [...new Set([small, ascii(text.toUpperCase()), ascii(capital), ascii(text)])];
  const within = (column: SQLiteColumn) =>
    sql.join(
      spellings.map((spelling) => sql`instr(lower(${column}), ${spelling}) > 0`),
      sql` or `,
    );
  const ofFile = sql`${media.id} = ${posts.mediaId} and ${media.workspaceId} = ${posts.workspaceId}`;
  return sql`(${within(posts.caption)} or exists (select 1 from ${media} where ${ofFile} and (${within(media.name)})))`;
}

/** How many posts have each status; those with none are missing. */
export const countPosts = (db: Db, workspaceId: WorkspaceId) =>
  db
    .select({ status: posts.status, posts: count() })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt)))
    .groupBy(posts.status);

/** How many posts wait for their creator. */
export async function countNeedsYou(db: Db, workspaceId: WorkspaceId): Promise<number> {
  const row = await needsYouCount(db, workspaceId).get();
  return row?.posts ?? 0;
}
export const needsYouCount = (db: Db, workspaceId: WorkspaceId) =>
  db
    .select({ posts: count() })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt), eq(posts.needsYou, true)));

/** When published posts were planned and handed over, the latest first. */
export const handovers = (db: Db, workspaceId: WorkspaceId, plannedFrom: number, limit: number) =>
  db
    .select({ publishAt: posts.publishAt, handedOverAt: posts.handedOverAt })
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        isNull(posts.deletedAt),
        eq(posts.status, 'published'),
        sql`(${plannedAt}) >= ${plannedFrom}`,
        // Agreed to when its time had come: somebody pressed "Post now", and there was no second to meet.
        sql`coalesce(json_extract(${posts.consent}, '$.at'), 0) < ${posts.publishAt}`,
      ),
    )
    .orderBy(desc(sql`(${plannedAt})`), desc(posts.number))
    .limit(limit);

/** What is scheduled on each account, and its next post: SQLite takes the bare columns from the row with the least time. */
export const waitingByAccount = (db: Db, workspaceId: WorkspaceId, plannedBefore: number) =>
  db
    .select({
      accountId: posts.accountId,
      scheduled: count(),
      planned: sql<number>`sum(${posts.publishAt} < ${plannedBefore})`,
      publishAt: sql<number | null>`min(${posts.publishAt})`,
      id: posts.id,
      caption: posts.caption,
    })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt), eq(posts.status, 'scheduled')))
    // A "+" keeps SQLite on the index by status: by account it would walk everything that was ever published.
    .groupBy(sql`+${posts.accountId}`);

/** The newest posts that show a file. A "+" keeps SQLite on the index by media. */
export const postsOfMedia = (db: Db, workspaceId: WorkspaceId, mediaId: MediaId, limit: number) =>
  db
    .select()
    .from(posts)
    .where(
      and(eq(posts.mediaId, mediaId), sql`+${posts.workspaceId} = ${workspaceId}`, isNull(posts.deletedAt)),
    )
    .orderBy(desc(posts.number))
    .limit(limit);
