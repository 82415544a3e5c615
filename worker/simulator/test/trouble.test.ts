import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FaultEndpoint, FaultKind } from '../../test/support/simulator-client.ts';
import {
  APP,
  api,
  authorizeUrl,
  bytes,
  control,
  creator,
  exchange,
  fileOf,
  form,
  http,
  init,
  MIN_CHUNK,
  POST_INFO,
  publish,
  put,
  refresh,
  status,
} from './support.ts';

const initOnce = (token: string) =>
  api('video/init/', token, { post_info: POST_INFO, source_info: fileOf(1_000) });
const countInits = async (openId: string) => (await control.publications({ openId, all: true })).length;

beforeEach(() => control.reset());

describe('a fault', () => {
  it('strikes the nth call, as often as it is told, and nobody but its user', async () => {
    const [me, other] = [await creator(), await creator()];
    await control.addFault({
      endpoint: 'creator_info',
      kind: 'status',
      status: 503,
      nth: 2,
      count: 2,
      openId: me.openId,
    });
    const seen = [];
    for (let n = 0; n < 4; n += 1) seen.push((await api('creator_info/query/', me.token)).status);
    expect(seen).toEqual([200, 503, 503, 200]);
    expect((await api('creator_info/query/', other.token)).status).toBe(200);
    expect((await control.faults())[0]).toMatchObject({ seen: 4, hits: 2 });
  });

  it('with count 0 strikes until it is cleared', async () => {
    const me = await creator();
    const [id] = await control.addFault({ endpoint: 'any', kind: 'internal_error', count: 0 });
    for (let n = 0; n < 3; n += 1) expect((await initOnce(me.token)).status).toBe(500);
    await control.clearFaults(id);
    expect((await initOnce(me.token)).status).toBe(200);
  });

  const answers: [FaultKind, number, RegExp][] = [
    ['html', 502, /^<html>/],
    ['empty', 200, /^$/],
    ['truncated', 200, /^\{"data":\{.*[^}]$/],
    ['internal_error', 500, /"internal_error"/],
    ['status', 500, /^$/],
    ['redirect', 307, /^$/],
    ['error', 200, /"code":"internal_error"/],
  ];
  it.each(answers)(
    'of the kind %s spoils the answer, with and without the deed',
    async (kind, code, body) => {
      const me = await creator();
      for (const effect of [false, true]) {
        await control.addFault({ endpoint: 'init', kind, effect });
        const answer = await initOnce(me.token);
        expect(answer.status).toBe(code);
        expect(answer.text).toMatch(body);
        expect(await countInits(me.openId)).toBe(effect ? 1 : 0);
      }
    },
  );

  it('can answer any code with any status', async () => {
    const me = await creator();
    await control.addFault({
      endpoint: 'init',
      kind: 'error',
      status: 400,
      code: 'invalid_params',
      message: 'The chunk size is invalid',
    });
    expect(await initOnce(me.token)).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_params', message: 'The chunk size is invalid' } },
    });
  });

  it('can send 10 MB of JSON, JSON without end, or redirect to another host', async () => {
    const me = await creator();
    await control.addFault(
      { endpoint: 'status', kind: 'big_json' },
      { endpoint: 'status', kind: 'endless_json' },
      { endpoint: 'status', kind: 'redirect', location: 'https://elsewhere.example/steal' },
    );
    const ask = () =>
      http('/v2/post/publish/status/fetch/', {
        method: 'POST',
        headers: { authorization: `Bearer ${me.token}`, 'content-type': 'application/json' },
        body: '{"publish_id":"x"}',
      });
    expect((await (await ask()).text()).length).toBeGreaterThan(10_000_000);
    const reader = (await ask()).body?.getReader();
    let got = 0;
    while (got < 12_000_000) got += (await reader?.read())?.value?.byteLength ?? Number.NaN;
    await reader?.cancel();
    expect((await ask()).headers.get('location')).toBe('https://elsewhere.example/steal');
  });

  const broken: [FaultKind, boolean][] = [
    ['close', false],
    ['close', true],
    ['cut_body', true],
  ];
  it.each(broken)('of the kind %s (deed done: %s) is a broken answer to the client', async (kind, effect) => {
    const me = await creator();
    await control.addFault({ endpoint: 'init', kind, effect });
    await expect(initOnce(me.token)).rejects.toThrow();
    expect(await countInits(me.openId)).toBe(effect ? 1 : 0);
  });

  it('of the kind hang holds the answer back, then breaks it', async () => {
    const me = await creator();
    await control.addFault({ endpoint: 'status', kind: 'hang', latencyMs: 200 });
    const before = Date.now();
    await expect(status(me.token, 'x')).rejects.toThrow();
    expect(Date.now() - before).toBeGreaterThanOrEqual(190);
  });

  it('of the kind latency waits before or after the deed, for a time out of a range', async () => {
    const me = await creator();
    for (const at of ['before', 'after'] as const) {
      await control.addFault({ endpoint: 'init', kind: 'latency', latencyMs: [600, 650], at });
      const before = Date.now();
      const answer = initOnce(me.token);
      await scheduler.wait(100);
      expect(await countInits(me.openId)).toBe(at === 'before' ? 0 : 2);
      expect((await answer).status).toBe(200);
      expect(Date.now() - before).toBeGreaterThanOrEqual(590);
    }
  });

  it('at token, refresh and revoke speaks OAuth', async () => {
    const code = (await control.consent(authorizeUrl())).searchParams.get('code') ?? '';
    await control.addFault(
      { endpoint: 'token', kind: 'error', code: 'temporarily_unavailable' },
      { endpoint: 'refresh', kind: 'internal_error' },
      { endpoint: 'revoke', kind: 'html' },
    );
    expect((await exchange(code)).json).toMatchObject({ error: 'temporarily_unavailable' });
    const { json } = await exchange(code);
    expect(await refresh(json.refresh_token ?? '')).toMatchObject({
      status: 500,
      json: { error: 'server_error' },
    });
    await expect(form('/v2/oauth/revoke/', { ...APP, token: json.access_token ?? '' })).rejects.toThrow();
  });

  it('shows in the request log, which never holds a token', async () => {
    const me = await creator();
    await control.addFault({ endpoint: 'init', kind: 'html', effect: true });
    await initOnce(me.token);
    const upload = await init(me.token);
    await put(upload, bytes(1_000));
    const log = await control.requests({ openId: me.openId });
    expect(
      log.map((entry) => [entry.endpoint, entry.status, entry.fault, entry.bytes && entry.bytes > 0]),
    ).toEqual([
      ['init', 200, 'html', true],
      ['init', 200, null, true],
      ['put', 201, null, true],
    ]);
    const text = JSON.stringify(log);
    for (const secret of [me.token, new URL(upload.url).searchParams.get('upload_token') ?? '-']) {
      expect(text).not.toContain(secret);
    }
    expect(await control.requests({ endpoint: 'put', publishId: upload.publishId })).toHaveLength(1);
  });
});

describe('trouble that must be easy to make', () => {
  const twoChunks = (token: string) =>
    init(token, 2 * MIN_CHUNK, { file: fileOf(2 * MIN_CHUNK, MIN_CHUNK, 2) });
  const chunk = bytes(MIN_CHUNK);

  it('refresh done, answer lost', async () => {
    const me = await creator();
    await control.addFault({ endpoint: 'refresh', kind: 'close', effect: true });
    await expect(refresh(me.refreshToken)).rejects.toThrow();
    expect((await refresh(me.refreshToken)).json.error).toBe('invalid_grant');
  });

  it('chunk n stored, answer lost', async () => {
    const me = await creator();
    const upload = await twoChunks(me.token);
    await control.addFault({ endpoint: 'put', kind: 'close', effect: true, chunk: 0 });
    await expect(put(upload, chunk).then((answer) => answer.text())).rejects.toThrow();
    const again = await put(upload, chunk);
    expect([again.status, again.headers.get('content-range')]).toEqual([
      416,
      `bytes 0-${MIN_CHUNK}/${upload.size}`,
    ]);
    expect((await put(upload, chunk, MIN_CHUNK)).status).toBe(201);
  });

  it('last byte stored, answer lost', async () => {
    const me = await creator();
    const upload = await twoChunks(me.token);
    await control.addFault({ endpoint: 'put', kind: 'close', effect: true, chunk: 'last' });
    expect((await put(upload, chunk)).status).toBe(206);
    await expect(put(upload, chunk, MIN_CHUNK).then((answer) => answer.text())).rejects.toThrow();
    await control.setClock({ advanceMs: 60_000 });
    expect(await control.postsCount(me.openId)).toBe(1);
  });

  it('last chunk received, but not stored', async () => {
    const me = await creator();
    const upload = await init(me.token);
    for (const at of ['before', 'after'] as const) {
      await control.addFault({ endpoint: 'put', kind: 'status', status: 503, chunk: 'last', at });
      expect((await put(upload, bytes(1_000))).status).toBe(503);
    }
    expect((await status(me.token, upload.publishId)).json.data.uploaded_bytes).toBe(0);
    expect((await put(upload, bytes(1_000))).status).toBe(201);
  });

  it('the line breaking while the last bytes are held back', async () => {
    const me = await creator();
    const upload = await init(me.token, 200_000);
    await control.addFault({ endpoint: 'put', kind: 'close', at: 'during', latencyMs: 100 });
    const { readable, writable } = new FixedLengthStream(200_000);
    const writer = writable.getWriter();
    const headers = { 'content-type': 'video/mp4', 'content-range': 'bytes 0-199999/200000' };
    const answer = http(upload.url, { method: 'PUT', headers, body: readable }).then((got) => got.text());
    const broken = expect(answer).rejects.toThrow();
    writer.write(bytes(134_464)).catch(() => {});
    await broken;
    await writer.abort().catch(() => {});
    expect((await put(upload, bytes(200_000))).status).toBe(201);
  });

  it('a slow line to TikTok', async () => {
    const me = await creator();
    const upload = await init(me.token, 200_000);
    await control.addFault({ endpoint: 'put', kind: 'slow', bytesPerSecond: 500_000 });
    const before = Date.now();
    expect((await put(upload, bytes(200_000))).status).toBe(201);
    expect(Date.now() - before).toBeGreaterThanOrEqual(250);
  });

  it('TikTok lying about a status', async () => {
    const me = await creator();
    const upload = await init(me.token);
    const body = '{"data":{"status":"PUBLISH_COMPLETE"},"error":{"code":"ok","message":"","log_id":"1"}}';
    await control.addFault({
      endpoint: 'status',
      kind: 'status',
      status: 200,
      body,
      publishId: upload.publishId,
    });
    expect((await status(me.token, upload.publishId)).json.data.status).toBe('PUBLISH_COMPLETE');
    expect((await status(me.token, upload.publishId)).json.data.status).toBe('PROCESSING_UPLOAD');
  });

  it('201, then FAILED internal; or PROCESSING for ever', async () => {
    const me = await creator();
    await control.setVerdict({ openId: me.openId }, { fail: 'internal' });
    const failed = await publish(me.token);
    await control.setVerdict({ openId: me.openId }, { processing: 'forever' });
    const endless = await publish(me.token);
    await control.setClock({ advanceMs: 3_600_000 });
    const [one, two] = [await status(me.token, failed.publishId), await status(me.token, endless.publishId)];
    expect(one.json.data).toMatchObject({ status: 'FAILED', fail_reason: 'internal' });
    expect(two.json.data.status).toBe('PROCESSING_UPLOAD');
    expect(await control.postsCount(me.openId)).toBe(0);
    await control.setVerdict({ openId: me.openId }, {});
    await control.setVerdict({ publishId: endless.publishId }, { processing: 0 });
    expect(await control.postsCount(me.openId)).toBe(1);
  });

  it('token expiring between init and status', async () => {
    const me = await creator();
    const upload = await init(me.token);
    await control.setClock({ advanceMs: 7_200_000 });
    expect((await status(me.token, upload.publishId)).status).toBe(401);
    const { json } = await refresh(me.refreshToken);
    expect((await status(json.access_token ?? '', upload.publishId)).status).toBe(200);
  });

  it('401 once, then fine', async () => {
    const me = await creator();
    await control.addFault({
      endpoint: 'creator_info',
      kind: 'error',
      status: 401,
      code: 'access_token_invalid',
    });
    expect((await api('creator_info/query/', me.token)).status).toBe(401);
    expect((await api('creator_info/query/', me.token)).status).toBe(200);
  });

  it('the account turning private, or a scope withdrawn, after scheduling', async () => {
    const me = await creator();
    await control.changeUser(me.openId, { private: true });
    const open = {
      post_info: { ...POST_INFO, privacy_level: 'PUBLIC_TO_EVERYONE' },
      source_info: fileOf(1_000),
    };
    expect((await api('video/init/', me.token, open)).json.error.code).toBe('privacy_level_option_mismatch');
    await control.addFault({ endpoint: 'init', kind: 'error', status: 401, code: 'scope_not_authorized' });
    expect((await initOnce(me.token)).json.error.code).toBe('scope_not_authorized');
  });
});

describe('the checks of a video', () => {
  const reasons = [
    'file_format_check_failed',
    'duration_check_failed',
    'frame_rate_check_failed',
    'picture_size_check_failed',
    'internal',
    'auth_removed',
    'spam_risk_too_many_posts',
    'spam_risk_user_banned_from_posting',
    'spam_risk_text',
    'spam_risk',
    'something_new',
  ];
  it.each(reasons)('can end with %s, by a marker in the caption', async (reason) => {
    const me = await creator();
    const { publishId } = await publish(me.token, { title: `Look #sim:fail=${reason} at this` });
    expect((await status(me.token, publishId)).json.data).toMatchObject({
      status: 'FAILED',
      fail_reason: reason,
    });
    expect(await control.postsCount(me.openId)).toBe(0);
  });

  it('can take for ever, or a stated time, by a marker in the caption', async () => {
    const me = await creator();
    const never = await publish(me.token, { title: '#sim:processing=forever' });
    const slow = await publish(me.token, { title: '#sim:processing=60000' });
    expect((await status(me.token, slow.publishId)).json.data.status).toBe('PROCESSING_UPLOAD');
    await control.setClock({ advanceMs: 3_000_000 });
    expect((await status(me.token, slow.publishId)).json.data.status).toBe('PUBLISH_COMPLETE');
    expect((await status(me.token, never.publishId)).json.data.status).toBe('PROCESSING_UPLOAD');
  });

  it('can leave a public post unlisted for ever', async () => {
    const me = await creator();
    const post = { title: '#sim:moderation=forever', privacy_level: 'PUBLIC_TO_EVERYONE' };
    const { publishId } = await publish(me.token, post);
    await control.setClock({ advanceMs: 3_600_000 });
    expect((await status(me.token, publishId)).text).toContain('"publicaly_available_post_id":[]');
  });
});

describe('webhooks', () => {
  interface Delivery {
    url: string;
    headers: Headers;
    body: string;
    event: { event: string; create_time: number; user_openid: string; client_key: string; content: string };
  }
  let deliveries: Delivery[] = [];
  let answerWith: () => number = () => 200;

  beforeEach(async () => {
    deliveries = [];
    answerWith = () => 200;
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, given) => {
      const body = String(given?.body);
      deliveries.push({
        url: String(input),
        headers: new Headers(given?.headers),
        body,
        event: JSON.parse(body),
      });
      return new Response(null, { status: answerWith() });
    });
    await control.changeSettings({ webhookUrl: 'http://127.0.0.1:8801/hook' });
  });
  afterEach(() => vi.restoreAllMocks());

  const drain = async () => {
    while ((await control.deliverWebhooks()) > 0);
  };
  const events = () => deliveries.map(({ event }) => event.event);

  it('tell of completion and then of public availability, content being a JSON string', async () => {
    const me = await creator();
    const { publishId } = await publish(me.token, { privacy_level: 'PUBLIC_TO_EVERYONE' });
    await drain();
    expect(events()).toEqual(['post.publish.complete', 'post.publish.publicly_available']);
    const [complete, available] = deliveries.map(({ event }) => event);
    expect(complete).toMatchObject({ user_openid: me.openId, client_key: 'simulator-key' });
    expect(JSON.parse(complete?.content ?? '')).toEqual({
      publish_id: publishId,
      publish_type: 'DIRECT_PUBLISH',
    });
    expect(JSON.parse(available?.content ?? '').post_id).toMatch(/^\d{19}$/);
    const [post] = await control.publications({ publishId });
    expect(complete?.create_time).toBe(Math.floor((post?.publishedAt ?? 0) / 1_000));
  });

  it('come from the alarm by themselves', async () => {
    await control.changeSettings({ processingBaseMs: 50, processingPerMbMs: 0 });
    const me = await creator();
    await put(await init(me.token), bytes(1_000));
    await vi.waitFor(() => expect(events()).toEqual(['post.publish.complete']), { timeout: 20_000 });
  });

  it('tell of failure with its reason, and of removed access with 1 or 5', async () => {
    const [me, other] = [await creator(), await creator()];
    await publish(me.token, { title: '#sim:fail=spam_risk' });
    await control.removeAccess(me.openId);
    await form('/v2/oauth/revoke/', { ...APP, token: other.token });
    await drain();
    expect(events()).toEqual(['post.publish.failed', 'authorization.removed', 'authorization.removed']);
    const contents = deliveries.map(({ event }) => JSON.parse(event.content));
    expect(contents.map((content) => content.reason)).toEqual(['spam_risk', 1, 5]);
  });

  const signatureOf = ({ headers, body }: Delivery) => {
    const [, t = '', s = ''] = /^t=(\d+),s=([0-9a-f]{64})$/.exec(headers.get('tiktok-signature') ?? '') ?? [];
    const right = createHmac('sha256', APP.client_secret).update(`${t}.${body}`).digest('hex');
    return { isRight: s === right, ageSeconds: Math.round((Date.now() + 10_000) / 1_000 - Number(t)) };
  };

  it('are signed over the raw body with the client secret', async () => {
    await publish((await creator()).token);
    await drain();
    expect(deliveries.map(signatureOf)).toEqual([{ isRight: true, ageSeconds: expect.closeTo(0, -1) }]);
  });

  it('can carry a wrong signature or an old t', async () => {
    const me = await creator();
    await control.changeSettings({ webhooks: { wrongSignature: true } });
    await publish(me.token);
    await drain();
    expect(deliveries.map((one) => signatureOf(one).isRight)).toEqual([false]);
    await control.changeSettings({ webhooks: { wrongSignature: false, oldSeconds: 86_400 } });
    await publish(me.token);
    await drain();
    const last = deliveries.at(-1);
    expect(last && signatureOf(last).isRight).toBe(true);
    expect(last && signatureOf(last).ageSeconds).toBeGreaterThan(86_000);
  });

  it('are repeated until 200, further and further apart, and given up after 72 hours', async () => {
    answerWith = () => 503;
    await publish((await creator()).token);
    await drain();
    expect(deliveries).toHaveLength(1);
    await control.setClock({ advanceMs: 1_100 });
    await drain();
    await control.setClock({ advanceMs: 1_100 });
    await drain();
    expect(deliveries).toHaveLength(2);
    await control.setClock({ advanceMs: 73 * 3_600_000 });
    await drain();
    expect((await control.webhooks())[0]).toMatchObject({ outcome: 'given_up', tries: 3, last_status: 503 });
  });

  it('can come twice, late, in the wrong order, or not at all', async () => {
    const me = await creator();
    await control.changeSettings({ webhooks: { duplicates: 1, reorder: true, delayMs: 30_000 } });
    await publish(me.token, { title: 'first', privacy_level: 'PUBLIC_TO_EVERYONE' });
    await drain();
    expect(deliveries).toHaveLength(0);
    await control.setClock({ advanceMs: 30_000 });
    await drain();
    const available = 'post.publish.publicly_available';
    expect(events()).toEqual([available, available, 'post.publish.complete', 'post.publish.complete']);
    await control.changeSettings({ webhooks: { drop: true } });
    await publish(me.token);
    await control.setClock({ advanceMs: 60_000 });
    await drain();
    expect(deliveries).toHaveLength(4);
    expect((await control.webhooks())[0]?.outcome).toBe('dropped');
  });

  it('are off without a URL', async () => {
    await control.changeSettings({ webhookUrl: '' });
    await publish((await creator()).token);
    await drain();
    expect(await control.webhooks()).toEqual([]);
  });
});

describe('the control API', () => {
  it('makes users and tokens by the thousand', async () => {
    const users = await control.createUsers(2_000, { private: true });
    expect(new Set(users.map((user) => user.openId)).size).toBe(2_000);
    const grants = await control.grants(users.map((user) => user.openId));
    const last = grants.at(-1);
    expect((await api('creator_info/query/', last?.access_token ?? '')).json.data).toMatchObject({
      creator_username: users.at(-1)?.username,
    });
  });

  it('refuses settings, faults and traits it does not know: typos hide nothing', async () => {
    await expect(control.changeSettings({ moderatonMs: 1 })).rejects.toThrow('400');
    await expect(control.changeSettings({ webhooks: { dorp: true } })).rejects.toThrow('400');
    await expect(control.addFault({ endpoint: 'inti' as FaultEndpoint, kind: 'html' })).rejects.toThrow(
      '400',
    );
    await expect(control.createUser({ nick: 'x' } as object)).rejects.toThrow('400');
    expect((await control.settings()).moderationMs).toBe(3_000);
  });

  it('moves the clock: by an offset, to a time, on from now, and back', async () => {
    expect((await control.setClock({ offsetMs: -5_000 })).offsetMs).toBe(-5_000);
    expect((await control.setClock({ advanceMs: 6_000 })).offsetMs).toBe(1_000);
    expect(
      Math.abs((await control.setClock({ setMs: 2_000_000_000_000 })).now - 2_000_000_000_000),
    ).toBeLessThan(1_000);
    expect((await control.setClock({ reset: true })).offsetMs).toBe(0);
  });

  it('can stop the request log', async () => {
    await control.changeSettings({ requestLog: false });
    await creator().then((me) => initOnce(me.token));
    expect(await control.requests()).toEqual([]);
  });

  it('on Cloudflare is shut without its key', async () => {
    const passedTheEdge = await http('/_control/users', { headers: { 'cf-ray': '8a1b2c3d4e5f-FRA' } });
    expect(passedTheEdge.status).toBe(401);
    const answer = await http('https://simulator.example/_control/users');
    expect(answer.status).toBe(401);
    expect((await http('https://simulator.example/faults')).status).toBe(401);
    expect((await http('https://simulator.example/')).status).toBe(200);
  });

  it('resets to three creators: one public, one private, one with comments and duet off', async () => {
    const me = await creator();
    await publish(me.token);
    await control.addFault({ endpoint: 'any', kind: 'html', count: 0 });
    await control.reset();
    expect(await control.users()).toMatchObject([
      { private: false },
      { private: true },
      { commentDisabled: true, duetDisabled: true },
    ]);
    expect(await control.publications({ all: true })).toEqual([]);
    expect(await control.faults()).toEqual([]);
  });
});

describe('the feed', () => {
  it('shows what was published, safely, with its creator, privacy and time to the millisecond', async () => {
    const me = await creator({ nickname: 'A & B' });
    await publish(me.token, { title: '<b>bold</b>' });
    const [post] = await control.publications({ openId: me.openId });
    const page = await (await http('/')).text();
    expect(page).toContain('&#60;b&#62;bold');
    expect(page).toContain('A &#38; B');
    expect(page).toContain('SELF_ONLY');
    expect(page).toContain(new Date(post?.lastByteAt ?? 0).toISOString());
    const share = await http(`/@${me.username}/video/${post?.postId}`);
    expect([share.status, await share.text()]).toEqual([
      200,
      expect.stringContaining(`/media/${post?.postId}`),
    ]);
    expect((await http(`/@${me.username}/video/7000000000000000000`)).status).toBe(404);
    expect(await (await http(`/@${me.username}`)).text()).toContain(`/media/${post?.postId}`);
    expect((await http('/@nobody')).status).toBe(404);
    expect(await (await http(`/publications/${post?.postId}.json`)).json()).toEqual(post);
  });

  it('plays the file, whole or by ranges across its chunks', async () => {
    const me = await creator();
    const size = 2 * MIN_CHUNK + 5;
    const data = bytes(size);
    const upload = await init(me.token, size, { file: fileOf(size, MIN_CHUNK, 2) });
    await put(upload, data.slice(0, MIN_CHUNK));
    await put(upload, data.slice(MIN_CHUNK), MIN_CHUNK);
    await control.setClock({ advanceMs: 60_000 });
    const [post] = await control.publications({ openId: me.openId });
    const get = async (range?: string) => {
      const answer = await http(`/media/${post?.postId}`, { headers: range ? { range } : {} });
      const body = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, range: answer.headers.get('content-range'), body };
    };
    expect((await get()).body.length).toBe(size);
    const across = await get(`bytes=${MIN_CHUNK - 3}-${MIN_CHUNK + 3}`);
    expect(across.status).toBe(206);
    expect(across.range).toBe(`bytes ${MIN_CHUNK - 3}-${MIN_CHUNK + 3}/${size}`);
    expect(across.body).toEqual(data.slice(MIN_CHUNK - 3, MIN_CHUNK + 4));
    expect((await get('bytes=-4')).body).toEqual(data.slice(-4));
    expect((await get(`bytes=${size}-`)).status).toBe(416);
  });

  it('has a page on which faults are added and cleared without JavaScript', async () => {
    const send = (fields: string) =>
      http('/faults', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: fields,
      });
    const answer = await send(
      'do=add&endpoint=put&kind=close&nth=1&count=2&chunk=last&latencyMs=5&at=after&effect=1',
    );
    expect(answer.status).toBe(303);
    expect(await control.faults()).toMatchObject([
      { endpoint: 'put', kind: 'close', count: 2, chunk: 'last', effect: true, at: 'after', latencyMs: 5 },
    ]);
    expect(await (await http('/faults')).text()).toContain('put');
    await send('do=clear');
    expect(await control.faults()).toEqual([]);
  });
});
