/** The old suite, row by row, over HTTP (legacy-api.md 8). Its two tests of hashing functions are in services/identity. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { OldPost } from '../../../test/support/old-client.ts';
import { ask, inHours, login, oldClient, oldPost, register, send } from '../../../test/support/old-client.ts';

const me = (token?: string) => ask('GET', '/users/me', token);
const refresh = (token: string) => ask('POST', '/auth/refresh', undefined, { refresh_token: token });

describe('test_main', () => {
  it('the root says welcome', async () => {
    const answer = await send('/');
    expect([answer.status, await answer.text()]).toEqual([
      200,
      '{"message":"Welcome to the Social Media Scheduler API"}',
    ]);
  });

  it('health names its status, version, time and database', async () => {
    const answer = await send('/health');
    expect(answer.status).toBe(200);
    expect(Object.keys(await answer.json<object>())).toEqual([
      'status',
      'api_version',
      'timestamp',
      'database',
      'service',
    ]);
  });

  it('posts want a token', async () => {
    expect((await send('/posts/')).status).toBe(401);
  });

  it('registration wants its fields', async () => {
    expect((await ask('POST', '/register', undefined, {})).status).toBe(422);
  });
});

describe('test_auth', () => {
  it('an access token has three parts with dots between', async () => {
    const { token } = await oldClient();
    expect(token.split('.')).toHaveLength(3);
  });
});

describe('test_auth_integration', () => {
  it('registration answers with the user and no secret', async () => {
    const answer = await register('secure_user');
    const user = await answer.json<Record<string, unknown>>();
    expect(answer.status).toBe(200);
    expect(user).toMatchObject({ username: 'secure_user', email: 'secure_user@test.com' });
    for (const secret of ['hashed_password', 'tiktok_access_token', 'refresh_token_hash'])
      expect(user).not.toHaveProperty(secret);
  });

  it('login answers with both tokens', async () => {
    await register('login_user');
    const { tokens } = await login('login_user');
    expect(tokens.access_token).not.toBe('');
    expect(tokens.refresh_token).not.toBe('');
    expect(tokens.token_type).toBe('bearer');
  });

  it('me is oneself with a token, and 401 without', async () => {
    const { token, username } = await oldClient();
    expect(await (await me(token)).json()).toMatchObject({ username });
    expect((await me()).status).toBe(401);
  });

  it('logout ends the access token', async () => {
    const { token } = await oldClient();
    expect((await me(token)).status).toBe(200);
    const answer = await ask('POST', '/auth/logout', token);
    expect([answer.status, await answer.text()]).toEqual([204, '']);
    expect((await me(token)).status).toBe(401);
  });

  it('a refresh gives another pair that works', async () => {
    const { token, refreshToken } = await oldClient();
    const answer = await refresh(refreshToken);
    expect(answer.status).toBe(200);
    const pair = await answer.json<{ access_token: string; refresh_token: string }>();
    expect(pair.access_token).not.toBe(token);
    expect(pair.refresh_token).not.toBe(refreshToken);
    expect((await me(pair.access_token)).status).toBe(200);
  });

  it('a refresh token works once', async () => {
    const { refreshToken } = await oldClient();
    await refresh(refreshToken);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('a wrong password is 401, a second registration 400', async () => {
    const { username } = await oldClient();
    expect((await login(username, 'wrong')).answer.status).toBe(401);
    expect((await register(username)).status).toBe(400);
  });

  it('logout ends every token there is', async () => {
    const { token, refreshToken } = await oldClient();
    await ask('POST', '/auth/logout', token);
    expect((await me(token)).status).toBe(401);
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('a login after a logout works', async () => {
    const { token, username } = await oldClient();
    await ask('POST', '/auth/logout', token);
    await register(username);
    const { tokens } = await login(username);
    expect((await me(tokens.access_token)).status).toBe(200);
  });

  it('the admin route is for admins: 403 for others, 401 for nobody', async () => {
    const { token, username } = await oldClient();
    const refused = await ask('GET', '/test/admin-only', token);
    expect([refused.status, await refused.json()]).toEqual([403, { detail: 'Admin privileges required' }]);
    expect((await send('/test/admin-only')).status).toBe(401);
    await env.DB.prepare("update users set role = 'admin' where username = ?").bind(username).run();
    const granted = await ask('GET', '/test/admin-only', token);
    expect([granted.status, await granted.json()]).toEqual([
      200,
      { message: 'admin access granted', username },
    ]);
  });
});

describe('test_posts', () => {
  it('a new post is 201 and scheduled', async () => {
    const { token } = await oldClient();
    const post = await oldPost(token);
    expect(post).toMatchObject({ content: 'plum tart', platform: 'tiktok', status: 'scheduled' });
    expect(post.id).toBeGreaterThan(0);
    expect(post.created_at).toMatch(/Z$/);
  });

  it('the list shows one’s own posts, and nobody else’s', async () => {
    const { token } = await oldClient();
    const [a, b] = [await oldPost(token), await oldPost(token)];
    const list = await (await ask('GET', '/posts/', token)).json<OldPost[]>();
    expect(list.map(({ id }) => id)).toEqual([a.id, b.id]);
    const other = await oldClient();
    expect(await (await ask('GET', '/posts/', other.token)).json()).toEqual([]);
  });

  it('a post can be read, and its content and time changed', async () => {
    const { token } = await oldClient();
    const { id } = await oldPost(token);
    const read = await ask('GET', `/posts/${id}`, token);
    expect([read.status, (await read.json<OldPost>()).content]).toEqual([200, 'plum tart']);
    const changed = await ask('PATCH', `/posts/${id}`, token, { content: 'rye bread' });
    expect([changed.status, (await changed.json<OldPost>()).content]).toEqual([200, 'rye bread']);
    const moved = await ask('PATCH', `/posts/${id}`, token, { scheduled_time: inHours(48) });
    expect(moved.status).toBe(200);
  });

  it('a deleted post is 204, then 404; one that never was is 404', async () => {
    const { token } = await oldClient();
    const { id } = await oldPost(token);
    expect((await ask('DELETE', `/posts/${id}`, token)).status).toBe(204);
    expect((await ask('GET', `/posts/${id}`, token)).status).toBe(404);
    expect((await ask('GET', '/posts/99999', token)).status).toBe(404);
  });

  it('another’s post is 404 to read, change and delete', async () => {
    const { id } = await oldPost((await oldClient()).token);
    const { token } = await oldClient();
    for (const [method, body] of [['GET'], ['PATCH', { content: 'x' }], ['DELETE']] as const) {
      const answer = await ask(method, `/posts/${id}`, token, body);
      expect([answer.status, await answer.json()]).toEqual([404, { detail: 'Post not found' }]);
    }
  });

  it('creating, listing and reading want a token', async () => {
    const body = { content: 'x', scheduled_time: inHours(1) };
    for (const answer of [
      ask('POST', '/posts/', undefined, body),
      ask('GET', '/posts/'),
      ask('GET', '/posts/1'),
    ])
      expect((await answer).status).toBe(401);
  });
});
