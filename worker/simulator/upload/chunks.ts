import type { Strike } from '../faults/faults.ts';
import { takeFault } from '../faults/faults.ts';
import { bytesOfChunk } from '../publish/chunk-plan.ts';
import type { PublishRow } from '../publish/rows.ts';
import { readyAt } from '../publish/settle.ts';
import { writeRequest } from '../requests.ts';
import type { World } from '../world.ts';

/** What the headers of a PUT say (tiktok-api.md 3.3). */
export interface ChunkOffer {
  uploadId: string;
  uploadToken: string;
  contentType: string;
  contentRange: string | null;
  contentLength: number | null;
}

/** An answer to a PUT: most have no body, and all tell the progress where TikTok tells it. */
export interface PutAnswer {
  status: number;
  progress: string | null;
  body: string | null;
  contentType: string | null;
}

export interface ChunkClaim {
  publishId: string;
  number: number;
  bytes: number;
  discard: boolean;
  hash: boolean;
  settleMs: number | null;
  isLast: boolean;
}

export type Admission = { now: number; strike: Strike | null } & (
  | { claim: ChunkClaim; refused: null }
  | { claim: null; refused: PutAnswer }
);

export interface ChunkReceived {
  claim: ChunkClaim;
  mediaKey: string | null;
  contentType: string;
  /** Instants of the machine's clock; the object adds its offset. */
  firstByteAt: number;
  lastByteAt: number;
  sha256: string | null;
  fault: string | null;
}

/** Looks at a PUT before its body is read. */
export function admitChunk(world: World, offer: ChunkOffer): Admission {
  const publish = findUpload(world, offer);
  const chunk = publish && chunkAt(publish, offer);
  const strike =
    takeFault(world, {
      endpoint: 'put',
      openId: publish?.open_id,
      publishId: publish?.publish_id,
      ...(chunk && { chunk: chunk.number, isLastChunk: chunk.isLast }),
    }) ?? null;
  const now = world.now();
  const checked = check(world, publish, offer, now);
  if ('status' in checked) {
    logPut(world, publish, { status: checked.status, bytes: 0, fault: strike?.kind ?? null, at: now });
    return { now, strike, claim: null, refused: checked };
  }
  const { discardBytes: discard, hashDiscarded, settleMs } = world.settings;
  const hash = discard && hashDiscarded && checked.publish.chunk_count === 1;
  const { number, bytes, publish: found } = checked;
  const isLast = number === found.chunk_count - 1;
  return {
    now,
    strike,
    claim: { publishId: found.publish_id, number, bytes, discard, hash, settleMs, isLast },
    refused: null,
  };
}

/** Takes a chunk whose bytes are all here, unless another request was faster or the hour is over. */
export function commitChunk(
  world: World,
  received: ChunkReceived,
): { now: number; answer: PutAnswer; kept: boolean } {
  const { claim } = received;
  const publish = world.row<PublishRow>('SELECT * FROM publishes WHERE publish_id = ?', claim.publishId);
  const lastByteAt = received.lastByteAt + world.offsetMs;
  const late = publish ? troubleBeforeCommit(world, publish, claim, lastByteAt) : unknownUpload(world);
  const answer = late ?? (publish ? take(world, publish, received, lastByteAt) : unknownUpload(world));
  const bytes = late ? 0 : claim.bytes;
  logPut(world, publish, { status: answer.status, bytes, fault: received.fault, at: lastByteAt });
  return { now: world.now(), answer, kept: !late };
}

/** A chunk that arrived whole but was left out by a fault, or broke off: only the log knows of it. */
export function noteLostChunk(
  world: World,
  publishId: string,
  entry: { status: number; fault: string | null },
): void {
  const publish = world.row<PublishRow>('SELECT * FROM publishes WHERE publish_id = ?', publishId);
  logPut(world, publish, { ...entry, bytes: 0, at: world.now() });
}

function take(world: World, publish: PublishRow, received: ChunkReceived, lastByteAt: number): PutAnswer {
  const { claim } = received;
  const firstByteAt = received.firstByteAt + world.offsetMs;
  const total = publish.received + claim.bytes;
  const isLast = claim.number === publish.chunk_count - 1;
  world.run(
    'INSERT INTO chunks (publish_id, number, media_key, bytes, first_byte_at, last_byte_at) VALUES (?, ?, ?, ?, ?, ?)',
    publish.publish_id,
    claim.number,
    received.mediaKey,
    claim.bytes,
    firstByteAt,
    lastByteAt,
  );
  world.run(
    `UPDATE publishes SET received = ?, chunks_done = ?, first_byte_at = COALESCE(first_byte_at, ?),
       content_type = ?, discarded = ?, sha256 = ? WHERE publish_id = ?`,
    total,
    claim.number + 1,
    firstByteAt,
    received.contentType,
    received.mediaKey === null ? 1 : publish.discarded,
    received.sha256,
    publish.publish_id,
  );
  if (isLast) {
    world.run(
      `UPDATE publishes SET stage = 'processing', last_byte_at = ?, ready_at = ? WHERE publish_id = ?`,
      lastByteAt,
      readyAt(world, publish, lastByteAt),
      publish.publish_id,
    );
  }
  return plain(isLast ? 201 : 206, progress(world, { ...publish, received: total }));
}

function troubleBeforeCommit(world: World, publish: PublishRow, claim: ChunkClaim, lastByteAt: number) {
  if (lastByteAt >= publish.url_expires_at) return plain(403);
  if (publish.stage !== 'uploading' || publish.chunks_done !== claim.number) return outOfStep(world, publish);
  return undefined;
}

type Checked = PutAnswer | { publish: PublishRow; number: number; bytes: number };

/** In the order in which a server would notice: the task, the hour, the headers, the progress, the plan. */
function check(world: World, publish: PublishRow | undefined, offer: ChunkOffer, now: number): Checked {
  if (!publish) return unknownUpload(world);
  if (publish.stage !== 'uploading') {
    return world.settings.finishedUploadStatus === 404 ? plain(404) : outOfStep(world, publish);
  }
  if (now >= publish.url_expires_at) return plain(403);
  if (offer.contentRange === null) return { ...outOfStep(world, publish), body: 'null' };
  if (offer.contentLength === null) return plain(411);
  const range = parseRange(offer.contentRange);
  if (!range || range.total !== publish.video_size) return plain(400);
  if (!/^video\/(mp4|quicktime|webm)$/.test(offer.contentType)) return plain(400);
  if (range.last - range.first + 1 !== offer.contentLength) return plain(400);
  if (range.first !== publish.received) return outOfStep(world, publish);
  const number = publish.chunks_done;
  const bytes = bytesOfChunk(planOf(publish), number);
  if (offer.contentLength !== bytes) return plain(400);
  return { publish, number, bytes };
}

function findUpload(world: World, offer: ChunkOffer): PublishRow | undefined {
  return world.row<PublishRow>(
    'SELECT * FROM publishes WHERE upload_id = ? AND upload_token = ?',
    offer.uploadId,
    offer.uploadToken,
  );
}

/** The chunk that begins at this byte in the plan, whether or not it is its turn. */
function chunkAt(publish: PublishRow, offer: ChunkOffer) {
  const range = parseRange(offer.contentRange ?? '');
  if (!range) return undefined;
  const number = Math.min(Math.floor(range.first / publish.chunk_size), publish.chunk_count - 1);
  return { number, isLast: number === publish.chunk_count - 1 };
}

function parseRange(header: string): { first: number; last: number; total: number } | undefined {
  const found = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header);
  if (!found) return undefined;
  const [first = 0, last = 0, total = 0] = found.slice(1).map(Number);
  return first <= last && last < total ? { first, last, total } : undefined;
}

const planOf = (publish: PublishRow) => ({
  videoSize: publish.video_size,
  chunkSize: publish.chunk_size,
  chunkCount: publish.chunk_count,
});

/** `bytes 0-{UPLOADED_BYTES}/{TOTAL}`: whether that is the count or the last index is a setting. */
function progress(world: World, publish: PublishRow): string {
  const isIndex = world.settings.progressHeader === 'last_index';
  return `bytes 0-${Math.max(0, publish.received - (isIndex ? 1 : 0))}/${publish.video_size}`;
}

const plain = (status: number, progress: string | null = null): PutAnswer => ({
  status,
  progress,
  body: null,
  contentType: null,
});

const outOfStep = (world: World, publish: PublishRow) => plain(416, progress(world, publish));

/** The live host answered a made-up upload id with an HTML 405; the document says 404. */
function unknownUpload(world: World): PutAnswer {
  const status = world.settings.unknownUploadStatus;
  if (status === 404) return plain(404);
  const body =
    '<html><head><title>405 Not Allowed</title></head><body><h1>405 Not Allowed</h1></body></html>';
  return { status, progress: null, body, contentType: 'text/html' };
}

function logPut(
  world: World,
  publish: PublishRow | undefined,
  entry: { status: number; bytes: number; fault: string | null; at: number },
): void {
  const { status, bytes, fault, at } = entry;
  const who = { openId: publish?.open_id, publishId: publish?.publish_id };
  writeRequest(world, {
    at,
    method: 'PUT',
    path: '/upload/video/',
    endpoint: 'put',
    ...who,
    status,
    bytes,
    fault,
  });
}
