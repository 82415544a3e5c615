import type { Upload } from '../../contract/index.ts';
import type { HeldPart, UploadWithMedia } from '../../db/uploads.ts';
import { partCount, partLength, partNumbers } from '../../media/parts.ts';

/** An upload as its owner sees it. A completed one holds all its parts, though they are one object by then. */
export function showUpload({ upload, media }: UploadWithMedia, held: HeldPart[]): Upload {
  const parts =
    upload.status === 'completed'
      ? partNumbers(upload).map((number) => ({ number, bytes: partLength(upload, number) }))
      : held.map(({ number, bytes }) => ({ number, bytes }));
  return {
    id: upload.id,
    mediaId: media.id,
    name: media.name,
    bytes: upload.bytes,
    partBytes: upload.partBytes,
    partCount: partCount(upload),
    parts,
    status: upload.status,
    expiresAt: new Date(upload.expiresAt).toISOString(),
  };
}
