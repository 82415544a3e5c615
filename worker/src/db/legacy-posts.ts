/** Posts by the questions of the old API. Every query of a verb takes the workspace. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { NoticeId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import { insertIf } from './insert-if.ts';
import type { PostRow, StoredFailure } from './schema.ts';
import { notifications, posts } from './schema.ts';
import type { Message } from './webhook-outbox.ts';
import { enqueue } from './webhook-outbox.ts';

export const findPostByNumber = (db: Db, workspaceId: WorkspaceId, number: number) =>
  db
    .select()
    .from(posts)
    .where(and(eq(posts.number, number), eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt)))
    .get();

/** What an old client is shown of a post. */
export type OldPostRow = Pick<
  PostRow,
  'number' | 'caption' | 'publishAt' | 'platform' | 'createdAt' | 'updatedAt' | 'status'
>;

/** All of them, the soonest first: the old API had no pages. */
export const listPostsByTime = (db: Db, workspaceId: WorkspaceId): Promise<OldPostRow[]> =>
  db
    .select({
      number: posts.number,
      caption: posts.caption,
      publishAt: posts.publishAt,
      platform: posts.platform,
      createdAt: posts.createdAt,
      updatedAt: posts.updatedAt,
      status: posts.status,
    })
    .from(posts)
    .where(and(eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt)))
    .orderBy(sql`coalesce(${posts.publishAt}, ${posts.createdAt})`, posts.number)
    .all();

interface Told {
  id: NoticeId;
  kind: string;
  sentence: string;
  action: string | null;
  at: number;
}
const noticeOf = (post: Pick<PostRow, 'id' | 'workspaceId' | 'accountId'>, told: Told) => ({
  id: told.id,
  workspaceId: post.workspaceId,
  postId: post.id,
  accountId: post.accountId,
  kind: told.kind,
  sentence: told.sentence,
  action: told.action,
  dedupeKey: `${post.id}/${told.kind}`,
  createdAt: told.at,
});

/** Once per post and kind. */
export const tellOnce = (db: Db, post: Pick<PostRow, 'id' | 'workspaceId' | 'accountId'>, told: Told) =>
  db.insert(notifications).values(noticeOf(post, told)).onConflictDoNothing();

/** A post that was never armed ends, and its owner is told, together or not at all. Nothing when it moved meanwhile. */
export const failUnarmed = (db: Db, seen: PostRow, failure: StoredFailure, told: Told, message: Message) => {
  const ended = sql`exists (select 1 from ${posts} where ${posts.id} = ${seen.id} and ${posts.status} = 'failed' and ${posts.revision} = ${seen.revision + 1})`;
  return db.batch([
    db
      .update(posts)
      .set({ status: 'failed', failure, sweepAt: null, revision: seen.revision + 1, updatedAt: told.at })
      .where(
        and(
          eq(posts.id, seen.id),
          eq(posts.revision, seen.revision),
          eq(posts.status, 'draft'),
          isNull(posts.armedAt),
        ),
      ),
    insertIf(db, notifications, noticeOf(seen, told), ended).onConflictDoNothing(),
    enqueue(db, seen.workspaceId, message, ended),
  ]);
};

/** There is nothing to look after any more; a change meanwhile keeps its own time. */
export const forgetSweep = (db: Db, seen: PostRow) =>
  db
    .update(posts)
    .set({ sweepAt: null })
    .where(and(eq(posts.id, seen.id), eq(posts.revision, seen.revision), isNull(posts.armedAt)));

/** When the sweep should look at an unarmed post again. */
export const sweepUnarmedAt = (db: Db, seen: PostRow, at: number) =>
  db
    .update(posts)
    .set({ sweepAt: at })
    .where(and(eq(posts.id, seen.id), eq(posts.revision, seen.revision), isNull(posts.armedAt)));
