import type { Actor } from '../../app-env.ts';
import type { MediaId, UploadId } from '../../contract/ids.ts';
import { MEDIA_BYTES_MAX } from '../../contract/index.ts';
import { savePart, setSize } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { invalid, tooLarge } from '../../domain/errors.ts';
import { sizeVerdict } from '../../media/verdicts.ts';
import { completeUpload } from './complete-upload.ts';
import { createUpload } from './create-upload.ts';
import { abortUpload } from './delete-media.ts';
import { getUploadRow } from './open-uploads.ts';

type Needs = Pick<
  Deps,
  'db' | 'bucket' | 'clock' | 'newId' | 'settings' | 'log' | 'limiter' | 'feed' | 'later'
>;

export interface StoredStream {
  /** Puts the parts together, checks the file; what TikTok cannot take is refused with its sentence. */
  complete(): Promise<MediaId>;
  abort(): Promise<void>;
}

/** Stores a file whose length is known only when it ends. Never more than one part of it is in memory. */
export async function storeStream(
  deps: Needs,
  actor: Actor,
  file: { name: string; bytesMax: number; chunks: AsyncIterable<Uint8Array> },
): Promise<StoredStream> {
  const bytesMax = Math.min(Math.max(file.bytesMax, 1), MEDIA_BYTES_MAX);
  const { id } = await createUpload(deps, actor, { name: file.name, bytes: bytesMax, type: 'video/mp4' });
  try {
    await storeParts(deps, actor, id, file.chunks);
  } catch (error) {
    await abortUpload(deps, actor, id);
    throw error;
  }
  return { complete: () => completeChecked(deps, actor, id), abort: () => abortUpload(deps, actor, id) };
}

async function storeParts(deps: Needs, actor: Actor, id: UploadId, chunks: AsyncIterable<Uint8Array>) {
  const row = await getUploadRow(deps, actor, id);
  const multipart = deps.bucket.resumeMultipartUpload(row.media.key, row.upload.r2UploadId);
  const part = new Uint8Array(row.upload.partBytes);
  let [held, number, total] = [0, 0, 0];
  const send = async () => {
    const bytes = held;
    number++;
    const { etag } = await multipart.uploadPart(number, part.slice(0, bytes));
    await savePart(deps.db, id, { number, bytes, etag }, deps.clock.now());
    held = 0;
  };
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    const tooBig = sizeVerdict(total);
    if (tooBig) throw tooLarge(tooBig.sentence);
    for (let from = 0; from < chunk.byteLength; ) {
      const some = chunk.subarray(from, from + part.byteLength - held);
      part.set(some, held);
      held += some.byteLength;
      from += some.byteLength;
      if (held === part.byteLength) await send();
    }
  }
  if (total === 0) throw invalid('This file is empty.');
  if (held > 0) await send();
  await setSize(deps.db, row, total);
}

async function completeChecked(deps: Needs, actor: Actor, id: UploadId): Promise<MediaId> {
  const media = await completeUpload(deps, actor, id);
  const blocks = media.verdicts.find((verdict) => verdict.severity === 'blocks');
  if (media.status === 'rejected') throw invalid(blocks?.sentence ?? 'TikTok will not take this video.');
  return media.id;
}
