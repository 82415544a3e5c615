import type { Actor } from '../../app-env.ts';
import type { UploadId } from '../../contract/ids.ts';
import type { Media } from '../../contract/index.ts';
import type { HeldPart, UploadWithMedia } from '../../db/uploads.ts';
import { forgetParts, listParts, markCompleted } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { conflict, unavailable } from '../../domain/errors.ts';
import { partNumbers } from '../../media/parts.ts';
import { isPartListWrong, isUploadGone } from '../../media/store.ts';
import { assertMay } from '../identity/may.ts';
import type { Once } from '../repeats/once.ts';
import { takeKeyNow } from '../repeats/once.ts';
import { checkMedia } from './check-media.ts';
import { assertOpen, getUploadRow } from './open-uploads.ts';
import { showMedia } from './show-media.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'log' | 'feed' | 'later'>;

/**
 * Puts the parts together and checks the file. Each step leaves a state from which a repeat goes on: R2 has the object or
 * has not, then the rows say so, then the check is written. The answer to a repeat is the same file.
 */
export async function completeUpload(deps: Needs, actor: Actor, id: UploadId, once?: Once): Promise<Media> {
  assertMay(actor, 'change_media');
  const row = await getUploadRow(deps, actor, id);
  await takeKeyNow(deps, once);
  if (row.upload.status !== 'completed') await assemble(deps, row);

  const { upload, media } = await getUploadRow(deps, actor, id);
  if (upload.status !== 'completed') throw conflict('This upload was cancelled. Begin a new one.');
  return showMedia(deps, await checkMedia(deps, media));
}

async function assemble(deps: Needs, row: UploadWithMedia): Promise<void> {
  assertOpen(row, deps.clock.now());
  const parts = await listParts(deps.db, row.upload.id);
  const held = new Set(parts.map((part) => part.number));
  assertNoneMissing(partNumbers(row.upload).filter((number) => !held.has(number)));

  const etag = await joinParts(deps, row, parts);
  await markCompleted(deps.db, row, etag, deps.clock.now());
}

/** Makes one object of the parts, or finds the one an earlier attempt made. Returns its etag. */
async function joinParts(deps: Needs, row: UploadWithMedia, parts: HeldPart[]): Promise<string> {
  const { media, upload } = row;
  try {
    const multipart = deps.bucket.resumeMultipartUpload(media.key, upload.r2UploadId);
    const object = await multipart.complete(
      parts.map((part) => ({ partNumber: part.number, etag: part.etag })),
    );
    return sized(object, media.bytes);
  } catch (error) {
    if (isPartListWrong(error)) {
      // Two senders of one part, and R2 kept the other's. Which one, R2 does not say.
      await forgetParts(deps.db, upload.id);
      assertNoneMissing(partNumbers(upload));
    }
    if (!isUploadGone(error)) {
      deps.log.warn('upload not completed', { upload: upload.id, error });
      throw unavailable('The parts could not be put together at the moment. Try again.');
    }
    const object = await deps.bucket.head(media.key);
    if (!object) throw conflict('This upload was cancelled. Begin a new one.');
    return sized(object, media.bytes);
  }
}

/** Parts of checked length can't give another size; if they do, nothing is built on it. */
function sized(object: Pick<R2Object, 'size' | 'etag'>, bytes: number): string {
  if (object.size !== bytes)
    throw new Error(`an object of ${object.size} bytes where ${bytes} were uploaded`);
  return object.etag;
}

function assertNoneMissing(missing: number[]): void {
  if (missing.length === 0) return;
  const words =
    missing.length === 1 ? `Part ${missing[0]} is missing.` : `${missing.length} parts are missing.`;
  throw conflict(`${words} Send what is missing, then complete the upload.`, { missing });
}
