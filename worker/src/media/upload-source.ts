/** From R2 to TikTok: one chunk's PUT whose body is given step by step. Only the tail that is held is in memory. */
import { chunkAt } from '../domain/chunk-plan.ts';
import type { OpenUpload, PutAnswer, Uploads } from '../services/publishing/ports.ts';
import { MediaChanged } from '../services/publishing/ports.ts';
import { checkObject, MediaTrouble, readRange } from './store.ts';

type Fetch = typeof fetch;

export function createUploads(bucket: R2Bucket, fetcher: Fetch = (...args) => fetch(...args)): Uploads {
  return {
    async open({ snapshot, uploadUrl, plan, index, tailBytes }) {
      const chunk = chunkAt(plan, index);
      const { key, etag, type } = snapshot.media;
      const read = (offset: number, bytes: number) =>
        readRange(bucket, key, etag, chunk.offset + offset, bytes).catch(finalOrAgain);
      const tail =
        tailBytes > 0
          ? await (await read(chunk.bytes - tailBytes, tailBytes)).arrayBuffer()
          : new ArrayBuffer(0);
      return openPut(fetcher, {
        url: uploadUrl,
        bytes: chunk.bytes,
        headers: {
          'content-type': type,
          'content-range': `bytes ${chunk.offset}-${chunk.offset + chunk.bytes - 1}/${plan.bytes}`,
        },
        tail: new Uint8Array(tail),
        stream: async (from, to) => (await read(from, to - from)).body,
      });
    },
    async mediaState({ media }) {
      const found = await checkObject(bucket, media.key, media.etag);
      return found === 'same' ? 'as_checked' : found;
    },
  };
}

function finalOrAgain(error: unknown): never {
  if (error instanceof MediaTrouble && error.kind !== 'unreachable') throw new MediaChanged();
  throw error;
}

interface Put {
  url: string;
  bytes: number;
  headers: Record<string, string>;
  tail: Uint8Array;
  stream(from: number, to: number): Promise<ReadableStream>;
}

function openPut(fetcher: Fetch, put: Put): OpenUpload {
  // Any other stream would be sent chunked, without the Content-Length TikTok wants (platform.md 2).
  const { readable, writable } = new FixedLengthStream(put.bytes);
  const stop = new AbortController();
  let over = false;
  let sent = 0;
  let writer: WritableStreamDefaultWriter<Uint8Array> | undefined;
  const tailAt = put.bytes - put.tail.byteLength;

  const answer = fetcher(put.url, {
    method: 'PUT',
    body: readable,
    headers: put.headers,
    redirect: 'manual',
    signal: stop.signal,
  })
    .then(readAnswer)
    .finally(() => {
      over = true;
    });
  answer.catch(() => undefined); // It may fail while we wait for T; whoever awaits it hears of it.

  const write = (to: number) => {
    writer ??= writable.getWriter();
    const piece = put.tail.subarray(sent - tailAt, to - tailAt);
    sent = to;
    return writer.write(piece);
  };

  return {
    answer,
    ended: () => over,
    async advance(upTo) {
      if (sent < tailAt && upTo > sent) {
        const to = Math.min(upTo, tailAt);
        const from = sent;
        sent = to;
        const body = await put.stream(from, to);
        await body.pipeTo(writable, { preventClose: true, signal: stop.signal });
      }
      if (upTo > sent) await write(upTo);
    },
    release() {
      // No await between these: what is written here leaves together, after every storage write before it is durable.
      if (put.bytes > sent) write(put.bytes).catch(() => undefined);
      writer ??= writable.getWriter();
      writer.close().catch(() => undefined); // A broken connection shows in `answer`.
    },
    abort() {
      over = true;
      stop.abort();
    },
  };
}

/** Status and progress only; the body of TikTok's answer is not needed (tiktok-api.md 3.3). */
async function readAnswer(response: Response): Promise<PutAnswer> {
  const range = /^bytes\s+0-(\d+)\//.exec(response.headers.get('content-range') ?? '');
  await response.body?.cancel();
  return { status: response.status, reported: range ? Number(range[1]) : null };
}
