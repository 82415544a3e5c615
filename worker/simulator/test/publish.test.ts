import { beforeEach, describe, expect, it } from 'vitest';
import {
  api,
  BASE,
  bytes,
  control,
  creator,
  fileOf,
  http,
  init,
  MIN_CHUNK,
  POST_INFO,
  publish,
  put,
  read,
  sha256,
  status,
} from './support.ts';

const initBody = (post: Record<string, unknown> = {}, source: Record<string, unknown> = fileOf(1_000)) => ({
  post_info: { ...POST_INFO, ...post },
  source_info: source,
});

beforeEach(() => control.reset());

describe('every call', () => {
  const paths = ['creator_info/query/', 'video/init/', 'status/fetch/', 'cancel/'];

  it('refuses a missing, unknown or expired token with 401 access_token_invalid', async () => {
    const me = await creator();
    for (const path of paths) {
      expect((await api(path, '')).json.error.code).toBe('access_token_invalid');
      expect((await api(path, 'act.unknown')).status).toBe(401);
    }
    await control.setClock({ advanceMs: 7_200_000 });
    const expired = await api('creator_info/query/', me.token);
    expect(expired).toMatchObject({ status: 401, json: { error: { code: 'access_token_invalid' } } });
  });

  it('refuses a token without the scope with 401 scope_not_authorized', async () => {
    const me = await creator({}, 'user.info.basic');
    for (const path of paths) {
      expect(await api(path, me.token)).toMatchObject({
        status: 401,
        json: { error: { code: 'scope_not_authorized' } },
      });
    }
  });

  it('wears the envelope with a log_id of its own', async () => {
    const me = await creator();
    const answers = [await api('creator_info/query/', me.token), await api('video/init/', me.token)];
    const logIds = answers.map(({ json }) => json.error.log_id);
    expect(new Set(logIds).size).toBe(2);
    expect(answers[0]?.json.error).toMatchObject({ code: 'ok', message: '' });
  });

  it('without its trailing slash or by the wrong method is 404 in plain text', async () => {
    const me = await creator();
    expect(await api('creator_info/query', me.token)).toMatchObject({
      status: 404,
      text: 'Unsupported path(Janus)',
    });
    const get = await read(await http('/v2/post/publish/status/fetch/'));
    expect(get).toMatchObject({ status: 404, text: 'Unsupported path(Janus)' });
  });

  it('carries the Date of the simulator’s clock', async () => {
    const at = Date.UTC(2031, 4, 6, 7, 8, 9);
    await control.setClock({ setMs: at });
    for (const url of ['/', '/v2/none', '/upload/video/']) {
      const answer = await http(url, { method: url.startsWith('/upload') ? 'PUT' : 'GET' });
      await answer.text();
      expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - at)).toBeLessThan(10_000);
    }
  });
});

describe('the rate limits per token', () => {
  it('are 6 inits a minute, sliding, and a refused init has no effect', async () => {
    const me = await creator();
    for (let n = 0; n < 6; n += 1) await init(me.token);
    expect(await api('video/init/', me.token, initBody())).toMatchObject({
      status: 429,
      json: { error: { code: 'rate_limit_exceeded' } },
    });
    expect(await control.publications({ openId: me.openId, all: true })).toHaveLength(6);
    await control.setClock({ advanceMs: 60_001 });
    await init(me.token);
  });

  it('are 20 for creator_info and 30 for status, each token its own', async () => {
    const [me, other] = [await creator(), await creator()];
    const { publishId } = await init(me.token);
    const count = async (path: string, body: object) => {
      let passed = 0;
      while ((await api(path, me.token, body)).status !== 429) passed += 1;
      return passed;
    };
    expect(await count('creator_info/query/', {})).toBe(20);
    expect(await count('status/fetch/', { publish_id: publishId })).toBe(30);
    expect((await api('creator_info/query/', other.token)).status).toBe(200);
  });
});

describe('creator_info', () => {
  it('offers what a public account may choose', async () => {
    const me = await creator({ nickname: 'Ann', username: 'ann', maxVideoSeconds: 300 });
    const { data } = (await api('creator_info/query/', me.token)).json;
    expect(data).toMatchObject({
      creator_username: 'ann',
      creator_nickname: 'Ann',
      privacy_level_options: ['PUBLIC_TO_EVERYONE', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'],
      comment_disabled: false,
      duet_disabled: false,
      stitch_disabled: false,
      max_video_post_duration_sec: 300,
    });
  });

  it('gives an address of the creator’s picture, a PNG, that lives for two hours', async () => {
    const me = await creator();
    const { creator_avatar_url } = (await api('creator_info/query/', me.token)).json.data;
    const picture = await http(String(creator_avatar_url));
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(new TextDecoder().decode((await picture.bytes()).slice(1, 4))).toBe('PNG');
    await control.setClock({ advanceMs: 7_201_000 });
    const late = await http(String(creator_avatar_url));
    expect([late.status, await late.text()]).toEqual([403, 'Forbidden']);
  });

  it('follows the account when it turns private or is renamed', async () => {
    const me = await creator();
    await control.changeUser(me.openId, { private: true, username: 'renamed' });
    const { data } = (await api('creator_info/query/', me.token)).json;
    expect(data.privacy_level_options).toEqual(['FOLLOWER_OF_CREATOR', 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']);
    expect(data).toMatchObject({ creator_username: 'renamed', duet_disabled: true, stitch_disabled: true });
  });

  it('refuses with HTTP 200 and empty data', async () => {
    const me = await creator({ banned: true });
    const codeNow = async () => {
      const answer = await api('creator_info/query/', me.token);
      expect(answer).toMatchObject({ status: 200, json: { data: {} } });
      return answer.json.error.code;
    };
    expect(await codeNow()).toBe('spam_risk_user_banned_from_posting');
    await control.changeUser(me.openId, { banned: false, refusal: 'reached_active_user_cap' });
    expect(await codeNow()).toBe('reached_active_user_cap');
    await control.changeUser(me.openId, { refusal: null, dailyCap: 15, otherAppsPosts: 15 });
    expect(await codeNow()).toBe('spam_risk_too_many_posts');
  });

  it('counts this app’s posts of the last 24 hours against the daily cap, and init says so with 403', async () => {
    const me = await creator({ dailyCap: 1 });
    await publish(me.token);
    expect((await api('creator_info/query/', me.token)).json.error.code).toBe('spam_risk_too_many_posts');
    expect(await api('video/init/', me.token, initBody())).toMatchObject({
      status: 403,
      json: { error: { code: 'spam_risk_too_many_posts' } },
    });
    await control.setClock({ advanceMs: 86_400_000 });
    const { access_token } = await control.grant(me.openId);
    expect((await api('creator_info/query/', access_token)).json.error.code).toBe('ok');
  });
});

describe('init', () => {
  const codeOf = async (post: Record<string, unknown>, source?: Record<string, unknown>) => {
    const me = await creator();
    const answer = await api('video/init/', me.token, initBody(post, source));
    return `${answer.status} ${answer.json.error.code} ${answer.json.error.message}`.trim();
  };

  it('takes only a privacy the account offers now', async () => {
    expect(await codeOf({ privacy_level: 'FOLLOWER_OF_CREATOR' })).toMatch(
      /^403 privacy_level_option_mismatch/,
    );
    expect(await codeOf({ privacy_level: undefined })).toMatch(/^400 invalid_params/);
  });

  it('takes captions of up to 2200 UTF-16 units', async () => {
    expect(await codeOf({ title: 'x'.repeat(2_200) })).toBe('200 ok');
    expect(await codeOf({ title: '🙂'.repeat(1_100) })).toBe('200 ok');
    expect(await codeOf({ title: '🙂'.repeat(1_101) })).toMatch(/^400 invalid_params/);
    expect(await codeOf({ title: undefined })).toBe('200 ok');
  });

  const SIZE = 'The chunk size is invalid';
  const COUNT = 'The total chunk count is invalid';
  const plans: [string, number, number, number, string][] = [
    ['one byte in one chunk', 1, 1, 1, 'ok'],
    ['one chunk of 64 MB', 64_000_000, 64_000_000, 1, 'ok'],
    ['floor, the last one larger', 50_000_123, 10_000_000, 5, 'ok'],
    ['30 chunks of 5 MiB', 158_008_374, 5_242_880, 30, 'ok'],
    ['4 GB', 4_000_000_000, 10_000_000, 400, 'ok'],
    ['no bytes', 0, 0, 1, 'The video size is invalid'],
    ['more than 4 GB', 4_000_000_001, 10_000_000, 400, 'The video size is invalid'],
    ['a chunk under 5 MB with more than one chunk', 10_000_000, 5_000_000, 2, SIZE],
    ['a chunk above 64 MB', 200_000_000, 64_000_001, 3, SIZE],
    ['one chunk whose size is not the file’s', 121_000_000, 64_000_000, 1, SIZE],
    ['one chunk of 10 MB for 15 MB', 15_000_000, 10_000_000, 1, SIZE],
    ['ceil instead of floor', 50_000_123, 10_000_000, 6, COUNT],
    ['too few chunks', 50_000_123, 10_000_000, 4, COUNT],
    ['more than 1000 chunks', 4_000_000_000, 5_242_880, 1_001, COUNT],
    ['no count', 50_000_123, 10_000_000, 0, COUNT],
    ['a fraction', 1_000, 999.5, 1, SIZE],
  ];
  it.each(plans)('of %s', async (_, size, chunk, count, expected) => {
    const answer = await codeOf({}, fileOf(size, chunk, count));
    expect(answer).toBe(expected === 'ok' ? '200 ok' : `400 invalid_params ${expected}`);
  });

  it('minds neither a missing brand toggle nor unknown fields; a cover in source_info has no effect', async () => {
    const me = await creator();
    const answer = await api('video/init/', me.token, {
      post_info: { privacy_level: 'SELF_ONLY', colour: 'blue' },
      source_info: { ...fileOf(1_000), video_cover_timestamp_ms: 900 },
    });
    expect(answer.json.error.code).toBe('ok');
    const [publish] = await control.publications({ openId: me.openId, all: true });
    expect(publish?.options).toEqual({ privacy_level: 'SELF_ONLY' });
  });

  it('refuses bodies that are not JSON, and pulls from hosts that nobody verified', async () => {
    const me = await creator();
    const answer = await http('/v2/post/publish/video/init/', {
      method: 'POST',
      headers: { authorization: `Bearer ${me.token}`, 'content-type': 'application/json' },
      body: '{"post_info":',
    });
    expect((await read(answer)).json.error.code).toBe('invalid_params');
    expect(await codeOf({}, { source: 'PULL_FROM_URL', video_url: 'https://m.example/v.mp4' })).toMatch(
      /^403 url_ownership_unverified/,
    );
  });

  it('answers a publish_id of at most 64 characters and an upload_url on the same host, token in its query', async () => {
    const me = await creator();
    const { publishId, url } = await init(me.token);
    expect(publishId).toMatch(/^v_pub_file~/);
    expect(publishId.length).toBeLessThanOrEqual(64);
    expect(new URL(url).origin).toBe(BASE);
    expect(url.length).toBeLessThanOrEqual(256);
    expect([...new URL(url).searchParams.keys()]).toEqual(['upload_id', 'upload_token']);
    expect((await init(me.token)).url).not.toBe(url);
  });

  it('of an unaudited app is refused for public accounts and for anything but SELF_ONLY', async () => {
    await control.changeSettings({ audited: false });
    expect(await codeOf({})).toMatch(/^403 unaudited_client_can_only_post_to_private_accounts/);
    const me = await creator({ private: true });
    expect((await api('video/init/', me.token, initBody())).status).toBe(200);
    const friends = initBody({ privacy_level: 'MUTUAL_FOLLOW_FRIENDS' });
    expect((await api('video/init/', me.token, friends)).json.error.code).toBe(
      'privacy_level_option_mismatch',
    );
  });
});

describe('a PUT', () => {
  const twoChunks = (token: string) =>
    init(token, 2 * MIN_CHUNK + 7, { file: fileOf(2 * MIN_CHUNK + 7, MIN_CHUNK, 2) });
  const whole = bytes(2 * MIN_CHUNK + 7);
  const [head, tail] = [whole.slice(0, MIN_CHUNK), whole.slice(MIN_CHUNK)];

  it('answers 206 with the progress, 201 on the last, and what arrived is what was sent', async () => {
    const me = await creator();
    const upload = await twoChunks(me.token);
    const first = await put(upload, head);
    expect(first.status).toBe(206);
    expect(first.headers.get('content-range')).toBe(`bytes 0-${MIN_CHUNK}/${upload.size}`);
    const last = await put(upload, tail, MIN_CHUNK);
    expect(last.status).toBe(201);
    await control.setClock({ advanceMs: 60_000 });
    const [post] = await control.publications({ openId: me.openId });
    expect(post?.sha256).toBe(await sha256(whole));
    expect(post).toMatchObject({ bytes: upload.size, chunks: 2, chunksDone: 2 });
  });

  it('can tell the progress as last index', async () => {
    await control.changeSettings({ progressHeader: 'last_index' });
    const me = await creator();
    const upload = await twoChunks(me.token);
    expect((await put(upload, head)).headers.get('content-range')).toBe(
      `bytes 0-${MIN_CHUNK - 1}/${upload.size}`,
    );
  });

  it('out of order, or of a chunk already stored, is 416 with the true progress', async () => {
    const me = await creator();
    const upload = await twoChunks(me.token);
    const early = await put(upload, tail, MIN_CHUNK);
    expect([early.status, early.headers.get('content-range')]).toEqual([416, `bytes 0-0/${upload.size}`]);
    await put(upload, head);
    const again = await put(upload, head);
    expect([again.status, again.headers.get('content-range')]).toEqual([
      416,
      `bytes 0-${MIN_CHUNK}/${upload.size}`,
    ]);
    expect((await put(upload, tail, MIN_CHUNK)).status).toBe(201);
  });

  it('has one winner when the same range is sent twice at once', async () => {
    const me = await creator();
    const upload = await init(me.token, 50_000);
    const data = bytes(50_000);
    const answers = await Promise.all([put(upload, data), put(upload, data), put(upload, data)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 416, 416]);
    await control.setClock({ advanceMs: 60_000 });
    expect(await control.postsCount(me.openId)).toBe(1);
    expect((await control.publications({ openId: me.openId }))[0]?.sha256).toBe(await sha256(data));
  });

  it('of another size than planned, another total, a wrong length or type is 400', async () => {
    const me = await creator();
    const upload = await twoChunks(me.token);
    const range = (text: string) => ({ 'content-range': text });
    expect((await put(upload, bytes(1_000))).status).toBe(400);
    expect((await put(upload, head, 0, range(`bytes 0-${MIN_CHUNK - 1}/999999999`))).status).toBe(400);
    expect((await put(upload, head, 0, range(`bytes 0-${MIN_CHUNK - 2}/${upload.size}`))).status).toBe(400);
    expect((await put(upload, head, 0, range('bytes all of it'))).status).toBe(400);
    expect((await put(upload, head, 0, { 'content-type': 'application/octet-stream' })).status).toBe(400);
    expect((await put(upload, head)).status).toBe(206);
  });

  it('without Content-Range is 416 with the body null; without Content-Length 411', async () => {
    const me = await creator();
    const upload = await init(me.token);
    const bare = await put(upload, bytes(1_000), 0, { 'content-range': undefined });
    expect([bare.status, await bare.text()]).toEqual([416, 'null']);
    const chunked = await http(upload.url, {
      method: 'PUT',
      headers: { 'content-type': 'video/mp4', 'content-range': 'bytes 0-999/1000' },
      body: new ReadableStream({
        start(controller) {
          controller.enqueue(bytes(1_000));
          controller.close();
        },
      }),
    });
    expect(chunked.status).toBe(411);
    expect((await control.publications({ publishId: upload.publishId, all: true }))[0]?.uploadedBytes).toBe(
      0,
    );
  });

  it('needs the whole URL: an unknown id or token is an HTML 405, or 404 when told so', async () => {
    const me = await creator();
    const upload = await init(me.token);
    const cut = { ...upload, url: upload.url.replace(/&.*/, '') };
    const answer = await put(cut, bytes(1_000));
    expect(answer.status).toBe(405);
    expect(await answer.text()).toContain('<html>');
    await control.changeSettings({ unknownUploadStatus: 404 });
    expect((await put(cut, bytes(1_000))).status).toBe(404);
  });

  it('is possible for exactly one hour', async () => {
    const me = await creator();
    const [soon, late] = [await init(me.token), await init(me.token)];
    const [publish] = await control.publications({ publishId: late.publishId, all: true });
    await control.setClock({ setMs: (publish?.createdAt ?? 0) + 3_590_000 });
    expect((await put(soon, bytes(1_000))).status).toBe(201);
    await control.setClock({ setMs: (publish?.createdAt ?? 0) + 3_600_000 });
    expect((await put(late, bytes(1_000))).status).toBe(403);
    expect(await control.postsCount(me.openId)).toBe(1);
  });

  it('after the 201 is 416, or 404 when told so, and publishes nothing more', async () => {
    const me = await creator();
    const upload = await init(me.token);
    await put(upload, bytes(1_000));
    expect((await put(upload, bytes(1_000))).status).toBe(416);
    await control.changeSettings({ finishedUploadStatus: 404 });
    expect((await put(upload, bytes(1_000))).status).toBe(404);
    await control.setClock({ advanceMs: 60_000 });
    expect((await put(upload, bytes(1_000))).status).toBe(404);
    expect(await control.postsCount(me.openId)).toBe(1);
  });

  it('needs no access token: an upload outlives it', async () => {
    await control.changeSettings({ accessTokenSeconds: 60 });
    const me = await creator();
    const upload = await init(me.token);
    await control.setClock({ advanceMs: 120_000 });
    expect((await put(upload, bytes(1_000))).status).toBe(201);
  });

  it('whose body breaks off stores nothing, and the same chunk may come again', async () => {
    const me = await creator();
    const upload = await init(me.token, 100_000);
    const { readable, writable } = new FixedLengthStream(100_000);
    const writer = writable.getWriter();
    const answer = http(upload.url, {
      method: 'PUT',
      headers: {
        'content-type': 'video/mp4',
        'content-length': '100000',
        'content-range': 'bytes 0-99999/100000',
      },
      body: readable,
    }).catch(() => undefined);
    await writer.write(bytes(99_000));
    await writer.abort(new Error('the line broke')).catch(() => {});
    await answer;
    const [before] = await control.publications({ publishId: upload.publishId, all: true });
    expect(before).toMatchObject({ stage: 'uploading', uploadedBytes: 0 });
    expect((await put(upload, bytes(100_000))).status).toBe(201);
  });

  it('may be held open: its last byte counts when it comes, and its first when it came', async () => {
    const me = await creator();
    const upload = await init(me.token, 200_000);
    const { readable, writable } = new FixedLengthStream(200_000);
    const writer = writable.getWriter();
    const data = bytes(200_000);
    const answer = http(upload.url, {
      method: 'PUT',
      headers: {
        'content-type': 'video/mp4',
        'content-length': '200000',
        'content-range': 'bytes 0-199999/200000',
      },
      body: readable,
    });
    await writer.write(data.slice(0, 134_464));
    await scheduler.wait(300);
    const [during] = await control.publications({ publishId: upload.publishId, all: true });
    expect(during).toMatchObject({ stage: 'uploading', uploadedBytes: 0, lastByteAt: null });
    const releasedAt = Date.now();
    await writer.write(data.slice(134_464));
    await writer.close();
    expect((await answer).status).toBe(201);
    const [after] = await control.publications({ publishId: upload.publishId, all: true });
    expect(after?.lastByteAt).toBeGreaterThanOrEqual(releasedAt);
    expect(after?.lastByteAt).toBeLessThan(releasedAt + 1_000);
    expect((after?.lastByteAt ?? 0) - (after?.firstByteAt ?? 0)).toBeGreaterThanOrEqual(250);
    expect(after?.sha256).toBe(await sha256(data));
  });

  it('with discardBytes is counted but not kept, and hashed only when told so', async () => {
    await control.changeSettings({ discardBytes: true });
    const me = await creator();
    await publish(me.token);
    await control.changeSettings({ hashDiscarded: true });
    await publish(me.token);
    const [plain, hashed] = await control.publications({ openId: me.openId });
    expect(plain).toMatchObject({ discarded: true, sha256: null, uploadedBytes: 1_000 });
    expect(hashed).toMatchObject({ discarded: true, sha256: await sha256(bytes(1_000)) });
    expect((await http(`/media/${plain?.postId}`)).status).toBe(404);
  });
});

describe('a publish', () => {
  it('does not exist as a post before its last byte', async () => {
    const me = await creator();
    await init(me.token);
    await control.setClock({ advanceMs: 3_000_000 });
    expect(await control.postsCount(me.openId)).toBe(0);
    expect(await control.publications({ openId: me.openId })).toEqual([]);
  });

  it('is in PROCESSING_UPLOAD with uploaded_bytes until it is checked, longer for larger files', async () => {
    await control.changeSettings({ processingBaseMs: 5_000, processingPerMbMs: 1_000 });
    const me = await creator();
    const upload = await init(me.token, 2_000_000);
    expect((await status(me.token, upload.publishId)).json.data).toEqual({
      status: 'PROCESSING_UPLOAD',
      uploaded_bytes: 0,
    });
    await put(upload, bytes(2_000_000));
    await control.setClock({ advanceMs: 6_000 });
    expect((await status(me.token, upload.publishId)).json.data).toEqual({
      status: 'PROCESSING_UPLOAD',
      uploaded_bytes: 2_000_000,
    });
    expect(await control.postsCount(me.openId)).toBe(0);
    await control.setClock({ advanceMs: 1_500 });
    expect((await status(me.token, upload.publishId)).json.data.status).toBe('PUBLISH_COMPLETE');
    expect(await control.postsCount(me.openId)).toBe(1);
  });

  it('gets a public id only when everyone may see it, after moderation, as a bare number above 2^53', async () => {
    await control.changeSettings({ moderationMs: 120_000 });
    const me = await creator();
    const open = await publish(me.token, { privacy_level: 'PUBLIC_TO_EVERYONE' });
    const closed = await publish(me.token, { privacy_level: 'SELF_ONLY' });
    expect((await status(me.token, open.publishId)).text).toContain('"publicaly_available_post_id":[]');
    await control.setClock({ advanceMs: 120_000 });
    const answer = await status(me.token, open.publishId);
    const [, id = ''] = /"publicaly_available_post_id":\[(\d{19})\]/.exec(answer.text) ?? [];
    expect(BigInt(id)).toBeGreaterThan(2n ** 53n);
    expect((await control.publications({ publishId: open.publishId }))[0]?.postId).toBe(id);
    expect((await status(me.token, closed.publishId)).text).toContain('"publicaly_available_post_id":[]');
  });

  it('can tell its id as strings, as a bare string, or not at all', async () => {
    const me = await creator();
    const { publishId } = await publish(me.token, { privacy_level: 'PUBLIC_TO_EVERYONE' });
    const inForm = async (postIdForm: string) => {
      await control.changeSettings({ postIdForm });
      return (await status(me.token, publishId)).json.data.publicaly_available_post_id;
    };
    expect(await inForm('strings')).toEqual([expect.stringMatching(/^\d{19}$/)]);
    expect(await inForm('bare')).toMatch(/^\d{19}$/);
    expect(await inForm('absent')).toBeUndefined();
  });

  it('can be unknown to the first polls, in both shapes', async () => {
    await control.changeSettings({ unknownPolls: 1 });
    const me = await creator();
    const one = await init(me.token);
    expect(await status(me.token, one.publishId)).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_publish_id' } },
    });
    expect((await status(me.token, one.publishId)).json.data.status).toBe('PROCESSING_UPLOAD');
    await control.changeSettings({ unknownPollsStatus: 200 });
    const two = await init(me.token);
    expect(await status(me.token, two.publishId)).toMatchObject({
      status: 200,
      json: { error: { code: 'invalid_params', message: 'invalid_publish_id' } },
    });
  });

  it('can look unfinished for some polls after its end, and short of bytes after its last byte', async () => {
    await control.changeSettings({ stalePolls: 2, staleBytesPolls: 1 });
    const me = await creator();
    const { publishId } = await publish(me.token);
    const seen = [];
    for (let n = 0; n < 3; n += 1) seen.push((await status(me.token, publishId)).json.data);
    expect(seen.map((data) => [data.status, data.uploaded_bytes])).toEqual([
      ['PROCESSING_UPLOAD', 0],
      ['PROCESSING_UPLOAD', 1_000],
      ['PUBLISH_COMPLETE', 1_000],
    ]);
  });

  it('is shown to its own creator only', async () => {
    const [me, other] = [await creator(), await creator()];
    const { publishId } = await init(me.token);
    expect(await status(other.token, publishId)).toMatchObject({
      status: 400,
      json: { error: { code: 'token_not_authorized_for_specified_publish_id' } },
    });
    expect(await status(me.token, 'v_pub_file~unknown')).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_publish_id' } },
    });
  });

  it('by file cannot be cancelled', async () => {
    const me = await creator();
    const { publishId } = await init(me.token);
    const answer = await api('cancel/', me.token, { publish_id: publishId });
    expect(answer).toMatchObject({ status: 400, json: { error: { code: 'publish_not_cancellable' } } });
  });

  it('keeps what was asked for: caption, privacy, toggles, cover', async () => {
    const me = await creator();
    const post = { ...POST_INFO, title: 'Hi #there', is_aigc: true, video_cover_timestamp_ms: 1_500 };
    await publish(me.token, post);
    const [record] = await control.publications({ openId: me.openId });
    expect(record).toMatchObject({ caption: 'Hi #there', username: me.username, options: post });
    expect(record?.lastByteAt).toBeLessThan(record?.publishedAt ?? 0);
  });
});

describe('user/info', () => {
  const info = async (token: string, fields: string) =>
    read(await http(`/v2/user/info/?fields=${fields}`, { headers: { authorization: `Bearer ${token}` } }));

  it('gives the fields asked for, by scope', async () => {
    const me = await creator({ nickname: 'Ann' });
    expect((await info(me.token, 'open_id,display_name')).json.data.user).toEqual({
      open_id: me.openId,
      display_name: 'Ann',
    });
    expect((await info(me.token, 'username')).json.error.code).toBe('scope_not_authorized');
  });
});
