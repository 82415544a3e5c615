import type { Media, MediaFacts } from '../../contract/index.ts';
import type { Uses } from '../../db/media.ts';
import type { MediaRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { signFile, signPoster } from '../../media/links.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A file as its owner sees it. One that a post still needs has no end yet. */
export async function showMedia(
  deps: Pick<Deps, 'settings' | 'clock'>,
  row: MediaRow,
  uses: Uses = { shown: 0, needed: 0 },
): Promise<Media> {
  const { settings, clock } = deps;
  const token =
    row.status === 'ready' &&
    (await signFile(settings.SESSION_SECRET, { workspaceId: row.workspaceId, mediaId: row.id }, clock.now()));
  const removedAt =
    row.publishedAt === null || row.kept || uses.needed > 0
      ? null
      : row.publishedAt + settings.MEDIA_KEEP_DAYS * DAY_MS;
  return {
    id: row.id,
    name: row.name,
    bytes: row.bytes,
    status: row.status,
    facts: factsOf(row),
    verdicts: row.verdicts,
    kept: row.kept,
    usedIn: uses.shown,
    removedAt: removedAt === null ? null : new Date(removedAt).toISOString(),
    createdAt: new Date(row.createdAt).toISOString(),
    url: token ? `${settings.API_URL}/files/${token}` : null,
    posterUrl: await posterUrlOf(deps, row),
  };
}

/** The signed address of a file's still picture, or null where nobody made one. */
export async function posterUrlOf(
  { settings, clock }: Pick<Deps, 'settings' | 'clock'>,
  row: Pick<MediaRow, 'workspaceId' | 'id' | 'posterEtag'>,
): Promise<string | null> {
  if (row.posterEtag === null) return null;
  const link = { workspaceId: row.workspaceId, mediaId: row.id, version: row.posterEtag };
  return `${settings.API_URL}/posters/${await signPoster(settings.SESSION_SECRET, link, clock.now())}`;
}

/** What was found in the file, as it was stored; null before the check and for what is no video. */
function factsOf(row: MediaRow): MediaFacts | null {
  const { container, videoCodec, audioCodec, width, height, milliFps, durationMs } = row;
  if (container === null || videoCodec === null) return null;
  return {
    container,
    type: row.contentType as MediaFacts['type'],
    videoCodec,
    audioCodec,
    width: width ?? 0,
    height: height ?? 0,
    fps: (milliFps ?? 0) / 1000,
    durationMs: durationMs ?? 0,
  };
}
