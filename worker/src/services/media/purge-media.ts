import { listPurgeable, listPurging, markExpired, removeMedia, touchPurging } from '../../db/media.ts';
import type { MediaRow } from '../../db/schema.ts';
import { listStaleUploads, listUploadsOf, markAborted } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { isUploadGone, posterKey } from '../../media/store.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'log'>;

const DAY_MS = 24 * 60 * 60 * 1000;
export const ABORTS_A_RUN = 25;
export const PURGES_A_RUN = 50;

/**
 * Removes what a row in `purging` stands for: parts on their way, the object, then the rows. Each step may be repeated, so
 * a death in between is finished by the next sweep.
 */
export async function purgeNow(deps: Pick<Needs, 'db' | 'bucket'>, row: MediaRow): Promise<void> {
  for (const upload of await listUploadsOf(deps.db, row)) {
    if (upload.status === 'completed') continue;
    await deps.bucket
      .resumeMultipartUpload(row.key, upload.r2UploadId)
      .abort()
      .catch((error: unknown) => {
        if (!isUploadGone(error)) throw error;
      });
  }
  // After the abort: a completion that won the race has left an object.
  await deps.bucket.delete([row.key, posterKey(row.workspaceId, row.id)]);
  await removeMedia(deps.db, row);
}

/** Aborts uploads nobody finished within their time, the oldest first. Returns how many. */
export async function abortStaleUploads(deps: Needs): Promise<number> {
  const now = deps.clock.now();
  const stale = await listStaleUploads(deps.db, now, ABORTS_A_RUN);
  for (const row of stale) {
    // From here on the file is in `purging`, where the purge finds it if this run does not end it.
    await markAborted(deps.db, row, now);
    await tryPurge(deps, row.media);
  }
  return stale.length;
}

/**
 * Purges files whose days after publication are over, and ends deletions that were begun and never finished. A bounded
 * number a run, the oldest first; one that fails stands back and stops no other. Returns how many were removed.
 */
export async function purgeMedia(deps: Needs & Pick<Deps, 'settings'>): Promise<number> {
  const now = deps.clock.now();
  const publishedBefore = now - deps.settings.MEDIA_KEEP_DAYS * DAY_MS;
  for (const row of await listPurgeable(deps.db, publishedBefore, now, PURGES_A_RUN)) {
    await markExpired(deps.db, row, publishedBefore, now);
  }
  let removed = 0;
  for (const row of await listPurging(deps.db, PURGES_A_RUN)) {
    if (await tryPurge(deps, row)) removed++;
  }
  return removed;
}

async function tryPurge(deps: Needs, row: MediaRow): Promise<boolean> {
  try {
    await purgeNow(deps, row);
    return true;
  } catch (error) {
    deps.log.warn('media not purged', { media: row.id, error });
    await touchPurging(deps.db, row, deps.clock.now());
    return false;
  }
}
