import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it } from 'vitest';
import { clipOf, eventually } from '../../../test/support/creators.ts';
import type { OldPost } from '../../../test/support/old-client.ts';
import {
  ask,
  connectOldClient,
  inHours,
  login,
  oldClient,
  oldPost,
  send,
} from '../../../test/support/old-client.ts';
import { call } from '../../../test/support/people.ts';
import { tiktok } from '../../../test/support/tiktok.ts';
import { sweep } from '../../cron/sweep.ts';
import { makeDeps } from '../../deps.ts';

afterEach(() => tiktok.clearFaults());

async function creator() {
  const client = await oldClient();
  const { user } = await connectOldClient(client.token);
  return { ...client, user };
}
type Fields = Record<string, string | Blob>;
function upload(token: string | undefined, fields: Fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, value, '../Mein Törtchen.mp4');
  }
  return send('/api/v1/tiktok/posts/', {
    method: 'POST',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: form,
  });
}
const video = (bytes?: number) => new Blob([clipOf(bytes)], { type: 'video/mp4' });
const whole = (change: Fields = {}): Fields => ({
  content: 'plum tart',
  scheduled_time: inHours(1),
  video: video(),
  ...change,
});
const published = async (token: string, change: Fields = {}) =>
  (await upload(token, whole(change))).json<OldPost>();
const read = async (token: string, id: number) => (await ask('GET', `/posts/${id}`, token)).json<OldPost>();
const publish = (token: string, id: number) => ask('POST', `/api/v1/tiktok/posts/${id}/publish`, token);
const detail = async (answer: Response) => [answer.status, (await answer.json<{ detail: unknown }>()).detail];
const rowOf = (id: number) =>
  env.DB.prepare('select * from posts where number = ?').bind(id).first<Record<string, unknown>>();

describe('connecting by the old routes', () => {
  it('gives an address with a state of its own, and takes the code without it, once', async () => {
    const { token } = await oldClient();
    const { url, code, answer, user } = await connectOldClient(token);
    expect(url).toContain('scope=user.info.basic%2Cvideo.publish');
    expect(new URL(url).searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    const { id, ...me } = await (await ask('GET', '/users/me', token)).json<Record<string, unknown>>();
    expect(await answer.json()).toEqual({ message: 'TikTok account connected successfully', user_id: id });
    expect(me.tiktok_open_id).toBe(user.openId);
    expect(me.tiktok_token_expires_at).toMatch(/Z$/);
    const again = await ask('POST', '/api/v1/auth/tiktok/exchange-token', token, { code });
    expect(again.status).toBe(400);
  });

  it('takes no code from somebody who began nothing', async () => {
    const { token } = await oldClient();
    const stranger = await oldClient();
    const { code } = await connectOldClient(stranger.token);
    expect(await detail(await ask('POST', '/api/v1/auth/tiktok/exchange-token', token, { code }))).toEqual([
      400,
      'Failed to exchange token: This sign-in at TikTok was not begun here. Start again.',
    ]);
  });

  it.each([[{}], [{ code: '' }], [{ code: null }]])('%j has no code', async (body) => {
    const { token } = await oldClient();
    expect(await detail(await ask('POST', '/api/v1/auth/tiktok/exchange-token', token, body))).toEqual([
      400,
      'Failed to exchange token: 400: Authorization code not provided',
    ]);
  });

  it('wants a token, and an object', async () => {
    for (const [method, path] of [
      ['GET', 'authorize'],
      ['POST', 'exchange-token'],
      ['DELETE', 'disconnect'],
    ] as const)
      expect(await detail(await ask(method, `/api/v1/auth/tiktok/${path}`))).toEqual([
        401,
        'Not authenticated',
      ]);
    const { token } = await oldClient();
    const list = await ask('POST', '/api/v1/auth/tiktok/exchange-token', token, []);
    expect((await list.json<{ detail: object[] }>()).detail[0]).toMatchObject({
      type: 'dict_type',
      loc: ['body'],
    });
  });

  it('is undone by disconnect, which says so also when nothing was connected', async () => {
    const { token } = await creator();
    for (const _time of [1, 2]) {
      const answer = await ask('DELETE', '/api/v1/auth/tiktok/disconnect', token);
      expect(await answer.json()).toEqual({ message: 'TikTok account disconnected successfully' });
    }
    expect(await (await ask('GET', '/users/me', token)).json()).toMatchObject({
      tiktok_open_id: null,
      tiktok_token_expires_at: null,
    });
  });
});

describe('a post with a video', () => {
  it('is 200, armed at once, and nothing the client called the file is in its key', async () => {
    const { token } = await creator();
    const answer = await upload(token, whole());
    const post = await answer.json<OldPost>();
    expect([answer.status, post.platform, post.status]).toEqual([200, 'tiktok', 'scheduled']);
    const row = await rowOf(post.id);
    expect(row).toMatchObject({ status: 'scheduled', privacy: 'SELF_ONLY', allow_comment: 0 });
    expect(JSON.parse(String(row?.consent))).toMatchObject({ text: 'music_usage' });
    const { results } = await env.DB.prepare('select key, name from media where id = ?')
      .bind(row?.media_id)
      .all();
    expect(results[0]?.key).toMatch(/^w\/ws_\w+\/media\/media_\w+\/original$/);
    expect(results[0]?.name).toBe('Mein Törtchen.mp4');
  });

  it('is for “Only me” with a notice, unless the account says how old clients post', async () => {
    const { token } = await creator();
    await published(token);
    const { notices } = await (await call('GET', '/notifications', { token })).json<{
      notices: { kind: string }[];
    }>();
    expect(notices.map(({ kind }) => kind)).toEqual(['legacy_only_me']);
    const other = await creator();
    const { accounts } = await (await call('GET', '/accounts', { token: other.token })).json<{
      accounts: { id: string }[];
    }>();
    const body = { legacyPrivacy: 'PUBLIC_TO_EVERYONE' };
    const said = await call('PATCH', `/accounts/${accounts[0]?.id}`, { token: other.token, body });
    expect(said.status).toBe(200);
    const { id } = await published(other.token);
    expect((await rowOf(id))?.privacy).toBe('PUBLIC_TO_EVERYONE');
    const none = await (await call('GET', '/notifications', { token: other.token })).json();
    expect(none).toMatchObject({ notices: [] });
  });

  it('of more than one part arrives whole, and goes out at once when its time has passed', async () => {
    const { token, user } = await creator();
    const bytes = 17 * 1024 * 1024 + 5;
    const { id } = await published(token, { video: video(bytes), scheduled_time: '2020-01-01' });
    const post = await eventually(
      () => read(token, id),
      ({ status }) => status !== 'scheduled',
    );
    expect(post.status).toBe('published');
    const [publication] = await tiktok.publications({ openId: user.openId, hash: true });
    expect(publication).toMatchObject({ bytes, caption: 'plum tart' });
    const digest = await crypto.subtle.digest('SHA-256', clipOf(bytes));
    expect(publication?.sha256).toBe(
      [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join(''),
    );
  });

  it('over a year ahead is kept, and armed when the year has come', async () => {
    const { token } = await creator();
    const { id, scheduled_time: time } = await published(token, { scheduled_time: inHours(24 * 800) });
    expect((await rowOf(id))?.armed_at).toBeNull();
    await env.DB.prepare('update posts set publish_at = ?, sweep_at = 0 where number = ?')
      .bind(Date.now() + 3_600_000, id)
      .run();
    await sweep(makeDeps(env));
    expect(await rowOf(id)).toMatchObject({ status: 'scheduled', armed_at: expect.any(Number) });
    const far = await ask('PATCH', `/posts/${id}`, token, { scheduled_time: time });
    expect(await far.json()).toMatchObject({ scheduled_time: time, status: 'scheduled' });
    expect(await rowOf(id)).toMatchObject({ status: 'draft', armed_at: null, sweep_at: expect.any(Number) });
  });

  it('is changed and deleted while it is scheduled', async () => {
    const { token, user } = await creator();
    const { id } = await published(token);
    const body = { content: 'rye bread', scheduled_time: '2020-01-01T00:00:00Z' };
    const changed = await ask('PATCH', `/posts/${id}`, token, body);
    expect(await changed.json()).toMatchObject({ content: 'rye bread' });
    await eventually(
      () => read(token, id),
      ({ status }) => status !== 'scheduled',
    );
    expect((await tiktok.publications({ openId: user.openId })).map(({ caption }) => caption)).toEqual([
      'rye bread',
    ]);
    const second = await published(token);
    expect((await ask('DELETE', `/posts/${second.id}`, token)).status).toBe(204);
    expect((await ask('GET', `/posts/${second.id}`, token)).status).toBe(404);
  });

  it('that somebody gives a video in the web app waits until they schedule it there', async () => {
    const { token } = await creator();
    const { id: donor } = await published(token);
    const mediaId = (await rowOf(donor))?.media_id;
    const { id } = await oldPost(token, { scheduled_time: inHours(1) });
    const row = await rowOf(id);
    const patched = await call('PATCH', `/posts/${row?.id}`, { token, body: { mediaId } });
    expect(patched.status).toBe(200);
    await env.DB.prepare('update posts set publish_at = 1 where number = ?').bind(id).run();
    await sweep(makeDeps(env));
    expect(await rowOf(id)).toMatchObject({ status: 'draft', armed_at: null });
  });

  it('of an account that was disconnected fails', async () => {
    const { token } = await creator();
    const { id } = await published(token);
    await ask('DELETE', '/api/v1/auth/tiktok/disconnect', token);
    expect((await read(token, id)).status).toBe('failed');
  });
});

describe('what is wrong with an upload', () => {
  it('is listed like everywhere', async () => {
    const { token } = await creator();
    const wanted = (answer: Response) =>
      answer
        .json<{ detail: { type: string; loc: string[]; input: unknown }[] }>()
        .then(({ detail: list }) => list.map(({ type, loc, input }) => [type, loc[1], input]));
    const none = await upload(token, {});
    expect(none.status).toBe(422);
    expect(await wanted(await upload(token, { content: '', other: 'x' }))).toEqual([
      ['missing', 'content', null],
      ['missing', 'scheduled_time', null],
      ['missing', 'video', null],
    ]);
    expect(await wanted(await upload(token, whole({ scheduled_time: 'soon', video: 'text' })))).toEqual([
      ['datetime_from_date_parsing', 'scheduled_time', 'soon'],
      ['value_error', 'video', 'text'],
    ]);
    const json = await ask('POST', '/api/v1/tiktok/posts/', token, whole({ video: 'x' }));
    expect((await wanted(json)).map(([type]) => type)).toEqual(['missing', 'missing', 'missing']);
  });

  it('is a sentence where TikTok would not take it, and nothing stays half-stored', async () => {
    const { token } = await creator();
    const refused: [Fields, RegExp][] = [
      [{ video: new Blob(['no film']) }, /not a video/],
      [{ video: new Blob([]) }, /empty/],
      [{ content: 'x'.repeat(2201) }, /2,200/],
    ];
    for (const [change, sentence] of refused) {
      const [status, words] = await detail(await upload(token, whole(change)));
      expect([status, words]).toEqual([400, expect.stringMatching(sentence)]);
    }
    expect(await (await ask('GET', '/posts/', token)).json()).toEqual([]);
    const open = await (await call('GET', '/uploads', { token })).json();
    expect(open).toEqual({ uploads: [] });
  });

  it('on our side in the middle of the file is answered, and nothing stays half-stored', async () => {
    const { token } = await creator();
    await env.DB.prepare(
      "create trigger parts_fail before insert on upload_parts begin select raise(abort, 'away'); end",
    ).run();
    try {
      const answer = await upload(token, whole({ video: video(20 * 1024 * 1024) }));
      expect([answer.status, await answer.json()]).toEqual([
        500,
        { detail: 'An unexpected error occurred', type: 'server_error' },
      ]);
    } finally {
      await env.DB.prepare('drop trigger parts_fail').run();
    }
    expect(await (await call('GET', '/uploads', { token })).json()).toEqual({ uploads: [] });
  });

  it('is told after the token, the form before the account', async () => {
    expect((await upload(undefined, whole())).status).toBe(401);
    const { token } = await oldClient();
    expect((await upload(token, whole({ content: '' }))).status).toBe(422);
    expect(await detail(await upload(token, whole()))).toEqual([400, 'TikTok account not connected']);
    const broken = await send('/api/v1/tiktok/posts/', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=x' },
      body: 'nonsense',
    });
    expect(await detail(broken)).toEqual([400, 'Invalid multipart data.']);
  });
});

describe('publish', () => {
  it('answers with TikTok’s id after the hand-over, once, however often and however fast it is asked', async () => {
    const { token, user } = await creator();
    const { id } = await published(token);
    const answers = await Promise.all([publish(token, id), publish(token, id)]);
    answers.push(await publish(token, id));
    const bodies = await Promise.all(answers.map((answer) => answer.json<Record<string, unknown>>()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [publication] = await tiktok.publications({ openId: user.openId, all: true });
    for (const body of bodies)
      expect(body).toEqual({
        message: 'Post published successfully',
        tiktok_post_id: publication?.publishId,
      });
    await eventually(
      () => read(token, id),
      ({ status }) => status !== 'scheduled',
    );
    expect((await publish(token, id)).status).toBe(200);
    expect(await tiktok.postsCount(user.openId)).toBe(1);
  });

  it('leaves a post that nobody changes or deletes while TikTok has it: 409 with a sentence', async () => {
    const { token, user } = await creator();
    await tiktok.setVerdict({ openId: user.openId }, { processing: 'forever' });
    const { id } = await published(token);
    expect((await publish(token, id)).status).toBe(200);
    const sentence = 'This post is already on its way to TikTok.';
    const change = await ask('PATCH', `/posts/${id}`, token, { content: 'late' });
    expect(await detail(change)).toEqual([409, sentence]);
    expect(await detail(await ask('DELETE', `/posts/${id}`, token))).toEqual([409, sentence]);
  });

  it('says what TikTok refused, and the post is failed', async () => {
    const { token, user } = await creator();
    const { id } = await published(token);
    await tiktok.addFault({
      openId: user.openId,
      endpoint: 'init',
      kind: 'error',
      code: 'spam_risk_too_many_posts',
    });
    expect(await detail(await publish(token, id))).toEqual([
      500,
      'Error publishing TikTok post: TikTok takes no more posts from this account for now.',
    ]);
    expect((await read(token, id)).status).toBe('failed');
  });

  it('is refused with a sentence for what cannot be published', async () => {
    const { token } = await creator();
    const twitter = await oldPost(token, { platform: 'twitter' });
    expect(await detail(await publish(token, twitter.id))).toEqual([400, 'Not a TikTok post']);
    const bare = await oldPost(token);
    expect(await detail(await publish(token, bare.id))).toEqual([400, 'This post has no video.']);
    expect(await detail(await publish(token, 99999))).toEqual([404, 'Post not found']);
    expect((await publish(token, 'abc' as never)).status).toBe(422);
    const other = await oldClient();
    expect((await publish(other.token, bare.id)).status).toBe(404);
    const { id } = await published(token);
    await ask('DELETE', '/api/v1/auth/tiktok/disconnect', token);
    expect(await detail(await publish(token, id))).toEqual([400, 'TikTok account not connected']);
  });
});

describe('tokens of the old API', () => {
  const refresh = (token: string) => ask('POST', '/auth/refresh', undefined, { refresh_token: token });

  it('rotate: of two refreshes at once one wins, and a replay within seconds ends nothing', async () => {
    const { refreshToken } = await oldClient();
    const both = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    const won = both.find(({ status }) => status === 200);
    const { refresh_token: next } = (await won?.json<{ refresh_token: string }>()) ?? { refresh_token: '' };
    expect((await refresh(refreshToken)).status).toBe(401);
    expect((await refresh(next)).status).toBe(200);
  });

  it('end as a family when one comes back later than ten seconds after its use', async () => {
    const { refreshToken, username } = await oldClient();
    const { refresh_token: next } = await (await refresh(refreshToken)).json<{ refresh_token: string }>();
    await env.DB.prepare(
      'update sessions set used_at = used_at - 11000 where used_at is not null and user_id = (select id from users where username = ?)',
    )
      .bind(username)
      .run();
    const replay = await refresh(refreshToken);
    expect(await detail(replay)).toEqual([401, 'Invalid or expired refresh token']);
    expect((await refresh(next)).status).toBe(401);
    const { tokens } = await login(username);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('live seven days, and not for a person who was switched off', async () => {
    const { refreshToken, username } = await oldClient();
    const life = await env.DB.prepare(
      "select expires_at - created_at as ms from sessions where kind = 'refresh' order by created_at desc limit 1",
    ).first<{ ms: number }>();
    expect(life?.ms).toBe(7 * 86_400_000);
    await env.DB.prepare('update users set is_active = 0 where username = ?').bind(username).run();
    expect(await detail(await refresh(refreshToken))).toEqual([400, 'Inactive user']);
    const late = await oldClient();
    await env.DB.prepare("update sessions set expires_at = 1 where kind = 'refresh'").run();
    expect((await refresh(late.refreshToken)).status).toBe(401);
    expect((await refresh('')).status).toBe(401);
    expect((await ask('POST', '/auth/refresh', undefined, { refresh_token: null })).status).toBe(422);
  });

  it('a bcrypt password of the old server works, and is hashed anew at the first login', async () => {
    const { username } = await oldClient();
    // "pass", as passlib wrote it.
    const bcryptjs = await import('bcryptjs');
    const old = (await bcryptjs.hash('pass', 4)).replace(/^\$2a\$/, '$2b$');
    const row = () =>
      env.DB.prepare('select password_hash as hash from users where username = ?')
        .bind(username)
        .first<{ hash: string }>();
    await env.DB.prepare('update users set password_hash = ? where username = ?').bind(old, username).run();
    expect((await login(username, 'wrong')).answer.status).toBe(401);
    expect((await row())?.hash).toBe(old);
    expect((await login(username)).answer.status).toBe(200);
    expect((await row())?.hash).toMatch(/^scrypt\$/);
    expect((await login(username)).answer.status).toBe(200);
  });
});
