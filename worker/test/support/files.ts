/** Files for tests, uploaded through the API's own door. */
import { exports } from 'cloudflare:workers';
import type * as z from 'zod';
import type { Media, PartUrls, Upload } from '../../src/contract/index.ts';
import { call } from './people.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A clip made larger by an MP4 box that players skip: still a whole, valid file. */
export function padded(clip: Bytes, bytes: number): Bytes {
  const larger = new Uint8Array(bytes);
  larger.set(clip);
  const view = new DataView(larger.buffer);
  view.setUint32(clip.byteLength, bytes - clip.byteLength);
  larger.set(new TextEncoder().encode('free'), clip.byteLength + 4);
  return larger;
}

export async function beginUpload(token: string, bytes: number, name = 'croissant.mp4'): Promise<Upload> {
  const answer = await call('POST', '/uploads', { token, body: { name, bytes, type: 'video/mp4' } });
  if (answer.status !== 201) throw new Error(`upload refused: ${await answer.text()}`);
  return answer.json<Upload>();
}

export async function partUrls(token: string, uploadId: string, numbers: number[]) {
  const answer = await call('POST', `/uploads/${uploadId}/parts`, { token, body: { numbers } });
  return (await answer.json<z.infer<typeof PartUrls>>()).parts;
}

/** PUTs bytes to a part's address, with the length they have unless another is claimed. */
export const putPart = (
  url: string,
  bytes: BodyInit & { byteLength?: number },
  headers: Record<string, string> = {},
) =>
  exports.default.fetch(url, {
    method: 'PUT',
    body: bytes,
    headers: { 'content-length': String(bytes.byteLength), ...headers },
  });

export async function sendParts(
  token: string,
  upload: Upload,
  bytes: Bytes,
  numbers?: number[],
): Promise<void> {
  const wanted = numbers ?? Array.from({ length: upload.partCount }, (_, index) => index + 1);
  for (const { number, url } of await partUrls(token, upload.id, wanted)) {
    const answer = await putPart(
      url,
      bytes.slice((number - 1) * upload.partBytes, number * upload.partBytes),
    );
    if (answer.status !== 204) throw new Error(`part refused: ${await answer.text()}`);
  }
}

export const complete = (token: string, upload: Upload) =>
  call('POST', `/uploads/${upload.id}/complete`, { token });

/** A whole upload, answered by the file as it was checked. */
export async function uploadFile(token: string, bytes: Bytes, name?: string): Promise<Media> {
  const upload = await beginUpload(token, bytes.byteLength, name);
  await sendParts(token, upload, bytes);
  const answer = await complete(token, upload);
  if (answer.status !== 200) throw new Error(`not completed: ${await answer.text()}`);
  return answer.json<Media>();
}
