/** Posts in lists: each query walks one index in the order that is shown, so that its cost is that of a page. */
import type { SQL } from 'drizzle-orm';
import { and, asc, count, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { AccountId, WorkspaceId } from '../contract/ids.ts';
import type { PostSort, PostStatus, SortOrder } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import type { PostRow } from './schema.ts';
import { plannedAt, posts } from './schema.ts';

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
  /** Somewhere in the caption, in any case. */
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
  // By account there is an index of its own; statuses are then looked at in each row.
  const byAccount = filter.accountId !== undefined && filter.sort === 'created';
  const each = byAccount || filter.statuses.length === 0 ? [undefined] : [...new Set(filter.statuses)];
  return each.map((status) => walk(db, workspaceId, filter, status, byAccount));
}

function walk(
  db: Db,
  workspaceId: WorkspaceId,
  filter: PostFilter,
  status: PostStatus | undefined,
  byAccount: boolean,
) {
  const { accountId, statuses, from, to, text, sort, order, after, limit } = filter;
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
        byAccount && statuses.length > 0
          ? sql`+${posts.status} in (${sql.join(
              statuses.map((one) => sql`${one}`),
              sql`, `,
            )})`
          : undefined,
        from === undefined ? undefined : sql`${time} >= ${from}`,
        to === undefined ? undefined : sql`${time} < ${to}`,
        byTime && from !== undefined ? isNotNull(sql`+${posts.publishAt}`) : undefined,
        text === undefined ? undefined : captionHas(text),
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
function captionHas(text: string): SQL {
  const ascii = (words: string) => words.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const small = text.toLowerCase();
  const capital = small.replace(/(^|[^\p{L}\p{N}])(\p{L})/gu, (pair) => pair.toUpperCase());
  const spellings = [...new Set([small, ascii(text.toUpperCase()), ascii(capital), ascii(text)])];
  const found = spellings.map((spelling) => sql`instr(lower(${posts.caption}), ${spelling}) > 0`);
  return sql`(${sql.join(found, sql` or `)})`;
}

/** How many posts have each status; those with none are missing. */
export const countPosts = (db: Db, workspaceId: WorkspaceId) =>
  db
    .select({ status: posts.status, posts: count() })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt)))
    .groupBy(posts.status);
