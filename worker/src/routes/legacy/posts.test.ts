import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { OldPost } from '../../../test/support/old-client.ts';
import { ask, inHours, oldClient, oldPost, send } from '../../../test/support/old-client.ts';
import { call } from '../../../test/support/people.ts';
import { sweep } from '../../cron/sweep.ts';
import { makeDeps } from '../../deps.ts';
import { readTime } from './times.ts';

const items = async (answer: Response) =>
  (await answer.json<{ detail: { type: string; loc: unknown[]; msg: string; input: unknown }[] }>()).detail;
const create = (token: string | undefined, body: unknown) => ask('POST', '/posts/', token, body);
const read = async (token: string, id: number) => (await ask('GET', `/posts/${id}`, token)).json<OldPost>();

describe('a post of the old API', () => {
  it('has seven keys in their order, and twitter where no platform is said', async () => {
    const { token } = await oldClient();
    const answer = await create(token, { content: '', scheduled_time: '2030-01-01T10:00:00Z', status: 'x' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/json');
    const post = await answer.json<OldPost>();
    expect(Object.keys(post)).toEqual([
      'content',
      'scheduled_time',
      'platform',
      'id',
      'created_at',
      'updated_at',
      'status',
    ]);
    expect(post).toMatchObject({ content: '', scheduled_time: '2030-01-01T10:00:00Z', platform: 'twitter' });
    const nulled = await oldPost(token, { platform: null, content: 'x'.repeat(5000) });
    expect([nulled.platform, nulled.content.length]).toEqual(['twitter', 5000]);
  });

  it('is listed by its time', async () => {
    const { token } = await oldClient();
    for (const hours of [3, 1, 2])
      await oldPost(token, { content: String(hours), scheduled_time: inHours(hours) });
    const list = await (await ask('GET', '/posts/', token)).json<OldPost[]>();
    expect(list.map(({ content }) => content)).toEqual(['1', '2', '3']);
  });

  it('stays untouched by a change that changes nothing', async () => {
    const { token } = await oldClient();
    const post = await oldPost(token);
    for (const body of [{}, { content: null }, { content: post.content, status: 'published' }]) {
      const answer = await ask('PATCH', `/posts/${post.id}`, token, body);
      expect([answer.status, await answer.json()]).toEqual([200, post]);
    }
  });

  it('without a video, or for another platform, fails when it is due and says why', async () => {
    const { token } = await oldClient();
    const [tiktok, twitter, later] = [
      await oldPost(token, { scheduled_time: inHours(-1) }),
      await oldPost(token, { scheduled_time: '2020-01-01', platform: 'twitter' }),
      await oldPost(token),
    ];
    expect([tiktok.status, twitter.status]).toEqual(['scheduled', 'scheduled']);
    await sweep(makeDeps(env));
    const statuses = [tiktok, twitter, later].map(async ({ id }) => (await read(token, id)).status);
    expect(await Promise.all(statuses)).toEqual(['failed', 'failed', 'scheduled']);
    const row = await env.DB.prepare('select failure, sweep_at from posts where number = ?')
      .bind(tiktok.id)
      .first<{ failure: string; sweep_at: null }>();
    expect([JSON.parse(row?.failure ?? '{}').reason, row?.sweep_at]).toEqual(['no_media', null]);
    const { notices } = await (await call('GET', '/notifications', { token })).json<{ notices: object[] }>();
    expect(notices).toHaveLength(2);
  });

  it('that failed can be edited and stays failed', async () => {
    const { token } = await oldClient();
    const { id } = await oldPost(token, { scheduled_time: inHours(-1) });
    await sweep(makeDeps(env));
    const body = { content: 'again', scheduled_time: inHours(5) };
    const answer = await ask('PATCH', `/posts/${id}`, token, body);
    expect(await answer.json()).toMatchObject({ content: 'again', status: 'failed' });
    await sweep(makeDeps(env));
    expect((await read(token, id)).status).toBe('failed');
    expect((await ask('DELETE', `/posts/${id}`, token)).status).toBe(204);
  });

  it.each([
    ['draft', 'scheduled'],
    ['scheduled', 'scheduled'],
    ['publishing', 'scheduled'],
    ['published', 'published'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
    ['outcome_unknown', 'failed'],
  ])('that is %s is shown as %s', async (status, shown) => {
    const { token } = await oldClient();
    const { id } = await oldPost(token);
    await env.DB.prepare('update posts set status = ? where number = ?').bind(status, id).run();
    expect((await read(token, id)).status).toBe(shown);
  });

  it.each(['published', 'outcome_unknown'])(
    'that is %s is changed no more: 409 with a sentence',
    async (status) => {
      const { token } = await oldClient();
      const { id } = await oldPost(token);
      await env.DB.prepare('update posts set status = ? where number = ?').bind(status, id).run();
      const answer = await ask('PATCH', `/posts/${id}`, token, { content: 'late' });
      expect(answer.status).toBe(409);
      expect(typeof (await answer.json<{ detail: unknown }>()).detail).toBe('string');
    },
  );

  it('of the web app without a time yet is shown with one', async () => {
    const { token } = await oldClient();
    await call('POST', '/posts', { token, body: { caption: 'from the web' } });
    const [post] = await (await ask('GET', '/posts/', token)).json<OldPost[]>();
    expect(post).toMatchObject({ content: 'from the web', status: 'scheduled' });
    expect(post?.scheduled_time).toBe(post?.created_at);
  });
});

describe('what is wrong with a post', () => {
  it.each([
    [
      'nothing there',
      {},
      [
        ['missing', 'content'],
        ['missing', 'scheduled_time'],
      ],
    ],
    [
      'nulls',
      { content: null, scheduled_time: null },
      [
        ['string_type', 'content'],
        ['datetime_type', 'scheduled_time'],
      ],
    ],
    [
      'a number',
      { content: 5, scheduled_time: 'soon', platform: 1 },
      [
        ['string_type', 'content'],
        ['datetime_from_date_parsing', 'scheduled_time'],
        ['string_type', 'platform'],
      ],
    ],
    ['year 0', { content: '', scheduled_time: 1e20 }, [['datetime_parsing', 'scheduled_time']]],
  ])('is listed field by field: %s', async (_what, body, wanted) => {
    const { token } = await oldClient();
    const answer = await create(token, body);
    expect(answer.status).toBe(422);
    expect((await items(answer)).map(({ type, loc }) => [type, loc[1]])).toEqual(wanted);
  });

  it('is a sentence where a text cannot be stored', async () => {
    const { token } = await oldClient();
    const answer = await create(token, { content: 'a\u0000b', scheduled_time: inHours(1) });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { detail: 'The content holds a character that cannot be stored' },
    ]);
  });

  it('is said in the old order: JSON before the token, the token before the fields, the path before the body', async () => {
    const { token } = await oldClient();
    const raw = (body: string) =>
      send('/posts/', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect((await raw('{"content":')).status).toBe(422);
    expect((await raw('{}')).status).toBe(401);
    expect((await raw('['.repeat(5000))).status).toBe(400);
    expect((await ask('GET', '/posts/abc')).status).toBe(401);
    expect((await items(await ask('GET', '/posts/abc', token)))[0]).toEqual({
      type: 'int_parsing',
      loc: ['path', 'post_id'],
      msg: 'Input should be a valid integer, unable to parse string as an integer',
      input: 'abc',
    });
    const both = await items(await ask('PATCH', '/posts/abc', token, { content: 5 }));
    expect(both.map(({ loc }) => loc[0])).toEqual(['path', 'body']);
    expect((await ask('PATCH', '/posts/99999', token, { content: 5 })).status).toBe(422);
    expect((await ask('PATCH', '/posts/99999', token, { content: 'x' })).status).toBe(404);
    for (const id of ['0', '-1', '99999999999'])
      expect((await ask('GET', `/posts/${id}`, token)).status).toBe(404);
  });
});

describe('a time', () => {
  const at = (input: unknown) => {
    const found = readTime(input, ['body', 'scheduled_time']);
    return found.item ? found.item.type : new Date(found.at).toISOString();
  };
  it.each([
    ['2030-01-01T10:00:00.123Z', '2030-01-01T10:00:00.123Z'],
    ['2030-01-01T10:00:00.123456+00:00', '2030-01-01T10:00:00.123Z'],
    ['2030-01-01T10:00:00.123456789', '2030-01-01T10:00:00.123Z'],
    ['2030-01-01', '2030-01-01T00:00:00.000Z'],
    ['2030-01-01 10:00', '2030-01-01T10:00:00.000Z'],
    ['2030-01-01t10:00z', '2030-01-01T10:00:00.000Z'],
    ['2030-01-01_10:00:30-0530', '2030-01-01T15:30:30.000Z'],
    ['2030-01-01T10:00:00+02:00', '2030-01-01T08:00:00.000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    [1893492000, '2030-01-01T10:00:00.000Z'],
    ['1893492000.5', '2030-01-01T10:00:00.500Z'],
    [1893492000000, '2030-01-01T10:00:00.000Z'],
    [-1, '1969-12-31T23:59:59.000Z'],
  ])('%j is %s', (input, wanted) => {
    expect(at(input)).toBe(wanted);
  });

  it.each([
    ['', 'input is too short'],
    ['soon and never', 'invalid character in year'],
    ['2030-13-01', 'month value is outside expected range of 1-12'],
    ['2030-02-30', 'day value is outside expected range'],
    ['2030/01/01', 'invalid date separator, expected `-`'],
    ['20300101T100000Z', 'invalid date separator, expected `-`'],
    ['2030-01-01T24:00:00', 'unexpected extra characters at the end of the input'],
    ['2030-01-01T10:00:00 +02:00', 'unexpected extra characters at the end of the input'],
    ['NaN', 'input is too short'],
  ])('%j is none: %s', (input, reason) => {
    const found = readTime(input, ['body', 'scheduled_time']);
    expect(found.item).toEqual({
      type: 'datetime_from_date_parsing',
      loc: ['body', 'scheduled_time'],
      msg: `Input should be a valid datetime or date, ${reason}`,
      input,
      ctx: { error: reason },
    });
  });

  it('outside the years 1 to 9999, or of another type, is none', () => {
    for (const input of ['0000-01-01', '9999-12-31T23:59:59-01:00', '0001-01-01T00:00:00+01:00', 1e20])
      expect(at(input)).toBe('datetime_parsing');
    for (const input of [null, true, {}, [1]]) expect(at(input)).toBe('datetime_type');
  });
});

describe('the doors of the old API', () => {
  it.each([
    ['/posts', '/posts/'],
    ['/posts/5/', '/posts/5'],
    ['/users/me/', '/users/me'],
    ['/health/', '/health'],
    ['/api/v1/tiktok/posts', '/api/v1/tiktok/posts/'],
  ])('%s leads to %s by 307 with its query, before anybody is asked who they are', async (path, to) => {
    for (const method of ['GET', 'POST']) {
      const answer = await send(`${path}?x=1`, { method });
      expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([
        307,
        `http://api${to}?x=1`,
        '',
      ]);
    }
  });

  it.each([
    ['PUT', '/posts/5', 'DELETE, GET, PATCH'],
    ['HEAD', '/posts/', 'GET, POST'],
    ['GET', '/token', 'POST'],
    ['OPTIONS', '/register', 'POST'],
    ['POST', '/api/v1/auth/tiktok/disconnect', 'DELETE'],
  ])('%s %s is 405 and names what is allowed', async (method, path, allow) => {
    const answer = await send(path, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    if (method !== 'HEAD') expect(await answer.json()).toEqual({ detail: 'Method Not Allowed' });
  });

  it('an unknown path is 404 in the old words', async () => {
    const answer = await send('/nowhere');
    expect([answer.status, await answer.json()]).toEqual([404, { detail: 'Not Found' }]);
  });
});

describe('CORS', () => {
  const ORIGIN = 'http://localhost:5173';
  const preflight = (origin: string) =>
    send('/posts/', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      },
    });

  it('a preflight of a listed origin is 200 OK with what was asked for', async () => {
    const answer = await preflight(ORIGIN);
    expect([answer.status, await answer.text()]).toEqual([200, 'OK']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
      vary: 'Origin',
    });
  });

  it('a preflight of another is 400, and its requests get answers it cannot read', async () => {
    const refused = await preflight('https://evil.example');
    expect([refused.status, await refused.text()]).toEqual([400, 'Disallowed CORS origin']);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    const answer = await send('/posts/', { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, null]);
  });

  it.each(['/posts/', '/posts', '/nowhere', '/users/me', '/'])(
    'every answer of %s names a listed origin',
    async (path) => {
      const answer = await send(path, { headers: { origin: ORIGIN } });
      expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(answer.headers.get('vary')).toBe('Origin');
    },
  );
});
