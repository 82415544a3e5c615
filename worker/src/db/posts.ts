/** Posts, by the questions asked of them. Every query of a verb takes the workspace. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { ArmingId, LinkId, PostId, WorkspaceId } from '../contract/ids.ts';
import type { Step } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import type { PostRowView } from '../services/publishing/ports.ts';
import type { AccountRow, MediaRow, PostRow } from './schema.ts';
import { media, posts, publicationEvents, tiktokAccounts } from './schema.ts';
import type { Message } from './webhook-outbox.ts';
import { enqueue } from './webhook-outbox.ts';

const live = (workspaceId: WorkspaceId, postId: PostId) =>
  and(eq(posts.id, postId), eq(posts.workspaceId, workspaceId), isNull(posts.deletedAt));

/** `alongside` happens with it or not at all. */
export async function insertPost(
  db: Db,
  row: typeof posts.$inferInsert,
  alongside: BatchItem<'sqlite'>[] = [],
): Promise<PostRow> {
  const [rows] = await db.batch([db.insert(posts).values(row).returning(), ...alongside]);
  return rows[0] as PostRow;
}

/** A change on condition of the revision the caller saw; nothing when it moved. For posts whose truth is the row. */
export const changePost = (db: Db, seen: PostRow, values: Partial<PostRow>) =>
  db
    .update(posts)
    .set({ ...values, revision: seen.revision + 1 })
    .where(
      and(live(seen.workspaceId, seen.id), eq(posts.revision, seen.revision), eq(posts.status, seen.status)),
    )
    .returning()
    .get();

/**
 * Takes a deletion back. Not while the object that was told of it has books to close: it would write the deletion again. An
 * object that follows a published or failed post knows of no deletion.
 */
export const undelete = (db: Db, seen: PostRow, deletedAfter: number, now: number) =>
  db
    .update(posts)
    .set({ deletedAt: null, revision: seen.revision + 1, updatedAt: now })
    .where(
      and(
        eq(posts.id, seen.id),
        eq(posts.workspaceId, seen.workspaceId),
        eq(posts.revision, seen.revision),
        gt(posts.deletedAt, deletedAfter),
        or(isNull(posts.armedAt), inArray(posts.status, ['published', 'failed'])),
      ),
    )
    .returning()
    .get();

export interface Arming {
  armingId: ArmingId;
  linkId: LinkId;
  publishAt: number;
  latestAt: number;
  stageAt: number;
  zone: string | null;
  consent: NonNullable<PostRow['consent']>;
  now: number;
}

/**
 * draft | cancelled | failed → scheduled, all or nothing: the revision is the one seen, the media is ready (and pinned by
 * the same batch), the account's link is the one the verb read. Nothing when one of them moved. `told`: what webhooks hear of it.
 */
export async function markScheduled(
  db: Db,
  seen: PostRow,
  arming: Arming,
  alongside: BatchItem<'sqlite'>[] = [],
  told?: Message,
): Promise<PostRow | undefined> {
  const { now, ...columns } = arming;
  const ready = sql`exists (select 1 from ${media} where ${media.id} = ${posts.mediaId} and ${media.status} = 'ready')`;
  const linked = sql`exists (select 1 from ${tiktokAccounts} where ${tiktokAccounts.id} = ${posts.accountId}
    and ${tiktokAccounts.linkId} = ${arming.linkId} and ${tiktokAccounts.status} = 'connected')`;
  const [rows] = await db.batch([
    db
      .update(posts)
      .set({
        ...columns,
        status: 'scheduled',
        revision: seen.revision + 1,
        seq: sql`${posts.seq} + 1`,
        armedAt: now,
        sweepAt: now + 60_000,
        held: null,
        failure: null,
        findings: [],
        intended: null,
        publishId: null,
        handedOverAt: null,
        updatedAt: now,
      })
      .where(
        and(
          live(seen.workspaceId, seen.id),
          eq(posts.revision, seen.revision),
          inArray(posts.status, ['draft', 'cancelled', 'failed']),
          ready,
          linked,
        ),
      )
      .returning(),
    eventOfArming(db, seen.id, arming.armingId, 'scheduled', now, {
      publishAt: arming.publishAt,
      consent: arming.consent.text,
    }),
    ...(told ? [enqueue(db, seen.workspaceId, told, carries(seen.id, arming.armingId))] : []),
    ...alongside,
  ]);
  return rows[0];
}

/** Whether the row carries this arming, that is, whether the update in the same batch took place. */
const carries = (postId: PostId, armingId: ArmingId) =>
  sql`exists (select 1 from ${posts} where ${posts.id} = ${postId} and ${posts.armingId} = ${armingId})`;

/** A receipt line that is written only if the row carries this arming, that is, if the update in the same batch took place. */
const eventOfArming = (
  db: Db,
  postId: PostId,
  armingId: ArmingId,
  step: Step,
  at: number,
  detail: Record<string, string | number>,
) =>
  db.insert(publicationEvents).select(
    db
      .select({
        postId: posts.id,
        seq: posts.seq,
        at: sql<number>`${at}`.as('at'),
        step: sql<Step>`${step}`.as('step'),
        detail: sql<Record<string, string | number>>`${JSON.stringify(detail)}`.as('detail'),
      })
      .from(posts)
      .where(and(eq(posts.id, postId), eq(posts.armingId, armingId))),
  );

/** The post with its account and media, for everything that has to be frozen into a snapshot. */
export const findWhole = (db: Db, postId: PostId) =>
  db
    .select({ post: posts, account: tiktokAccounts, media })
    .from(posts)
    .leftJoin(
      tiktokAccounts,
      and(eq(tiktokAccounts.id, posts.accountId), eq(tiktokAccounts.workspaceId, posts.workspaceId)),
    )
    .leftJoin(media, and(eq(media.id, posts.mediaId), eq(media.workspaceId, posts.workspaceId)))
    .where(eq(posts.id, postId))
    .get();

export async function armedRow(db: Db, postId: PostId): Promise<PostRowView | undefined> {
  const whole = await findWhole(db, postId);
  if (!whole) return undefined;
  const { post } = whole;
  return {
    status: post.status,
    armingId: post.armingId,
    seq: post.seq,
    deleted: post.deletedAt !== null,
    armed: post.armedAt !== null,
    snapshot: snapshotOf(post, whole.account, whole.media),
  };
}

/** Null when something without which nothing can be published is not there. */
export function snapshotOf(
  post: PostRow,
  account: AccountRow | null,
  file: MediaRow | null,
): Snapshot | null {
  const { armingId, linkId, consent, publishAt, latestAt, privacy } = post;
  if (
    !account ||
    !file?.etag ||
    !armingId ||
    !linkId ||
    !consent ||
    publishAt === null ||
    latestAt === null ||
    !privacy
  )
    return null;
  return {
    postId: post.id,
    workspaceId: post.workspaceId,
    armingId,
    revision: post.revision,
    accountId: account.id,
    openId: account.openId,
    linkId,
    mediaId: file.id,
    media: {
      key: file.key,
      etag: file.etag,
      bytes: file.bytes,
      type: file.contentType,
      durationMs: file.durationMs ?? 0,
    },
    caption: post.caption,
    privacy,
    allowComment: post.allowComment,
    allowDuet: post.allowDuet,
    allowStitch: post.allowStitch,
    ownBrand: post.ownBrand,
    branded: post.branded,
    aiGenerated: post.aiGenerated,
    coverMs: post.coverMs,
    consent,
    dueAt: publishAt,
    latestAt,
    zone: post.zone,
    handle: account.username,
  };
}

export const listEvents = (db: Db, postId: PostId) =>
  db
    .select()
    .from(publicationEvents)
    .where(eq(publicationEvents.postId, postId))
    .orderBy(asc(publicationEvents.seq))
    .all();

/** Posts of an account that are armed under a link, oldest first. */
export const armedPostsOfLink = (db: Db, workspaceId: WorkspaceId, linkId: LinkId, limit: number) =>
  db
    .select({ id: posts.id, armingId: posts.armingId })
    .from(posts)
    .where(
      and(
        eq(posts.workspaceId, workspaceId),
        eq(posts.linkId, linkId),
        isNotNull(posts.armedAt),
        inArray(posts.status, ['scheduled', 'publishing']),
      ),
    )
    .orderBy(asc(posts.publishAt))
    .limit(limit)
    .all();

/** What the sweep has to look at, longest waiting first. */
export const postsToSweep = (db: Db, now: number, limit: number) =>
  db
    .select({ id: posts.id, armedAt: posts.armedAt })
    .from(posts)
    .where(lte(posts.sweepAt, now))
    .orderBy(asc(posts.sweepAt))
    .limit(limit)
    .all();

/** Puts a poked post behind the others, so that one that can't be helped doesn't keep them waiting. */
export const sweepLater = (db: Db, ids: PostId[], at: number) =>
  db
    .update(posts)
    .set({ sweepAt: at })
    .where(and(inArray(posts.id, ids), lte(posts.sweepAt, at)));
