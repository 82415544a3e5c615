import * as z from 'zod';
import type { Actor } from '../../app-env.ts';
import type { ListPosts, PostCounts, PostPage } from '../../contract/index.ts';
import { POST_STATUSES } from '../../contract/index.ts';
import { accountsByIds } from '../../db/accounts.ts';
import { countPosts, listPosts, placeOf } from '../../db/post-lists.ts';
import type { Deps } from '../../deps.ts';
import { assertMay } from '../identity/may.ts';
import { openCursor, sealCursor } from '../lists/cursor.ts';
import { pageSize } from '../lists/page-size.ts';
import { toPost } from './render.ts';

const Place = z.object({ plannedAt: z.number(), number: z.number() });

/** A page of posts. The next one begins behind the last post of this one, whatever was added or changed meanwhile. */
export async function readPosts(deps: Deps, actor: Actor, input: ListPosts): Promise<PostPage> {
  assertMay(actor, 'read_posts');
  const limit = pageSize(input.limit);
  const sort = input.sort ?? 'created';
  const order = input.order ?? 'desc';
  const list = `posts ${sort} ${order}`;
  const { cursor } = input;
  const rows = await listPosts(deps.db, actor.workspaceId, {
    statuses: input.status ?? [],
    accountId: input.account,
    from: input.from === undefined ? undefined : Date.parse(input.from),
    to: input.to === undefined ? undefined : Date.parse(input.to),
    text: input.text || undefined,
    sort,
    order,
    after: cursor === undefined ? undefined : await openCursor(deps, actor, list, { cursor, place: Place }),
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const accounts = await accountsByIds(deps.db, actor.workspaceId, [
    ...new Set(page.flatMap((row) => row.accountId ?? [])),
  ]);
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    posts: page.map((row) => toPost(row, row.accountId && byId.get(row.accountId))),
    next: last ? await sealCursor(deps, actor, list, placeOf(last)) : null,
  };
}

/** How many posts there are of each status. */
export async function readCounts(deps: Deps, actor: Actor): Promise<PostCounts> {
  assertMay(actor, 'read_posts');
  const rows = await countPosts(deps.db, actor.workspaceId);
  const found = new Map(rows.map((row) => [row.status, row.posts]));
  const counts = Object.fromEntries(POST_STATUSES.map((status) => [status, found.get(status) ?? 0]));
  return { counts: counts as PostCounts['counts'], total: rows.reduce((sum, row) => sum + row.posts, 0) };
}
