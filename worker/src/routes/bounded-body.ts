import { tooLarge } from '../domain/errors.ts';
import { readAtMost } from '../media/read-at-most.ts';

/** The raw bytes of a body that may have `max` at most; more is 413. */
export async function boundedBytes(
  request: Pick<Request, 'headers' | 'body'>,
  max: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readAtMost(request, max);
  if (!bytes) throw tooLarge(`The body may have ${max} bytes at most.`);
  return bytes;
}
