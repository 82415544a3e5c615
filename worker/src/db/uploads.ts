import { and, asc, count, desc, eq, gt, lte, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { UploadId, WorkspaceId } from '../contract/ids.ts';
import type { Db } from '../deps.ts';
import type { MediaRow, UploadRow } from './schema.ts';
import { media, uploadParts, uploads } from './schema.ts';

const mine = (workspaceId: WorkspaceId, id: UploadId) =>
  and(eq(uploads.workspaceId, workspaceId), eq(uploads.id, id));

/** An upload with the row of the file it brings. */
export interface UploadWithMedia {
  upload: UploadRow;
  media: MediaRow;
}
export interface HeldPart {
  number: number;
  bytes: number;
  etag: string;
}

/** The file's row and the upload's, and what stands alongside, together or not at all. */
export const insertUpload = (
  db: Db,
  file: typeof media.$inferInsert,
  upload: typeof uploads.$inferInsert,
  alongside: BatchItem<'sqlite'>[],
) => db.batch([db.insert(media).values(file), db.insert(uploads).values(upload), ...alongside]);

export const findUpload = (
  db: Db,
  workspaceId: WorkspaceId,
  id: UploadId,
): Promise<UploadWithMedia | undefined> =>
  db
    .select({ upload: uploads, media })
    .from(uploads)
    .innerJoin(media, eq(media.id, uploads.mediaId))
    .where(mine(workspaceId, id))
    .get();

/** Uploads that can go on, newest first. */
export const listOpenUploads = (
  db: Db,
  workspaceId: WorkspaceId,
  now: number,
  limit: number,
): Promise<UploadWithMedia[]> =>
  db
    .select({ upload: uploads, media })
    .from(uploads)
    .innerJoin(media, eq(media.id, uploads.mediaId))
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.status, 'open'), gt(uploads.expiresAt, now)))
    .orderBy(desc(uploads.createdAt))
    .limit(limit);

export async function countOpenUploads(db: Db, workspaceId: WorkspaceId): Promise<number> {
  const row = await db
    .select({ open: count() })
    .from(uploads)
    .where(and(eq(uploads.workspaceId, workspaceId), eq(uploads.status, 'open')))
    .get();
  return row?.open ?? 0;
}

/** R2's binding has no list of parts, so this table is the list (platform.md 5). */
export const listParts = (db: Db, id: UploadId): Promise<HeldPart[]> =>
  db
    .select({ number: uploadParts.number, bytes: uploadParts.bytes, etag: uploadParts.etag })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, id))
    .orderBy(asc(uploadParts.number));

/** Notes a part that R2 holds; the same number again replaces it. Nothing if the upload ended meanwhile. */
export async function savePart(db: Db, id: UploadId, part: HeldPart, now: number): Promise<boolean> {
  const rows = await db.all<{ number: number }>(sql`
    insert into ${uploadParts} (upload_id, number, bytes, etag, stored_at)
    select ${uploads.id}, ${part.number}, ${part.bytes}, ${part.etag}, ${now} from ${uploads}
      where ${uploads.id} = ${id} and ${uploads.status} = 'open'
    on conflict (upload_id, number) do update set bytes = excluded.bytes, etag = excluded.etag, stored_at = excluded.stored_at
    returning number`);
  return rows.length > 0;
}

/** R2 did not recognise the parts we noted, so they have to be sent again. */
export const forgetParts = (db: Db, id: UploadId) =>
  db.delete(uploadParts).where(eq(uploadParts.uploadId, id));

const openOne = (id: UploadId) => and(eq(uploads.id, id), eq(uploads.status, 'open'));

/** The size of a file that was not told beforehand, once its end is there. */
export const setSize = (db: Db, { upload, media: file }: UploadWithMedia, bytes: number) =>
  db.batch([
    db
      .update(media)
      .set({ bytes })
      .where(and(eq(media.id, file.id), eq(media.status, 'uploading'))),
    db.update(uploads).set({ bytes }).where(openOne(upload.id)),
  ]);

/** The bytes are one object now: upload and file move on together, once. The list of parts has done its work. */
export const markCompleted = (db: Db, { upload, media: file }: UploadWithMedia, etag: string, now: number) =>
  db.batch([
    db
      .update(media)
      .set({ status: 'checking', etag, updatedAt: now })
      .where(
        and(
          eq(media.id, file.id),
          eq(media.status, 'uploading'),
          sql`exists (select 1 from ${uploads} where ${openOne(upload.id)})`,
        ),
      ),
    db
      .delete(uploadParts)
      .where(
        and(
          eq(uploadParts.uploadId, upload.id),
          sql`exists (select 1 from ${uploads} where ${openOne(upload.id)})`,
        ),
      ),
    db.update(uploads).set({ status: 'completed' }).where(openOne(upload.id)),
  ]);

/** The intent to abort, once: no part is taken from here on, and the purge ends what a crash leaves undone. */
export const markAborted = (db: Db, { upload, media: file }: UploadWithMedia, now: number) =>
  db.batch([
    db
      .update(media)
      .set({ status: 'purging', updatedAt: now })
      .where(
        and(
          eq(media.id, file.id),
          eq(media.status, 'uploading'),
          sql`exists (select 1 from ${uploads} where ${openOne(upload.id)})`,
        ),
      ),
    db.update(uploads).set({ status: 'aborted' }).where(openOne(upload.id)),
  ]);

/** Unfinished uploads past their time, the oldest first. */
export const listStaleUploads = (db: Db, now: number, limit: number): Promise<UploadWithMedia[]> =>
  db
    .select({ upload: uploads, media })
    .from(uploads)
    .innerJoin(media, eq(media.id, uploads.mediaId))
    .where(and(eq(uploads.status, 'open'), lte(uploads.expiresAt, now)))
    .orderBy(asc(uploads.expiresAt))
    .limit(limit);

/** R2's ids of the multipart uploads of a file; one that never ended must be aborted with it. */
export const listUploadsOf = (db: Db, file: Pick<MediaRow, 'workspaceId' | 'id'>): Promise<UploadRow[]> =>
  db
    .select()
    .from(uploads)
    .where(and(eq(uploads.workspaceId, file.workspaceId), eq(uploads.mediaId, file.id)));
