import type { World } from './world.ts';

/** A published file as the pieces it arrived in. */
export interface MediaPieces {
  contentType: string;
  size: number;
  now: number;
  pieces: { key: string; bytes: number }[];
}

export function mediaPieces(world: World, postId: string): MediaPieces | null {
  const post = world.row<{
    publish_id: string;
    content_type: string | null;
    video_size: number;
    discarded: number;
  }>('SELECT publish_id, content_type, video_size, discarded FROM publishes WHERE post_id = ?', postId);
  if (!post || post.discarded) return null;
  return {
    contentType: post.content_type ?? 'video/mp4',
    size: post.video_size,
    now: world.now(),
    pieces: piecesOf(world, post.publish_id),
  };
}

export function piecesOf(world: World, publishId: string): { key: string; bytes: number }[] {
  return world.rows<{ key: string; bytes: number }>(
    'SELECT media_key AS key, bytes FROM chunks WHERE publish_id = ? AND media_key IS NOT NULL ORDER BY number',
    publishId,
  );
}

/** SHA-256 over all pieces in order, read back from R2: far from the path of the last byte. */
export async function hashPieces(bucket: R2Bucket, pieces: { key: string }[]): Promise<string | null> {
  const digest = new crypto.DigestStream('SHA-256');
  for (const { key } of pieces) {
    const object = await bucket.get(key);
    if (!object) return null;
    await object.body.pipeTo(digest, { preventClose: true });
  }
  await digest.close();
  const bytes = new Uint8Array(await digest.digest);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Plays a file out of its pieces, with the ranges a `<video>` asks for. */
export function playMedia(media: MediaPieces, bucket: R2Bucket, rangeHeader: string | undefined): Response {
  const headers = new Headers({
    'content-type': media.contentType,
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
    date: new Date(media.now).toUTCString(),
  });
  const range = parseRange(rangeHeader, media.size);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${media.size}`);
    return new Response(null, { status: 416, headers });
  }
  const { first, last } = range ?? { first: 0, last: media.size - 1 };
  if (range) headers.set('content-range', `bytes ${first}-${last}/${media.size}`);
  const { readable, writable } = new FixedLengthStream(last - first + 1);
  void pump(media, bucket, first, last, writable).catch(() => {}); // the viewer left
  return new Response(readable, { status: range ? 206 : 200, headers });
}

async function pump(
  media: MediaPieces,
  bucket: R2Bucket,
  first: number,
  last: number,
  writable: WritableStream<Uint8Array>,
): Promise<void> {
  let start = 0;
  for (const { key, bytes } of media.pieces) {
    const from = Math.max(first - start, 0);
    const to = Math.min(last - start, bytes - 1);
    start += bytes;
    if (from > to) continue;
    const object = await bucket.get(key, { range: { offset: from, length: to - from + 1 } });
    if (!object) throw new Error(`piece ${key} is gone`);
    await object.body.pipeTo(writable, { preventClose: true });
  }
  await writable.close();
}

function parseRange(header: string | undefined, size: number) {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (!found[1] && !found[2])) return undefined;
  const first = found[1] ? Number(found[1]) : Math.max(0, size - Number(found[2]));
  const last = found[1] && found[2] ? Math.min(Number(found[2]), size - 1) : size - 1;
  return first > last || first >= size ? ('unsatisfiable' as const) : { first, last };
}
