import {
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  lt,
  notExists,
  or,
  sql,
  sum,
} from 'drizzle-orm';
import type { MediaId, PostId, WorkspaceId } from '../contract/ids.ts';
import type { MediaFacts, Verdict } from '../contract/index.ts';
import type { Db } from '../deps.ts';
import { oneOf } from './one-of.ts';
import type { MediaRow } from './schema.ts';
import { media, posts, uploadParts, uploads } from './schema.ts';

const mine = (workspaceId: WorkspaceId, id: MediaId) =>
  and(eq(media.workspaceId, workspaceId), eq(media.id, id));

/** Posts that still need their file. A deleted one does until its object has closed the books. */
const needsFile = and(
  inArray(posts.status, ['draft', 'scheduled', 'publishing', 'outcome_unknown']),
  or(isNull(posts.deletedAt), isNotNull(posts.armedAt)),
);
const unused = (db: Db) =>
  notExists(
    db
      .select({ one: sql`1` })
      .from(posts)
      .where(and(eq(posts.mediaId, media.id), needsFile)),
  );
const unpinned = (now: number) => or(isNull(media.pinnedUntil), lt(media.pinnedUntil, now));

export const findMedia = (db: Db, workspaceId: WorkspaceId, id: MediaId): Promise<MediaRow | undefined> =>
  db.select().from(media).where(mine(workspaceId, id)).get();

/** The file, if a post may use it. */
export const findReadyMedia = (
  db: Db,
  workspaceId: WorkspaceId,
  id: MediaId,
): Promise<MediaRow | undefined> =>
  db
    .select()
    .from(media)
    .where(and(mine(workspaceId, id), eq(media.status, 'ready')))
    .get();

/** Keeps a file from deletion and purge until an instant, while a verb is about to use it. Nothing if it is not ready. */
export const pinMedia = (
  db: Db,
  workspaceId: WorkspaceId,
  id: MediaId,
  until: number,
): Promise<MediaRow | undefined> =>
  db
    .update(media)
    .set({ pinnedUntil: sql`max(coalesce(${media.pinnedUntil}, 0), ${until})` })
    .where(and(mine(workspaceId, id), eq(media.status, 'ready')))
    .returning()
    .get();

/** Starts the days after which a published file is purged; the last publication counts. For the batch that marks the post. */
export const notePublication = (db: Db, workspaceId: WorkspaceId, id: MediaId, at: number) =>
  db
    .update(media)
    .set({ publishedAt: sql`max(coalesce(${media.publishedAt}, 0), ${at})` })
    .where(mine(workspaceId, id));

export interface MediaFilter {
  status?: MediaRow['status'] | undefined;
  unused?: boolean;
  /** Where the last page ended. */
  before?: { createdAt: number; id: MediaId } | undefined;
  limit: number;
}

/** Newest first; one more than `limit` when there is another page. Files on their way out are not shown. */
export const listMedia = (db: Db, workspaceId: WorkspaceId, filter: MediaFilter): Promise<MediaRow[]> => {
  const { before, status } = filter;
  return db
    .select()
    .from(media)
    .where(
      and(
        eq(media.workspaceId, workspaceId),
        status ? eq(media.status, status) : sql`${media.status} <> 'purging'`,
        filter.unused ? notExists(db.select({ one: sql`1` }).from(posts).where(shows(media.id))) : undefined,
        before ? sql`(${media.createdAt}, ${media.id}) < (${before.createdAt}, ${before.id})` : undefined,
      ),
    )
    .orderBy(desc(media.createdAt), desc(media.id))
    .limit(filter.limit + 1);
};

const shows = (id: typeof media.id) => and(eq(posts.mediaId, id), isNull(posts.deletedAt));

/** How many posts show a file, drafts and published ones alike, and how many of those still need it. */
export interface Uses {
  shown: number;
  needed: number;
}

export async function countUses(
  db: Db,
  workspaceId: WorkspaceId,
  ids: MediaId[],
): Promise<Map<MediaId, Uses>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: posts.mediaId, shown: count(), needed: sum(sql`${needsFile}`).mapWith(Number) })
    .from(posts)
    .where(
      // As JSON, since D1 binds at most 100 values. A "+" keeps SQLite on the index by media.
      and(oneOf(posts.mediaId, ids), sql`+${posts.workspaceId} = ${workspaceId}`, isNull(posts.deletedAt)),
    )
    .groupBy(posts.mediaId);
  return new Map(rows.map(({ id, shown, needed }) => [id as MediaId, { shown, needed }]));
}

export async function totalBytes(db: Db, workspaceId: WorkspaceId): Promise<number> {
  const row = await db
    .select({ bytes: sum(media.bytes) })
    .from(media)
    .where(eq(media.workspaceId, workspaceId))
    .get();
  return Number(row?.bytes ?? 0);
}

/** How many files there are, how many no post shows, and how many TikTok would refuse; uploads are no files yet. */
export async function countFiles(
  db: Db,
  workspaceId: WorkspaceId,
): Promise<{ all: number; unused: number; refused: number }> {
  const shown = db.select({ one: sql`1` }).from(posts).where(shows(media.id));
  const row = await db
    .select({
      all: count(),
      unused: sum(notExists(shown)),
      refused: sum(eq(media.status, 'rejected')),
    })
    .from(media)
    .where(and(eq(media.workspaceId, workspaceId), sql`${media.status} not in ('uploading', 'purging')`))
    .get();
  return { all: row?.all ?? 0, unused: Number(row?.unused ?? 0), refused: Number(row?.refused ?? 0) };
}

export const setKept = (
  db: Db,
  workspaceId: WorkspaceId,
  id: MediaId,
  kept: boolean,
  now: number,
): Promise<MediaRow | undefined> =>
  db
    .update(media)
    .set({ kept, updatedAt: now })
    .where(and(mine(workspaceId, id), sql`${media.status} <> 'purging'`))
    .returning()
    .get();

/** Notes the picture that lies beside a file. Nothing if the file is on its way out. */
export const setPoster = (
  db: Db,
  workspaceId: WorkspaceId,
  id: MediaId,
  posterEtag: string,
  now: number,
): Promise<MediaRow | undefined> =>
  db
    .update(media)
    .set({ posterEtag, updatedAt: now })
    .where(and(mine(workspaceId, id), sql`${media.status} <> 'purging'`))
    .returning()
    .get();

/** Those of these files that have a picture. */
export const listPosters = (db: Db, workspaceId: WorkspaceId, ids: MediaId[]) =>
  db
    .select({ workspaceId: media.workspaceId, id: media.id, posterEtag: media.posterEtag })
    .from(media)
    .where(
      // As JSON, since D1 binds at most 100 values. A "+" keeps SQLite on the primary key.
      and(oneOf(media.id, ids), sql`+${media.workspaceId} = ${workspaceId}`, isNotNull(media.posterEtag)),
    );

/** Counts a check before it is made, so that one that never comes back is counted too. Nothing if it was made meanwhile. */
export const beginCheck = (db: Db, row: Pick<MediaRow, 'workspaceId' | 'id'>, now: number) =>
  db
    .update(media)
    .set({ checks: sql`${media.checks} + 1`, updatedAt: now })
    .where(and(mine(row.workspaceId, row.id), eq(media.status, 'checking')))
    .returning()
    .get();

/** The storage was at fault, not the file: this check does not count. */
export const forgetCheck = (db: Db, row: Pick<MediaRow, 'workspaceId' | 'id'>) =>
  db
    .update(media)
    .set({ checks: sql`max(0, ${media.checks} - 1)` })
    .where(mine(row.workspaceId, row.id));

/** What was found in a file. Applies once: a second look at the same time changes nothing. */
export const markChecked = (
  db: Db,
  row: Pick<MediaRow, 'workspaceId' | 'id'>,
  found: { status: 'ready' | 'rejected'; facts: MediaFacts | null; verdicts: Verdict[] },
  now: number,
): Promise<MediaRow | undefined> => {
  const { facts } = found;
  return db
    .update(media)
    .set({
      status: found.status,
      verdicts: found.verdicts,
      updatedAt: now,
      ...(facts && {
        contentType: facts.type,
        container: facts.container,
        videoCodec: facts.videoCodec,
        audioCodec: facts.audioCodec,
        width: facts.width,
        height: facts.height,
        milliFps: Math.round(facts.fps * 1000),
        durationMs: facts.durationMs,
      }),
    })
    .where(and(mine(row.workspaceId, row.id), eq(media.status, 'checking')))
    .returning()
    .get();
};

/** Files whose check was begun and never ended: the worker died, or R2 did not answer. */
export const listUnchecked = (db: Db, before: number, limit: number): Promise<MediaRow[]> =>
  db
    .select()
    .from(media)
    .where(and(eq(media.status, 'checking'), lt(media.updatedAt, before)))
    .orderBy(asc(media.updatedAt))
    .limit(limit);

/** The posts that keep a file from being deleted. */
export async function findPostsUsing(db: Db, workspaceId: WorkspaceId, id: MediaId): Promise<PostId[]> {
  const rows = await db
    .select({ id: posts.id })
    .from(posts)
    .where(and(eq(posts.mediaId, id), sql`+${posts.workspaceId} = ${workspaceId}`, needsFile))
    .orderBy(asc(posts.createdAt))
    .limit(100);
  return rows.map((row) => row.id);
}

/** From here on nobody can begin to use the file. Nothing if a post needs it, or a verb is about to. */
export const markPurging = (
  db: Db,
  workspaceId: WorkspaceId,
  id: MediaId,
  now: number,
): Promise<MediaRow | undefined> =>
  db
    .update(media)
    .set({ status: 'purging', updatedAt: now })
    .where(
      and(
        mine(workspaceId, id),
        inArray(media.status, ['checking', 'ready', 'rejected']),
        unused(db),
        unpinned(now),
      ),
    )
    .returning()
    .get();

/** Files published before an instant that nobody wants kept, oldest first. */
export const listPurgeable = (
  db: Db,
  publishedBefore: number,
  now: number,
  limit: number,
): Promise<MediaRow[]> =>
  db
    .select()
    .from(media)
    .where(
      and(
        eq(media.status, 'ready'),
        eq(media.kept, false),
        lt(media.publishedAt, publishedBefore),
        unpinned(now),
        unused(db),
      ),
    )
    .orderBy(asc(media.publishedAt))
    .limit(limit);

/** As `markPurging`, and still published long enough ago and not kept: the user may have changed that since it was listed. */
export const markExpired = (db: Db, row: MediaRow, publishedBefore: number, now: number) =>
  db
    .update(media)
    .set({ status: 'purging', updatedAt: now })
    .where(
      and(
        mine(row.workspaceId, row.id),
        eq(media.status, 'ready'),
        eq(media.kept, false),
        lt(media.publishedAt, publishedBefore),
        unpinned(now),
        unused(db),
      ),
    )
    .returning()
    .get();

/** Deletions that were begun, the one longest untouched first. */
export const listPurging = (db: Db, limit: number): Promise<MediaRow[]> =>
  db.select().from(media).where(eq(media.status, 'purging')).orderBy(asc(media.updatedAt)).limit(limit);

/** Puts a deletion that did not work at the end of the queue. */
export const touchPurging = (db: Db, row: MediaRow, now: number) =>
  db
    .update(media)
    .set({ updatedAt: now })
    .where(and(mine(row.workspaceId, row.id), eq(media.status, 'purging')));

/** The last step: the bytes are gone, now the rows. */
export const removeMedia = (db: Db, row: Pick<MediaRow, 'workspaceId' | 'id'>) => {
  const ofMedia = and(eq(uploads.workspaceId, row.workspaceId), eq(uploads.mediaId, row.id));
  return db.batch([
    db
      .delete(uploadParts)
      .where(inArray(uploadParts.uploadId, db.select({ id: uploads.id }).from(uploads).where(ofMedia))),
    db.delete(uploads).where(ofMedia),
    db.delete(media).where(and(mine(row.workspaceId, row.id), eq(media.status, 'purging'))),
  ]);
};
