import { findUpload, savePart } from '../../db/uploads.ts';
import type { Deps } from '../../deps.ts';
import { AppError, conflict, malformed, notFound, unavailable } from '../../domain/errors.ts';
import { hasSha256 } from '../../media/content-digest.ts';
import type { PartLink } from '../../media/links.ts';
import { openPart } from '../../media/links.ts';
import { isUploadGone } from '../../media/store.ts';
import { assertOpen } from './open-uploads.ts';

export interface SentPart {
  token: string;
  /** What the sender says it sends; the link knows what it must be. */
  length: number | undefined;
  /** SHA-256 of the part, when the sender told it. */
  digest: Uint8Array | null;
  body: ReadableStream<Uint8Array> | null;
}

/** Stores one part. Its bytes stream from the request to R2; only a part with a digest is held (8 MiB) until it is checked. */
export async function receivePart(
  deps: Pick<Deps, 'db' | 'bucket' | 'clock' | 'settings' | 'log'>,
  sent: SentPart,
): Promise<void> {
  const opened = await openPart(deps.settings.SESSION_SECRET, sent.token, deps.clock.now());
  if (!opened.ok)
    throw opened.why === 'expired'
      ? conflict('This address has expired. Ask for a new one.')
      : notFound('part');
  const { link } = opened;
  if (sent.length !== link.bytes || !sent.body) throw wrongLength(link.bytes);

  const row = await findUpload(deps.db, link.workspaceId, link.uploadId);
  if (!row) throw conflict('This upload was cancelled. Begin a new one.');
  assertOpen(row, deps.clock.now());

  const multipart = deps.bucket.resumeMultipartUpload(row.media.key, row.upload.r2UploadId);
  const storing = sent.digest
    ? storeChecked(multipart, link, sent.body, sent.digest)
    : storeStreaming(deps.clock, multipart, link, sent.body);
  const etag = await storing.catch((error: unknown) => {
    throw whyNotStored(deps, link, error);
  });
  // R2 first, then the row: a part that no row knows is sent once more, a row without a part would lose the file.
  const noted = await savePart(
    deps.db,
    link.uploadId,
    { number: link.number, bytes: link.bytes, etag },
    deps.clock.now(),
  );
  if (!noted) throw conflict('This upload ended while the part was on its way.');
}

const wrongLength = (bytes: number) => malformed(`Send this part with a Content-Length of ${bytes} bytes.`);

/** The sender stopped early, or went on for too long. */
class BrokenBody extends Error {}

/** How long a failed part waits to learn whether the sender was the cause. */
const CAUSE_MS_MAX = 10_000;

async function storeStreaming(
  clock: Deps['clock'],
  multipart: R2MultipartUpload,
  link: PartLink,
  body: ReadableStream<Uint8Array>,
) {
  const pipe = new FixedLengthStream(link.bytes);
  const sending = body.pipeTo(pipe.writable).then(
    () => 'sent' as const,
    () => 'broken' as const, // R2 sees the same break, and fails
  );
  try {
    return (await multipart.uploadPart(link.number, pipe.readable)).etag;
  } catch (error) {
    if (isUploadGone(error)) throw error;
    const cause = await Promise.race([sending, clock.wait(CAUSE_MS_MAX)]);
    // Too few bytes come out of FixedLengthStream as a TypeError; R2's own errors are plain ones.
    const broken = cause === 'broken' || error instanceof TypeError;
    throw broken ? new BrokenBody('the body broke', { cause: error }) : error;
  }
}

async function storeChecked(
  multipart: R2MultipartUpload,
  link: PartLink,
  body: ReadableStream<Uint8Array>,
  digest: Uint8Array,
) {
  const bytes = await readExactly(body, link.bytes);
  if (!bytes) throw wrongLength(link.bytes);
  if (!(await hasSha256(bytes, digest))) throw malformed('This part was damaged on its way. Send it again.');
  return (await multipart.uploadPart(link.number, bytes)).etag;
}

/** The whole body, if it has exactly this length; never more than that in memory. */
async function readExactly(body: ReadableStream<Uint8Array>, length: number) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for await (const chunk of body) {
    if (at + chunk.byteLength > length) return undefined;
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return at === length ? bytes : undefined;
}

function whyNotStored(deps: Pick<Deps, 'log'>, link: PartLink, error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof BrokenBody) return malformed('The part broke off on its way. Send it again.');
  if (isUploadGone(error)) return conflict('This upload ended while the part was on its way.');
  deps.log.warn('part not stored', { upload: link.uploadId, part: link.number, error });
  return unavailable('The part could not be stored at the moment. Send it again.');
}
