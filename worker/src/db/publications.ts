/** The row of an armed post, as its object reads and writes it (design 3). */
import { and, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import type { NoticeId, PostStatus } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import type { Notice, Publication } from '../domain/publication.ts';
import type { PublicationRows } from '../services/publishing/ports.ts';
import { insertIf } from './insert-if.ts';
import { notePublication } from './media.ts';
import { armedRow } from './posts.ts';
import type { PostRow } from './schema.ts';
import { notifications, posts, publicationEvents } from './schema.ts';
import type { Message } from './webhook-outbox.ts';
import { enqueue } from './webhook-outbox.ts';

/** The sweep looks at a post this long after its object should have moved. */
const SWEEP_AFTER = 90_000;

export function createPublicationRows(
  db: Db,
  newId: <Id extends string>(prefix: string) => Id,
  words: (notice: Notice, publication: Publication) => { sentence: string; action: string | null },
  /** Where people watch: https://www.tiktok.com, or the simulator in a rehearsal. */
  publicOrigin: string,
  /** What the workspace's webhooks are told of it. */
  messages: (p: Publication) => Message[] = () => [],
): PublicationRows {
  return {
    async read(postId) {
      return armedRow(db, postId);
    },

    async write(p, closed) {
      const { postId, workspaceId, accountId } = p.snapshot;
      const columns = columnsOf(p, closed, publicOrigin);
      // As one value: a post may be moved a hundred times, and D1 binds a hundred values.
      const armings = sql`(select value from json_each(${JSON.stringify(p.armings)}))`;
      // The same seq is the same truth, written again while the books are open.
      const newer = and(
        inArray(posts.armingId, armings),
        or(lt(posts.seq, p.seq), and(eq(posts.seq, p.seq), isNotNull(posts.armedAt))),
      );
      const overriding = overrides(columns.status)
        ? and(
            or(notInArray(posts.armingId, armings), isNull(posts.armingId)),
            // Resolved since, and armed anew: a late word of not knowing is no news.
            columns.status === 'outcome_unknown' ? lt(posts.seq, p.seq) : undefined,
          )
        : undefined;
      // An object may outlive its row by long: a receipt without a post would be nobody's, and stay for ever.
      const there = sql`exists (select 1 from ${posts} where ${posts.id} = ${postId})`;
      const entries = p.entries.map(({ detail, ...entry }) =>
        insertIf(
          db,
          publicationEvents,
          { postId, ...entry, detail: JSON.stringify(detail) },
          there,
        ).onConflictDoNothing(),
      );
      const notices = p.notices.map((notice) =>
        db
          .insert(notifications)
          .values({
            id: newId<NoticeId>('note'),
            workspaceId,
            postId,
            accountId,
            kind: notice.kind,
            ...words(notice, p),
            dedupeKey: notice.key,
            createdAt: notice.at,
          })
          .onConflictDoNothing(),
      );
      await db.batch([
        db
          .update(posts)
          .set(columns)
          .where(and(eq(posts.id, postId), or(newer, overriding))),
        ...entries,
        ...notices,
        ...messages(p).map((message) => enqueue(db, workspaceId, message)),
        ...(p.publishedAt === null
          ? []
          : [notePublication(db, workspaceId, p.snapshot.mediaId, p.publishedAt)]),
      ]);
    },

    async correct(postId, armingId, ending) {
      const published = ending.outcome === 'published';
      const status: PostStatus = ending.outcome === 'replaced' ? 'cancelled' : ending.outcome;
      await db
        .update(posts)
        .set({
          status,
          armedAt: null,
          sweepAt: null,
          publishId: ending.publishId,
          publishedAt: published ? ending.at : null,
          failure: ending.reason ? { reason: ending.reason, technical: null, at: ending.at } : null,
          revision: sql`${posts.revision} + 1`,
          updatedAt: ending.at,
        })
        .where(and(eq(posts.id, postId), eq(posts.armingId, armingId)));
    },
  };
}

/** Where people watch it; null while neither TikTok nor its creator has said. */
export const publicUrl = ({ tiktokPostId, foundAt, snapshot }: Publication, origin: string): string | null =>
  tiktokPostId ? `${origin}/@${snapshot.handle}/video/${tiktokPostId}` : (foundAt ?? null);

const overrides = (status: PostStatus | undefined) => status === 'published' || status === 'outcome_unknown';

export function statusOf(p: Publication): PostStatus {
  switch (p.state.phase) {
    case 'waiting':
      return 'scheduled';
    case 'initiating':
    case 'uploading':
    case 'staged':
    case 'holding':
    case 'handing_over':
    case 'processing':
      return 'publishing';
    case 'following':
      return 'published';
    case 'unknown':
      return 'outcome_unknown';
    case 'finished':
      return p.state.outcome;
  }
}

/** Columns the object is the truth of while a post is armed; content too, since a change reaches the object first. */
function columnsOf(p: Publication, closed: boolean, origin: string): Partial<PostRow> {
  const { snapshot: s } = p;
  const handedOver = ['processing', 'following', 'unknown', 'finished'].includes(p.state.phase);
  const lastAt = p.entries.at(-1)?.at;
  return {
    accountId: s.accountId,
    mediaId: s.mediaId,
    caption: s.caption,
    privacy: s.privacy,
    allowComment: s.allowComment,
    allowDuet: s.allowDuet,
    allowStitch: s.allowStitch,
    ownBrand: s.ownBrand,
    branded: s.branded,
    aiGenerated: s.aiGenerated,
    coverMs: s.coverMs,
    consent: s.consent,
    publishAt: s.dueAt,
    latestAt: s.latestAt,
    stageAt: s.dueAt - p.leadMs,
    zone: s.zone,
    status: statusOf(p),
    revision: sql`max(${posts.revision}, ${s.revision})` as unknown as number,
    armingId: s.armingId,
    linkId: s.linkId,
    seq: p.seq,
    ...(closed ? { armedAt: null, sweepAt: null } : { sweepAt: p.nextAt + SWEEP_AFTER }),
    held: p.held,
    failure: p.failure,
    findings: p.findings,
    publishId: p.publishId,
    tiktokPostId: p.tiktokPostId,
    url: publicUrl(p, origin),
    handedOverAt: handedOver ? p.handedOverAt : null,
    publishedAt: p.publishedAt,
    // A row deleted while its object follows the post stays deleted.
    ...(p.deletedAt !== null && { deletedAt: p.deletedAt }),
    ...(lastAt !== undefined && { updatedAt: lastAt }),
  };
}
