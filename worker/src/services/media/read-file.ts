import { findReadyMedia } from '../../db/media.ts';
import type { MediaRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { notFound, unavailable } from '../../domain/errors.ts';
import { openFile } from '../../media/links.ts';
import { MediaTrouble, readRange } from '../../media/store.ts';

type Needs = Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'log'>;
/** A file that was checked, and the etag it had then. */
export type ReadableFile = MediaRow & { etag: string };

/** The file a signed address stands for. An expired address, a forged one and a file that is gone look alike. */
export async function openFileLink(deps: Needs, token: string): Promise<ReadableFile> {
  const opened = await openFile(deps.settings.SESSION_SECRET, token, deps.clock.now());
  if (!opened.ok) throw notFound('file');
  const row = await findReadyMedia(deps.db, opened.link.workspaceId, opened.link.mediaId);
  if (!row?.etag) throw notFound('file');
  return { ...row, etag: row.etag };
}

/** Its bytes, streaming. */
export async function readFile(
  deps: Needs,
  file: ReadableFile,
  offset: number,
  length: number,
): Promise<ReadableStream> {
  try {
    return (await readRange(deps.bucket, file.key, file.etag, offset, length)).body;
  } catch (error) {
    if (!(error instanceof MediaTrouble)) throw error;
    deps.log.warn('file not read', { media: file.id, trouble: error.kind });
    throw error.kind === 'unreachable'
      ? unavailable('The file could not be read at the moment.')
      : notFound('file');
  }
}
