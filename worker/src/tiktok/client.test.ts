import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Told } from '../domain/trouble.ts';
import { createTikTok } from './client.ts';
import type { Fetch } from './exchange.ts';
import type { DirectPost, TikTok } from './types.ts';
import { isAllowedUploadUrl } from './upload-url.ts';

const settings = {
  TIKTOK_API_URL: 'https://open.tiktokapis.com',
  TIKTOK_AUTH_URL: 'https://www.tiktok.com',
  TIKTOK_CLIENT_KEY: 'key',
  TIKTOK_CLIENT_SECRET: 'secret',
};
const NOW = Date.UTC(2026, 10, 21);

/** A client whose network gives this answer, and what was asked of it. */
function stub(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch: Fetch = async (url, init) => {
    asked.push({ url, init });
    return answer(url, init);
  };
  return { tiktok: createTikTok(settings, () => NOW, fetch), asked };
}
const says = (body: unknown, status = 200, headers: HeadersInit = {}) =>
  stub(() => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }));
const ok = (data: unknown) => ({ data, error: { code: 'ok', message: '', log_id: 'L' } });

const post: DirectPost = {
  caption: 'plums',
  privacy: 'SELF_ONLY',
  allowComment: true,
  allowDuet: false,
  allowStitch: false,
  ownBrand: true,
  branded: false,
  aiGenerated: false,
  coverMs: null,
  bytes: 50_000_123,
  chunkBytes: 10_000_000,
  chunkCount: 5,
};
const CALLS: Record<string, (tiktok: TikTok) => Promise<Told<unknown>>> = {
  exchangeCode: (t) => t.exchangeCode({ code: 'c', redirectUri: 'https://app/callback' }),
  refresh: (t) => t.refresh('rft.1'),
  revoke: (t) => t.revoke('act.1'),
  creatorInfo: (t) => t.creatorInfo('act.1'),
  initDirectPost: (t) => t.initDirectPost('act.1', post),
  status: (t) => t.status('act.1', 'v_pub_file~1'),
};
const each = Object.entries(CALLS);
const reading = each.filter(([name]) => name !== 'revoke');
const code = (told: Told<unknown>) => (told.ok ? 'ok' : told.trouble.code);

afterEach(() => vi.useRealTimers());

describe.each(each)('%s', (_name, call) => {
  it('gives up after 15 seconds of silence, not knowing the outcome', async () => {
    vi.useFakeTimers();
    const { tiktok } = stub(() => new Promise(() => {}));
    const told = call(tiktok);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await told).toMatchObject({ ok: false, trouble: { action: 'unknown', code: 'timeout' } });
  });

  it('gives up on an answer that never ends', async () => {
    vi.useFakeTimers();
    const { tiktok } = stub(
      () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array([123])) })),
    );
    const told = call(tiktok);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await told).toMatchObject({ ok: false, trouble: { code: 'timeout' } });
  });

  it('takes a cut connection as data', async () => {
    const { tiktok } = stub(() => Promise.reject(new TypeError('cut: act.1')));
    const told = await call(tiktok);
    expect(told).toMatchObject({ ok: false, trouble: { action: 'unknown', code: 'network' } });
    expect(JSON.stringify(told)).not.toContain('act.1');
  });

  it('follows no redirect, so that no token travels to another host', async () => {
    const { tiktok, asked } = stub(
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    );
    expect(await call(tiktok)).toMatchObject({ ok: false, trouble: { code: 'redirect' } });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.init.redirect).toBe('manual');
  });

  it('stops reading an answer that is too large', async () => {
    let sent = 0;
    const { tiktok } = stub(
      () =>
        new Response(
          new ReadableStream({
            pull(c) {
              sent += 65_536;
              c.enqueue(new Uint8Array(65_536).fill(32));
            },
          }),
        ),
    );
    expect(code(await call(tiktok))).toBe('too_large');
    expect(sent).toBeLessThan(1_000_000);
  });
});

describe.each(reading)('%s', (_name, call) => {
  it.each([
    ['HTML', '<html><body>Bad gateway</body></html>', 'html'],
    ['nothing', '', 'empty'],
    ['half an answer', '{"data":{"status":"PUBLISH_COM', 'not_json'],
    ['a bare number', '17', 'not_json'],
    ['JSON nested without end', '['.repeat(50_000), 'not_json'],
  ])('answered by %s does not know the outcome', async (_what, body, expected) => {
    const told = await call(says(body).tiktok);
    expect(told).toMatchObject({ ok: false, trouble: { action: 'unknown', code: expected } });
  });

  it('answered by a wrong address or method is our own mistake', async () => {
    const told = await call(says('Unsupported path(Janus)', 404).tiktok);
    expect(told).toMatchObject({ ok: false, trouble: { action: 'fail', reason: 'our_setup' } });
  });
});

describe('the consent page', () => {
  it('is asked for with comma-separated scopes and exactly our redirect address', () => {
    const url = new URL(
      says('').tiktok.authorizeUrl({
        state: 's',
        redirectUri: 'https://app/api/v1/auth/tiktok/callback',
        scopes: ['user.info.basic', 'video.publish'],
        another: false,
      }),
    );
    expect(url.origin + url.pathname).toBe('https://www.tiktok.com/v2/auth/authorize/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_key: 'key',
      response_type: 'code',
      scope: 'user.info.basic,video.publish',
      redirect_uri: 'https://app/api/v1/auth/tiktok/callback',
      state: 's',
    });
  });
});

describe('tokens', () => {
  const answer = {
    access_token: 'act.2',
    expires_in: 7200,
    open_id: '-000Y',
    refresh_token: 'rft.2',
    refresh_expires_in: 15552000,
    scope: 'user.info.basic,video.publish',
    token_type: 'Bearer',
  };

  it('are what the answer says they are', async () => {
    const { tiktok, asked } = says(answer);
    const told = await tiktok.exchangeCode({ code: 'abc%2A0%216410', redirectUri: 'https://app/cb' });
    expect(told).toMatchObject({
      ok: true,
      value: {
        accessToken: 'act.2',
        refreshToken: 'rft.2',
        expiresIn: 7200,
        refreshExpiresIn: 15552000,
        openId: '-000Y',
        scopes: ['user.info.basic', 'video.publish'],
      },
    });
    const sent = new URLSearchParams(String(asked[0]?.init.body));
    expect(sent.get('code')).toBe('abc*0!6410');
    expect(sent.get('client_secret')).toBe('secret');
    expect(asked[0]?.url).toBe('https://open.tiktokapis.com/v2/oauth/token/');
  });

  it('may come without a new refresh token', async () => {
    const { refresh_token: _, refresh_expires_in: __, ...bare } = answer;
    const told = await says(bare).tiktok.refresh('rft.1');
    expect(told).toMatchObject({ ok: true, value: { refreshToken: null, refreshExpiresIn: null } });
  });

  it.each([200, 400, 401])('are refused by the body, whatever the status says (%i)', async (status) => {
    const told = await says(
      { error: 'invalid_grant', error_description: 'gone', log_id: 'L9' },
      status,
    ).tiktok.refresh('r');
    expect(told).toMatchObject({ ok: false, trouble: { action: 'hold', reason: 'reconnect_needed' } });
    expect(!told.ok && told.trouble.technical).toContain('L9');
  });

  it('that TikTok does not know count as revoked', async () => {
    expect((await says({ error: 'invalid_request' }).tiktok.revoke('act.0')).ok).toBe(true);
    expect((await says('').tiktok.revoke('act.0')).ok).toBe(true);
    expect((await says('', 503).tiktok.revoke('act.0')).ok).toBe(false);
  });
});

describe('creator_info', () => {
  it('is read with unknown privacy words left out', async () => {
    const told = await says(
      ok({
        creator_avatar_url: 'https://a',
        creator_username: 'slowoven',
        creator_nickname: 'Slow Oven',
        privacy_level_options: ['SELF_ONLY', 'MARTIANS_ONLY', 7],
        comment_disabled: false,
        duet_disabled: true,
        stitch_disabled: true,
        max_video_post_duration_sec: 300,
      }),
    ).tiktok.creatorInfo('act.1');
    expect(told).toMatchObject({
      ok: true,
      value: {
        username: 'slowoven',
        privacyOptions: ['SELF_ONLY'],
        duetDisabled: true,
        maxVideoSeconds: 300,
        at: '2026-11-21T00:00:00.000Z',
      },
    });
  });

  it.each([{ data: {} }, {}])('refuses with HTTP 200 on purpose, with or without data', async (rest) => {
    const body = { ...rest, error: { code: 'reached_active_user_cap', message: 'm', logid: 'L7' } };
    const told = await says(body).tiktok.creatorInfo('act.1');
    expect(told).toMatchObject({ ok: false, trouble: { action: 'retry_hourly', reason: 'creator_cap' } });
    expect(!told.ok && told.trouble.technical).toContain('L7');
  });

  it('understands an error without its wrapper, and a Retry-After', async () => {
    const flat = { code: 'rate_limit_exceeded', message: 'slow', log_id: 'L' };
    const told = await says(flat, 429, { 'retry-after': '7' }).tiktok.creatorInfo('act.1');
    expect(told).toMatchObject({ ok: false, trouble: { action: 'retry', retryAfterMs: 7000 } });
  });

  it('that says ok and nothing else is not understood', async () => {
    expect(await says(ok({})).tiktok.creatorInfo('act.1')).toMatchObject({
      ok: false,
      trouble: { action: 'unknown', code: 'incomplete' },
    });
  });
});

describe('an init', () => {
  const upload = (url: string) => ok({ publish_id: 'v_pub_file~1', upload_url: url });

  it('says "disable" where we say "allow", and every flag aloud', async () => {
    const { tiktok, asked } = says(upload('https://open-upload.tiktokapis.com/video/?upload_id=1'));
    expect((await tiktok.initDirectPost('act.1', post)).ok).toBe(true);
    expect(asked[0]?.url).toBe('https://open.tiktokapis.com/v2/post/publish/video/init/');
    expect(JSON.parse(String(asked[0]?.init.body))).toEqual({
      post_info: {
        title: 'plums',
        privacy_level: 'SELF_ONLY',
        disable_comment: false,
        disable_duet: true,
        disable_stitch: true,
        brand_content_toggle: false,
        brand_organic_toggle: true,
        is_aigc: false,
      },
      source_info: {
        source: 'FILE_UPLOAD',
        video_size: 50_000_123,
        chunk_size: 10_000_000,
        total_chunk_count: 5,
      },
    });
  });

  it('whose upload address is not TikTok’s is refused, and the address is told to nobody', async () => {
    const told = await says(upload('https://evil.example/take?it=1')).tiktok.initDirectPost('act.1', post);
    expect(told).toMatchObject({ ok: false, trouble: { action: 'fail', reason: 'tiktok_unexpected' } });
    expect(JSON.stringify(told)).not.toContain('evil');
  });

  it('that broke at TikTok may have been executed', async () => {
    const body = { data: {}, error: { code: 'internal_error', message: '', log_id: '' } };
    expect(await says(body, 500).tiktok.initDirectPost('act.1', post)).toMatchObject({
      trouble: { action: 'unknown' },
    });
  });

  it.each([
    ['https://open-upload-va.tiktokapis.com/upload/?a=1', true],
    ['http://open-upload.tiktokapis.com/', false],
    ['https://tiktokapis.com.evil.example/', false],
    ['https://eviltiktokapis.com/', false],
    ['https://user:pw@open-upload.tiktokapis.com/', false],
    ['https://open-upload.tiktokapis.com:8443/', false],
    ['http://127.0.0.1:8802/upload', true],
    ['http://127.0.0.1:8803/upload', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('may be uploaded to %s: %s', (url, allowed) => {
    expect(isAllowedUploadUrl(url, { TIKTOK_API_URL: 'http://127.0.0.1:8802' })).toBe(allowed);
  });
});

describe('a status', () => {
  const status = (data: string) =>
    says(`{"data":${data},"error":{"code":"ok","message":"","log_id":""}}`).tiktok.status('a', 'v');

  it.each([
    ['a bare number beyond 2^53', '[7602997517160123666]', '7602997517160123666'],
    ['a text in a list', '["7602997517160123666"]', '7602997517160123666'],
    ['a bare text', '"7602997517160123666"', '7602997517160123666'],
    [
      'several, of which the first counts',
      '[7602997517160123666,7602997517160123667]',
      '7602997517160123666',
    ],
    ['none', '[]', null],
    ['zero', '[0]', null],
  ])('of a public post tells the id as %s', async (_what, ids, tiktokPostId) => {
    for (const field of ['publicaly_available_post_id', 'publicly_available_post_id'])
      expect(await status(`{"status":"PUBLISH_COMPLETE","${field}":${ids}}`)).toMatchObject({
        value: { state: 'published', tiktokPostId },
      });
  });

  it('may leave the id out', async () => {
    expect(await status('{"status":"PUBLISH_COMPLETE"}')).toMatchObject({
      value: { state: 'published', tiktokPostId: null },
    });
  });

  it.each([
    ['{"status":"PROCESSING_UPLOAD","uploaded_bytes":10000}', { state: 'uploading', uploadedBytes: 10000 }],
    ['{"status":"PROCESSING_UPLOAD","uploaded_bytes":null}', { state: 'uploading', uploadedBytes: null }],
    ['{"status":"A_NEW_WORD"}', { state: 'uploading', uploadedBytes: null }],
    ['{"status":"FAILED","fail_reason":"spam_risk"}', { state: 'failed', failReason: 'spam_risk' }],
    ['{"status":"FAILED"}', { state: 'failed', failReason: 'no_reason_given' }],
  ])('%s is understood', async (data, value) => {
    expect(await status(data)).toMatchObject({ ok: true, value });
  });

  it.each([
    [400, { code: 'invalid_publish_id', message: '', log_id: '' }],
    [200, { code: 'invalid_params', message: 'invalid_publish_id: not found', log_id: '' }],
  ])('of an id TikTok does not know yet is a state (%i)', async (http, error) => {
    const told = await says({ data: {}, error }, http).tiktok.status('a', 'v');
    expect(told).toMatchObject({ ok: true, value: { state: 'unknown_id' } });
  });
});
