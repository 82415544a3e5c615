import type { Actor } from '../../app-env.ts';
import type { MediaId, UploadId } from '../../contract/ids.ts';
import { findPostsUsing, markPurging } from '../../db/media.ts';
import type { MediaRow } from '../../db/schema.ts';
import { findUpload, listUploadsOf, markAborted } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { conflict } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { tellFeed } from '../live/tell-feed.ts';
import { getMediaRow } from './library.ts';
import { getUploadRow } from './open-uploads.ts';
import { purgeNow } from './purge-media.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'log' | 'feed' | 'later'>;

/** Deletes a file that no post needs. Once it is marked nobody can begin to use it; what a crash leaves, the purge ends. */
export async function deleteMedia(deps: Needs, actor: Actor, id: MediaId): Promise<void> {
  assertMay(actor, 'change_media');
  const row = await getMediaRow(deps, actor, id);
  if (row.status === 'uploading') return endUploadOf(deps, actor, row);

  const marked = await markPurging(deps.db, actor.workspaceId, id, deps.clock.now());
  if (!marked) throw await whyNot(deps, actor, id);
  tellFeed(deps, actor.workspaceId, [{ type: 'media', mediaId: id }]);
  await removeBytes(deps, marked);
}

async function whyNot(deps: Needs, actor: Actor, id: MediaId) {
  await getMediaRow(deps, actor, id); // somebody else deleted it meanwhile: not_found
  const posts = await findPostsUsing(deps.db, actor.workspaceId, id);
  if (posts.length === 0) return conflict('A post is about to use this file. Try again in a moment.');
  return conflict(posts.length === 1 ? 'A post needs this file.' : `${posts.length} posts need this file.`, {
    posts,
  });
}

async function endUploadOf(deps: Needs, actor: Actor, row: MediaRow): Promise<void> {
  const [upload] = await listUploadsOf(deps.db, row);
  if (upload) await abortUpload(deps, actor, upload.id);
}

/** Ends an upload: no part is taken any more and nothing of it is kept. Doing it again is fine. */
export async function abortUpload(deps: Needs, actor: Actor, id: UploadId): Promise<void> {
  assertMay(actor, 'change_media');
  const row = await getUploadRow(deps, actor, id);
  await markAborted(deps.db, row, deps.clock.now());

  const after = await findUpload(deps.db, actor.workspaceId, id);
  if (after?.upload.status === 'completed')
    throw conflict('This upload is complete. Delete the file instead.', { mediaId: after.media.id });
  if (after) await removeBytes(deps, after.media);
}

/** The user's wish is stored by now, so trouble with R2 is the purge's, not theirs. */
async function removeBytes(deps: Needs, row: MediaRow): Promise<void> {
  await purgeNow(deps, row).catch((error: unknown) =>
    deps.log.warn('left to the purge', { media: row.id, error }),
  );
}
