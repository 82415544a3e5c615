/** R2: where a file lies and how bytes come out of it. Knows nothing of rows or posts. */
import type { AccountId, MediaId, WorkspaceId } from '../contract/ids.ts';

/** The key of a user's file. Nothing a user typed is in it (design 7). */
export const mediaKey = (workspaceId: WorkspaceId, mediaId: MediaId) =>
  `w/${workspaceId}/media/${mediaId}/original`;

/** Where the still picture of a video lies. */
export const posterKey = (workspaceId: WorkspaceId, mediaId: MediaId) =>
  `w/${workspaceId}/media/${mediaId}/poster`;

/** Where our copy of a creator's picture lies. */
export const avatarKey = (workspaceId: WorkspaceId, accountId: AccountId) =>
  `w/${workspaceId}/accounts/${accountId}/picture`;

/**
 * Why a read gave no bytes. `changed`: another object lies there than the one that was checked; `missing`: nothing
 * lies there; both are final (faults.md 24). `unreachable`: R2 did not answer; the same read may succeed later.
 */
export type MediaTroubleKind = 'changed' | 'missing' | 'unreachable';

export class MediaTrouble extends Error {
  readonly kind: MediaTroubleKind;

  constructor(kind: MediaTroubleKind, cause?: unknown) {
    super(`The media object is ${kind}.`, { cause });
    this.name = 'MediaTrouble';
    this.kind = kind;
  }
}

/**
 * `length` bytes from `offset` of the object that has exactly this etag (R2's own spelling, without quotes).
 * Throws a `MediaTrouble` otherwise. The bytes stream: nothing is read ahead of the caller.
 */
export async function readRange(
  bucket: Pick<R2Bucket, 'get'>,
  key: string,
  etag: string,
  offset: number,
  length: number,
): Promise<R2ObjectBody> {
  let found: R2ObjectBody | R2Object | null;
  try {
    found = await bucket.get(key, { range: { offset, length }, onlyIf: { etagMatches: etag } });
  } catch (error) {
    throw new MediaTrouble('unreachable', error);
  }
  if (!found) throw new MediaTrouble('missing');
  // A failed condition gives the object without a body (platform.md 5).
  if (!('body' in found)) throw new MediaTrouble('changed');
  return found;
}

/** Whether the object is still the one that was checked, without reading a byte of it. */
export async function checkObject(
  bucket: Pick<R2Bucket, 'head'>,
  key: string,
  etag: string,
): Promise<'same' | MediaTroubleKind> {
  try {
    const found = await bucket.head(key);
    if (!found) return 'missing';
    return found.etag === etag ? 'same' : 'changed';
  } catch {
    return 'unreachable'; // a decision for the caller: try again, or tell the user
  }
}

/** A file that can be read in pieces, as the probe wants it. */
export interface ByteSource {
  bytes: number;
  /** Exactly the bytes from `start` up to `end`, which lies within the file. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** An object of R2 as a `ByteSource`; its reads throw `MediaTrouble`. */
export const objectSource = (
  bucket: Pick<R2Bucket, 'get'>,
  key: string,
  etag: string,
  bytes: number,
): ByteSource => ({
  bytes,
  async read(start, end) {
    const object = await readRange(bucket, key, etag, start, end - start);
    const data = await object.bytes().catch((error: unknown) => {
      throw new MediaTrouble('unreachable', error);
    });
    if (data.byteLength !== end - start) throw new MediaTrouble('changed');
    return data;
  },
});

/** R2's error codes, which its Workers binding gives only as "(10024)" at the end of a message (R2's list of error codes). */
const codeOf = (error: unknown) =>
  error instanceof Error ? (/\((\d{5})\)/.exec(error.message)?.[1] ?? null) : null;

/** The multipart upload was completed or aborted before: 10024 NoSuchUpload. */
export const isUploadGone = (error: unknown) => codeOf(error) === '10024';

/** R2 does not accept the list of parts: 10025 InvalidPart, 10011 EntityTooSmall, 10048 unequal sizes (stack-notes 5). */
export const isPartListWrong = (error: unknown) => ['10025', '10011', '10048'].includes(codeOf(error) ?? '');
