import { createHash } from 'node:crypto';
import type { ChunkClaim } from './chunks.ts';

const READ_BYTES = 65_536;
/** The end of a chunk is read in one piece and kept back from R2 until it is all here. */
const TAIL_BYTES = 65_536;
const CROWD = 20;
const CROWD_REST_MS = 1_500;

/** How many uploads of this isolate are waiting for their tail; a hint, nothing depends on it. */
let waiting = 0;

export interface Receipt {
  mediaKey: string | null;
  firstByteAt: number;
  lastByteAt: number;
  sha256: string | null;
}

/**
 * Streams a chunk into R2 (or nowhere) and notes when its last byte was read. A thousand chunks may end in the same
 * second, so the tail is one read, after which nothing comes before the note. A body that breaks off or is short
 * throws, and then R2 has kept nothing.
 */
export async function receiveChunk(
  body: ReadableStream<Uint8Array>,
  claim: ChunkClaim & { bytesPerSecond?: number | undefined },
  bucket: R2Bucket,
): Promise<Receipt> {
  // A name of its own for each attempt: of two requests with the same range one loses, and must not overwrite.
  const mediaKey = claim.discard ? null : `chunks/${claim.publishId}/${claim.number}/${crypto.randomUUID()}`;
  const sink = mediaKey ? intoBucket(bucket, mediaKey, claim.bytes) : intoNowhere(claim.hash);
  const headBytes = Math.max(1, claim.bytes - TAIL_BYTES);
  const reader = body.getReader({ mode: 'byob' });
  reader.closed.catch(() => {}); // what breaks is seen by read()
  try {
    const firstByteAt = await readHead(reader, headBytes, pacedBy(sink, claim.bytesPerSecond));
    const tail = await readTail(reader, claim.bytes - headBytes);
    const lastByteAt = Date.now();
    await rest(claim);
    if (tail) await sink.write(tail);
    return { mediaKey, firstByteAt, lastByteAt, sha256: await sink.close() };
  } catch (error) {
    await sink.abort(error);
    throw error;
  }
}

/** Passes on exactly so many bytes; says when the first of them came. */
async function readHead(reader: ReadableStreamBYOBReader, length: number, sink: Sink): Promise<number> {
  let buffer = new ArrayBuffer(Math.min(READ_BYTES, length));
  let firstByteAt = 0;
  let left = length;
  while (left > 0) {
    const { done, value } = await reader.read(new Uint8Array(buffer, 0, Math.min(buffer.byteLength, left)));
    if (done || !value) throw new Error('The body ended short.');
    firstByteAt ||= Date.now();
    left -= value.byteLength;
    await sink.write(value);
    buffer = value.buffer as ArrayBuffer;
  }
  return firstByteAt;
}

async function readTail(reader: ReadableStreamBYOBReader, length: number): Promise<Uint8Array | undefined> {
  if (length === 0) return undefined;
  waiting += 1;
  try {
    const { value } = await reader.readAtLeast(length, new Uint8Array(length));
    if (value?.byteLength !== length) throw new Error('The body ended short.');
    return value;
  } finally {
    waiting -= 1;
  }
}

/**
 * Storing a thousand files takes seconds, and on one thread it would stand between the others' last bytes and their
 * notes. So whoever finishes in a crowd rests before the rest of the work; alone, nobody waits.
 */
function rest({ settleMs, isLast }: ChunkClaim): Promise<void> {
  const inCrowd = isLast && waiting >= CROWD;
  return scheduler.wait(settleMs ?? (inCrowd ? CROWD_REST_MS : 0));
}

interface Sink {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<string | null>;
  abort(reason: unknown): Promise<void>;
}

function intoBucket(bucket: R2Bucket, key: string, length: number): Sink {
  const { readable, writable } = new FixedLengthStream(length);
  const writer = writable.getWriter();
  const stored = bucket.put(key, readable);
  // What goes wrong here is seen again by write() and close().
  for (const promise of [stored, writer.closed]) promise.catch(() => {});
  return {
    write: (bytes) => writer.write(bytes),
    async close() {
      await writer.close();
      await stored;
      return null;
    },
    async abort(reason) {
      await writer.abort(reason).catch(() => {}); // already broken
      await stored.catch(() => {});
    },
  };
}

/** A slow line: each piece takes the time it would take at that rate. */
function pacedBy(sink: Sink, bytesPerSecond: number | undefined): Sink {
  if (!bytesPerSecond) return sink;
  return {
    ...sink,
    async write(bytes) {
      await scheduler.wait((bytes.byteLength / bytesPerSecond) * 1_000);
      await sink.write(bytes);
    },
  };
}

function intoNowhere(hashed: boolean): Sink {
  const hash = hashed ? createHash('sha256') : null;
  return {
    async write(bytes) {
      hash?.update(bytes);
    },
    close: async () => hash?.digest('hex') ?? null,
    abort: async () => {},
  };
}
