import { tooLarge } from '../domain/errors.ts';

/** The raw bytes of a body that may have `max` at most; more is 413, noticed while it comes in. */
export async function boundedBytes(
  request: Pick<Request, 'headers' | 'body'>,
  max: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = () => tooLarge(`The body may have ${max} bytes at most.`);
  if (Number(request.headers.get('content-length') ?? 0) > max) throw refuse();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.byteLength;
    if (length > max) throw refuse();
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
