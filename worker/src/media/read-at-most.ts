/** All the bytes of a request or an answer; undefined when there are more than `max`, noticed while they come in. */
export async function readAtMost(
  from: Pick<Body, 'body'> & { headers: Headers },
  max: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(from.headers.get('content-length') ?? 0) > max) return undefined;
  const parts: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop early cancels the stream.
  for await (const part of from.body ?? []) {
    length += part.byteLength;
    if (length > max) return undefined;
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
