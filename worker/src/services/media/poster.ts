import type { Actor } from '../../app-env.ts';
import type { MediaId } from '../../contract/ids.ts';
import type { Media } from '../../contract/index.ts';
import { POSTER_SIDE_MAX, POSTER_SIDE_MIN } from '../../contract/index.ts';
import { setPoster } from '../../db/media.ts';
import type { Deps } from '../../deps.ts';
import { notFound, unavailable, unsupported } from '../../domain/errors.ts';
import { openPoster } from '../../media/links.ts';
import { readPicture } from '../../media/picture.ts';
import { posterKey } from '../../media/store.ts';
import { assertMay } from '../identity/may.ts';
import { getMedia, getMediaRow } from './library.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'log' | 'feed' | 'later'>;

/**
 * Puts a still picture beside a video, in place of the one before. The worker can't decode videos, so the browser makes it
 * (stack-notes 10). Throws `unsupported` (415) for what is neither a JPEG nor a WebP of a sensible size.
 */
export async function putPoster(
  deps: Needs,
  actor: Actor,
  input: { mediaId: MediaId; read: () => Promise<Uint8Array<ArrayBuffer>> },
): Promise<Media> {
  assertMay(actor, 'change_media');
  const { workspaceId } = actor;
  await getMediaRow(deps, actor, input.mediaId);
  const bytes = await input.read();
  const picture = readPicture(bytes);
  const fits = (side: number) => side >= POSTER_SIDE_MIN && side <= POSTER_SIDE_MAX;
  if (!picture || picture.type === 'image/png')
    throw unsupported('Send the poster as a JPEG or WebP picture.');
  if (!fits(picture.width) || !fits(picture.height))
    throw unsupported(`A poster has ${POSTER_SIDE_MIN} to ${POSTER_SIDE_MAX} pixels each way.`);

  const key = posterKey(workspaceId, input.mediaId);
  const stored = await deps.bucket.put(key, bytes, { httpMetadata: { contentType: picture.type } });
  const row = await setPoster(deps.db, workspaceId, input.mediaId, stored.etag, deps.clock.now());
  if (!row) {
    // The file was deleted meanwhile, perhaps before the picture came: nothing of it stays.
    await deps.bucket.delete(key);
    throw notFound('file');
  }
  return getMedia(deps, actor, row.id);
}

/** The picture a signed address stands for. D1 is not asked: a page shows many, and a purged file has none at R2 either. */
export async function openPosterLink(deps: Needs, token: string): Promise<R2ObjectBody> {
  const opened = await openPoster(deps.settings.SESSION_SECRET, token, deps.clock.now());
  if (!opened.ok) throw notFound('picture');
  const key = posterKey(opened.link.workspaceId, opened.link.mediaId);
  const found = await deps.bucket.get(key).catch((error: unknown) => {
    deps.log.warn('poster not read', { media: opened.link.mediaId, error });
    throw unavailable('The picture could not be read at the moment.');
  });
  if (!found) throw notFound('picture');
  return found;
}
