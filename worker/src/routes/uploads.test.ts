import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { clip } from '../../test/fixtures/clips.ts';
import {
  beginUpload,
  complete,
  padded,
  partUrls,
  putPart,
  sendParts,
  uploadFile,
} from '../../test/support/files.ts';
import { APP_URL, call, signedInPerson } from '../../test/support/people.ts';
import type { Media, Problem, Upload } from '../contract/index.ts';
import { MEDIA_BYTES_MAX, PART_BYTES } from '../contract/index.ts';
import { makeDeps } from '../deps.ts';
import { openPart, signPart } from '../media/links.ts';
import { mediaKey } from '../media/store.ts';

const HOUR = 60 * 60 * 1000;
const portrait = clip('portrait.mp4');
/** Three parts, the last one small. */
const large = padded(portrait, 2 * PART_BYTES + 5000);
const partOf = (bytes: Uint8Array<ArrayBuffer>, number: number) =>
  bytes.slice((number - 1) * PART_BYTES, number * PART_BYTES);
const digestOf = async (bytes: BufferSource) =>
  `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))))}:`;
const problemOf = (answer: Response) => answer.json<Problem & { current: { missing: number[] } }>();
const uploadOf = async (token: string, id: string) =>
  (await call('GET', `/uploads/${id}`, { token })).json<Upload>();
const setUpload = (id: string, change: string) =>
  env.DB.prepare(`update uploads set ${change} where id = ?`).bind(id).run();

describe('an upload', () => {
  it('brings a file in parts, in any order, three at a time', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, large.byteLength);
    expect(upload).toMatchObject({ partBytes: PART_BYTES, partCount: 3, parts: [], status: 'open' });

    const urls = await partUrls(token, upload.id, [3, 1, 2]);
    const answers = await Promise.all(urls.map(({ number, url }) => putPart(url, partOf(large, number))));
    expect(answers.map((answer) => answer.status)).toEqual([204, 204, 204]);

    const answer = await complete(token, upload);
    expect(await answer.json()).toMatchObject({
      id: upload.mediaId,
      status: 'ready',
      name: 'croissant.mp4',
      bytes: large.byteLength,
      facts: { container: 'mp4', videoCodec: 'H.264', width: 360, height: 640, fps: 30, durationMs: 4000 },
    });
  });

  it('goes on after the browser was closed: the parts held are listed, the others are asked for', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, large.byteLength);
    await sendParts(token, upload, large, [2]);

    const { uploads } = await (await call('GET', '/uploads', { token })).json<{ uploads: Upload[] }>();
    expect(uploads).toHaveLength(1);
    expect(uploads[0]).toMatchObject({ id: upload.id, parts: [{ number: 2, bytes: PART_BYTES }] });
    expect((await uploadOf(token, upload.id)).parts).toEqual([{ number: 2, bytes: PART_BYTES }]);
  });

  it('is not completed while parts are missing, and says which', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, large.byteLength);
    await sendParts(token, upload, large, [2]);
    const answer = await complete(token, upload);
    expect(answer.status).toBe(409);
    expect((await problemOf(answer)).current).toEqual({ missing: [1, 3] });

    await sendParts(token, upload, large, [1, 3]);
    expect((await complete(token, upload)).status).toBe(200);
  });

  it('gives the same file when it is completed again', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, portrait.byteLength);
    await sendParts(token, upload, portrait);
    const [first, second] = await Promise.all([complete(token, upload), complete(token, upload)]);
    const third = await complete(token, upload);
    const bodies = await Promise.all([first, second, third].map((answer) => answer.json<Media>()));
    expect(bodies.map(({ id, status }) => ({ id, status }))).toEqual(
      Array(3).fill({ id: upload.mediaId, status: 'ready' }),
    );
    expect(await uploadOf(token, upload.id)).toMatchObject({
      status: 'completed',
      parts: [{ number: 1, bytes: portrait.byteLength }],
    });
  });

  it('is completed by a repeat when the worker died after R2 had joined the parts', async () => {
    const { token, user } = await signedInPerson();
    const upload = await beginUpload(token, portrait.byteLength);
    await sendParts(token, upload, portrait);
    const row = await env.DB.prepare(
      'select r2_upload_id, etag from uploads join upload_parts on upload_id = id where id = ?',
    )
      .bind(upload.id)
      .first<{ r2_upload_id: string; etag: string }>();
    const key = mediaKey(user.workspace.id, upload.mediaId);
    await env.MEDIA.resumeMultipartUpload(key, row?.r2_upload_id ?? '').complete([
      { partNumber: 1, etag: row?.etag ?? '' },
    ]);

    expect(await (await complete(token, upload)).json()).toMatchObject({
      id: upload.mediaId,
      status: 'ready',
    });
  });

  it('asks for the parts again when R2 holds others than were noted', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, portrait.byteLength);
    await sendParts(token, upload, portrait);
    await env.DB.prepare("update upload_parts set etag = 'another' where upload_id = ?")
      .bind(upload.id)
      .run();
    const answer = await complete(token, upload);
    expect(answer.status).toBe(409);
    expect((await problemOf(answer)).current).toEqual({ missing: [1] });

    await sendParts(token, upload, portrait);
    expect((await complete(token, upload)).status).toBe(200);
  });

  it('of more than TikTok takes is refused before a byte is sent', async () => {
    const { token } = await signedInPerson();
    const body = { name: 'long.mp4', bytes: 4_600_000_000, type: 'video/mp4' };
    const answer = await call('POST', '/uploads', { token, body });
    expect(answer.status).toBe(413);
    expect((await problemOf(answer)).detail).toBe('4.6 GB. TikTok takes up to 4 GB.');
    expect((await beginUpload(token, MEDIA_BYTES_MAX)).partCount).toBe(477);
    for (const bytes of [0, -1, 1.5]) {
      expect((await call('POST', '/uploads', { token, body: { ...body, bytes } })).status).toBe(422);
    }
  });

  it('keeps the file name as text only: no path, nothing invisible, and not in the key', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, 10, 'C:\\clips\\..\\caf\u00e9\u202egpj.\u0000\ud800mp4');
    expect(upload.name).toBe('cafégpj.\ufffdmp4');
    expect((await beginUpload(token, 10, '/\u0007/')).name).toBe('video');
    const row = await env.DB.prepare('select key from media where id = ?')
      .bind(upload.mediaId)
      .first<{ key: string }>();
    expect(row?.key).toMatch(/^w\/ws_[0-9a-z]{26}\/media\/media_[0-9a-z]{26}\/original$/);
  });

  it('is one of twenty at most', async () => {
    const { token } = await signedInPerson();
    for (let i = 0; i < 20; i++) await beginUpload(token, 10);
    const answer = await call('POST', '/uploads', {
      token,
      body: { name: 'a', bytes: 10, type: 'video/mp4' },
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('60');
  });

  it('that was cancelled takes nothing any more and leaves nothing behind', async () => {
    const { token, user } = await signedInPerson();
    const upload = await beginUpload(token, large.byteLength);
    const [url] = await partUrls(token, upload.id, [1]);
    expect((await call('DELETE', `/uploads/${upload.id}`, { token })).status).toBe(204);
    expect((await putPart(url?.url ?? '', partOf(large, 1))).status).toBe(409);
    expect((await complete(token, upload)).status).toBe(404);
    expect((await call('GET', `/media/${upload.mediaId}`, { token })).status).toBe(404);
    expect(await env.MEDIA.head(mediaKey(user.workspace.id, upload.mediaId))).toBeNull();
  });

  it('that is complete is not cancelled', async () => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, portrait.byteLength);
    await sendParts(token, upload, portrait);
    await complete(token, upload);
    expect((await call('DELETE', `/uploads/${upload.id}`, { token })).status).toBe(409);
    expect((await call('GET', `/media/${upload.mediaId}`, { token })).status).toBe(200);
  });

  it('belongs to its workspace: to others it is missing', async () => {
    const [mine, other] = [await signedInPerson(), await signedInPerson()];
    const upload = await beginUpload(mine.token, large.byteLength);
    const { token } = other;
    const tries = [
      call('GET', `/uploads/${upload.id}`, { token }),
      call('POST', `/uploads/${upload.id}/parts`, { token, body: { numbers: [1] } }),
      call('POST', `/uploads/${upload.id}/complete`, { token }),
      call('DELETE', `/uploads/${upload.id}`, { token }),
      call('GET', '/uploads/upl_1', { token }),
    ];
    for (const answer of await Promise.all(tries)) {
      expect(answer.status).toBe(404);
      expect((await problemOf(answer)).detail).toBe('There is no such upload.');
    }
    expect((await uploadOf(mine.token, upload.id)).status).toBe('open');
    expect(await (await call('GET', '/uploads', { token })).json()).toEqual({ uploads: [] });
  });

  it('is only for people who are signed in and may change things', async () => {
    expect((await call('POST', '/uploads', { body: {} })).status).toBe(401);
    const { token, user } = await signedInPerson();
    await env.DB.prepare("update memberships set role = 'viewer' where user_id = ?").bind(user.id).run();
    const answer = await call('POST', '/uploads', {
      token,
      body: { name: 'a', bytes: 10, type: 'video/mp4' },
    });
    expect(answer.status).toBe(403);
  });
});

/** A body whose length the runtime does not know. */
const streamOf = (bytes: Uint8Array) =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });

describe('a part', () => {
  const one = async (bytes = portrait) => {
    const { token } = await signedInPerson();
    const upload = await beginUpload(token, bytes.byteLength);
    const [part] = await partUrls(token, upload.id, [1]);
    if (!part) throw new Error('no part');
    return { token, upload, url: part.url };
  };

  it('goes to an address on the API that needs no other credential and says nothing', async () => {
    const { url, upload } = await one();
    expect(url.startsWith(`${env.API_URL}/parts/`)).toBe(true);
    expect(url).not.toContain(upload.id);
    expect((await putPart(url, portrait)).status).toBe(204);
  });

  it('sent again replaces the one before', async () => {
    const { token, upload, url } = await one();
    expect((await putPart(url, new Uint8Array(portrait.byteLength))).status).toBe(204);
    expect((await putPart(url, portrait)).status).toBe(204);
    expect((await uploadOf(token, upload.id)).parts).toEqual([{ number: 1, bytes: portrait.byteLength }]);
    expect(await (await complete(token, upload)).json()).toMatchObject({ status: 'ready' });
  });

  it.each([
    ['shorter', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(1)],
    ['longer', (bytes: Uint8Array<ArrayBuffer>) => padded(bytes, bytes.byteLength + 100)],
    ['empty', () => new Uint8Array()],
  ])('that is %s than it must be is refused', async (_what, change) => {
    const { token, upload, url } = await one();
    const answer = await putPart(url, change(portrait));
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).detail).toBe(
      `Send this part with a Content-Length of ${portrait.byteLength} bytes.`,
    );
    expect((await uploadOf(token, upload.id)).parts).toEqual([]);
  });

  it('without a length, or with another than it has, is refused', async () => {
    const { token, upload, url } = await one();
    const length = { 'content-length': String(portrait.byteLength) };
    const digest = { 'content-digest': await digestOf(portrait) };
    const longer = padded(portrait, portrait.byteLength + 100);
    for (const [bytes, headers] of [
      [portrait, {}],
      [portrait.slice(0, 100), length],
      [longer, length],
      [portrait.slice(0, 100), { ...length, ...digest }],
      [longer, { ...length, ...digest }],
    ] as const) {
      const answer = await exports.default.fetch(url, { method: 'PUT', body: streamOf(bytes), headers });
      expect(answer.status).toBe(400);
    }
    expect((await uploadOf(token, upload.id)).parts).toEqual([]);
  });

  it('whose digest does not fit is refused before it replaces a good one', async () => {
    const { token, upload, url } = await one();
    const good = await digestOf(portrait);
    expect((await putPart(url, portrait, { 'content-digest': good })).status).toBe(204);

    const damaged = portrait.slice();
    damaged[100] = (damaged[100] ?? 0) ^ 1;
    const answer = await putPart(url, damaged, { 'content-digest': `sha-512=:AA==:, ${good}` });
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).detail).toBe('This part was damaged on its way. Send it again.');
    expect((await putPart(url, portrait, { 'content-digest': 'sha-256=abc' })).status).toBe(400);
    expect((await putPart(url, portrait, { 'content-digest': 'crc32c=:AAAAAA==:' })).status).toBe(204);
    expect(await (await complete(token, upload)).json()).toMatchObject({ status: 'ready' });
  });

  it('is refused after completion, and the file stays as it is', async () => {
    const { token, upload, url } = await one();
    await putPart(url, portrait);
    await complete(token, upload);
    const answer = await putPart(url, new Uint8Array(portrait.byteLength));
    expect(answer.status).toBe(409);
    expect((await problemOf(answer)).detail).toBe('This upload is complete.');
    expect(
      (await call('POST', `/uploads/${upload.id}/parts`, { token, body: { numbers: [1] } })).status,
    ).toBe(409);
  });

  it('is refused when the upload was left alone for a day', async () => {
    const { token, upload, url } = await one();
    await setUpload(upload.id, `expires_at = ${Date.now() - 1}`);
    expect((await putPart(url, portrait)).status).toBe(409);
    expect((await complete(token, upload)).status).toBe(409);
    expect(await (await call('GET', '/uploads', { token })).json()).toEqual({ uploads: [] });
  });

  it('has an address for an hour; another upload, number, length or key does not pass', async () => {
    const { url, upload } = await one();
    const token = url.split('/').at(-1) ?? '';
    const { settings } = makeDeps(env);
    const secret = settings.SESSION_SECRET;
    const opened = await openPart(secret, token, Date.now());
    if (!opened.ok) throw new Error('not opened');
    expect(opened.link).toMatchObject({ uploadId: upload.id, number: 1, bytes: portrait.byteLength });
    expect(await openPart(secret, token, Date.now() + HOUR + 1000)).toEqual({ ok: false, why: 'expired' });

    const expired = await signPart(secret, opened.link, Date.now() - 1000);
    expect((await putPart(`${env.API_URL}/parts/${expired}`, portrait)).status).toBe(409);
    const foreign = await signPart(`another-${secret}`, opened.link, Date.now() + HOUR);
    for (const forged of [foreign, `${token}x`, token.replace(/\..*\./, '.e30.'), 'x', 'a.b.c'])
      expect((await putPart(`${env.API_URL}/parts/${forged}`, portrait)).status).toBe(404);
  });

  it('has no address beyond the last one, and at most a hundred at once', async () => {
    const { token, upload } = await one();
    const ask = (numbers: number[]) =>
      call('POST', `/uploads/${upload.id}/parts`, { token, body: { numbers } });
    for (const numbers of [[2], [0], [], Array.from({ length: 101 }, () => 1)])
      expect((await ask(numbers)).status).toBe(422);
  });

  it('may come from the web app, and from no foreign page', async () => {
    const { url } = await one();
    const preflight = await exports.default.fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin: APP_URL,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-digest',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(APP_URL);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-digest');
    const foreign = await putPart(url, portrait, { origin: 'https://evil.example' });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    expect(foreign.status).toBe(403);
  });
});

describe('a file that was uploaded', () => {
  it.each([
    ['a text named .mp4', new TextEncoder().encode('hello, I am a text'), 'not_video'],
    ['a zip named .mp4', Uint8Array.from([0x50, 0x4b, 3, 4, 20, ...Array(200).fill(0)]), 'not_video'],
    ['a video whose end is missing', portrait.slice(0, -4000), 'cut_off'],
    ['a Matroska file named .mp4', clip('matroska.mp4'), 'container'],
    ['a video of 18 frames a second', clip('slow-18.mp4'), 'frame_rate'],
  ])('is refused when it is %s', async (_what, bytes, code) => {
    const { token } = await signedInPerson();
    const media = await uploadFile(token, bytes as Uint8Array<ArrayBuffer>, 'clip.mp4');
    expect(media).toMatchObject({ status: 'rejected', url: null });
    expect(media.verdicts[0]).toMatchObject({ code, severity: 'blocks' });
  });

  it('is checked when somebody looks at it, if the worker died before', async () => {
    const { token } = await signedInPerson();
    const { id } = await uploadFile(token, portrait);
    const undo = "update media set status = 'checking', verdicts = '[]', container = null where id = ?";
    await env.DB.prepare(undo).bind(id).run();
    const answer = await call('GET', `/media/${id}`, { token });
    expect(await answer.json()).toMatchObject({ id, status: 'ready', facts: { container: 'mp4' } });
  });

  it('is refused when its object was replaced before the check', async () => {
    const { token, user } = await signedInPerson();
    const { id } = await uploadFile(token, portrait);
    await env.DB.prepare("update media set status = 'checking' where id = ?").bind(id).run();
    await env.MEDIA.put(mediaKey(user.workspace.id, id), clip('hevc.mp4'));
    const media = await (await call('GET', `/media/${id}`, { token })).json<Media>();
    expect(media).toMatchObject({ status: 'rejected', verdicts: [{ code: 'gone' }] });
  });
});
