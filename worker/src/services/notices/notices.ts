import * as z from 'zod';
import type { Actor } from '../../app-env.ts';
import type { ListNotices, NoticePage, ReadNotices, Unread } from '../../contract/index.ts';
import { NoticeId } from '../../contract/index.ts';
import { countUnread, findNotice, listNotices, markRead } from '../../db/notices.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { openCursor, sealCursor } from '../lists/cursor.ts';
import { pageSize } from '../lists/page-size.ts';
import { tellFeed } from '../live/tell-feed.ts';

const Place = z.object({ createdAt: z.number(), id: NoticeId });

/** What the workspace was told, newest first, and how much of all of it is unread. */
export async function readNotices(deps: Deps, actor: Actor, input: ListNotices): Promise<NoticePage> {
  assertMay(actor, 'read_notices');
  const limit = pageSize(input.limit);
  const { cursor } = input;
  const after =
    cursor === undefined ? undefined : await openCursor(deps, actor, 'notices', { cursor, place: Place });
  const [rows, [count]] = await deps.db.batch([
    listNotices(deps.db, actor.workspaceId, after, limit + 1),
    countUnread(deps.db, actor.workspaceId),
  ]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1)?.notice : undefined;
  const place = last && { createdAt: last.createdAt, id: last.id };
  return {
    notices: page.map(toNotice),
    next: place ? await sealCursor(deps, actor, 'notices', place) : null,
    unread: count?.unread ?? 0,
  };
}

/** Marks notices as read: those named, or all up to the newest one the user saw. One that came since stays unread. */
export async function markNoticesRead(deps: Deps, actor: Actor, input: ReadNotices): Promise<Unread> {
  assertMay(actor, 'mark_notices');
  const which = 'ids' in input ? input.ids : await findNotice(deps.db, actor.workspaceId, input.until);
  if (!which) throw notFound('notice');
  const [, [count]] = await deps.db.batch([
    markRead(deps.db, actor.workspaceId, which, deps.clock.now()),
    countUnread(deps.db, actor.workspaceId),
  ]);
  tellFeed(deps, actor.workspaceId, [{ type: 'notice' }]);
  return { unread: count?.unread ?? 0 };
}

type Listed = Awaited<ReturnType<typeof listNotices>>[number];

const toNotice = ({ notice: row, caption }: Listed): NoticePage['notices'][number] => ({
  id: row.id,
  kind: row.kind,
  postId: row.postId,
  caption,
  accountId: row.accountId,
  sentence: row.sentence,
  action: row.action,
  createdAt: new Date(row.createdAt).toISOString(),
  readAt: row.readAt === null ? null : new Date(row.readAt).toISOString(),
});
