import type { Actor } from '../../app-env.ts';
import type { MediaId, UploadId } from '../../contract/ids.ts';
import type { CreateUpload, Upload } from '../../contract/index.ts';
import { totalBytes } from '../../db/media.ts';
import type { MediaRow, UploadRow } from '../../db/schema.ts';
import { countOpenUploads, insertUpload } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { limitReached, tooLarge } from '../../domain/errors.ts';
import { cleanFileName } from '../../media/file-name.ts';
import { cutOf } from '../../media/parts.ts';
import { mediaKey } from '../../media/store.ts';
import { sizeVerdict } from '../../media/verdicts.ts';
import { assertMay } from '../identity/may.ts';
import { countDeed } from '../limits/count.ts';
import type { Once } from '../repeats/once.ts';
import { firstOnly, takeKey } from '../repeats/once.ts';
import { OPEN_UPLOADS_MAX } from './limits.ts';
import { getUpload } from './open-uploads.ts';
import { showUpload } from './show-upload.ts';

/** After this an unfinished upload is aborted (design 7). */
export const UPLOAD_MS_MAX = 24 * 60 * 60 * 1000;
/** What one workspace may store, so that nobody's bill is without an end (security.md 28, 32). */
export const LIBRARY_BYTES_MAX = 200_000_000_000;

/** Begins the upload of a file: a row for the file, a multipart upload at R2, a row for the upload. */
export async function createUpload(
  deps: Pick<Deps, 'db' | 'bucket' | 'clock' | 'newId' | 'log' | 'limiter' | 'settings'>,
  actor: Actor,
  input: CreateUpload,
  once?: Once,
): Promise<Upload> {
  assertMay(actor, 'change_media');
  if (once?.resumed) return getUpload(deps, actor, once.mintedId as UploadId);
  await countDeed(deps, actor, 'uploads');
  await assertRoom(deps, actor, input.bytes);

  const now = deps.clock.now();
  const mediaId = deps.newId<MediaId>('media');
  const key = mediaKey(actor.workspaceId, mediaId);
  const media: MediaRow = {
    ...EMPTY,
    id: mediaId,
    workspaceId: actor.workspaceId,
    createdBy: actor.userId,
    key,
    name: cleanFileName(input.name),
    bytes: input.bytes,
    createdAt: now,
    updatedAt: now,
  };
  // R2 before the rows: a multipart upload that no row knows is ended by R2 itself after a week (platform.md 5).
  const multipart = await deps.bucket.createMultipartUpload(key);
  const upload: UploadRow = {
    id: (once?.mintedId as UploadId | undefined) ?? deps.newId<UploadId>('upl'),
    workspaceId: actor.workspaceId,
    mediaId,
    r2UploadId: multipart.uploadId,
    ...cutOf(input.bytes),
    status: 'open',
    createdAt: now,
    expiresAt: now + UPLOAD_MS_MAX,
  };
  try {
    await firstOnly(insertUpload(deps.db, media, upload, takeKey(deps, once)));
  } catch (error) {
    await multipart
      .abort()
      .catch((cause: unknown) => deps.log.warn('multipart not aborted', { media: mediaId, error: cause }));
    throw error;
  }
  return showUpload({ upload, media }, []);
}

async function assertRoom(deps: Pick<Deps, 'db'>, actor: Actor, bytes: number): Promise<void> {
  const tooBig = sizeVerdict(bytes);
  if (tooBig) throw tooLarge(tooBig.sentence);
  const [open, stored] = await Promise.all([
    countOpenUploads(deps.db, actor.workspaceId),
    totalBytes(deps.db, actor.workspaceId),
  ]);
  if (open >= OPEN_UPLOADS_MAX)
    throw limitReached(`${open} uploads are unfinished. Finish one, or remove one, then begin the next.`, 60);
  if (stored + bytes > LIBRARY_BYTES_MAX)
    throw tooLarge(`Your library may hold ${LIBRARY_BYTES_MAX / 1e9} GB. Delete files you no longer need.`);
}

const EMPTY = {
  etag: null,
  status: 'uploading',
  // Looked for when the file is there; what a client says of it is not kept.
  contentType: 'application/octet-stream',
  container: null,
  videoCodec: null,
  audioCodec: null,
  width: null,
  height: null,
  milliFps: null,
  durationMs: null,
  verdicts: [],
  checks: 0,
  kept: false,
  pinnedUntil: null,
  publishedAt: null,
} satisfies Partial<MediaRow>;
