import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { joined } from '../../test/support/authorization.ts';
import { ask } from '../../test/support/old-client.ts';
import { call, signedInPerson } from '../../test/support/people.ts';
import type { ApiKey, KeyScope } from '../contract/index.ts';
import { makeDeps, openDb, randomBytes } from '../deps.ts';
import { newId } from '../domain/ids.ts';
import { authenticate } from '../services/identity/authenticate.ts';

type Made = ApiKey & { secret: string };

async function newKey(
  token: string,
  scopes: KeyScope[] = ['posts:read'],
  more: Record<string, unknown> = {},
) {
  const answer = await call('POST', '/api-keys', { token, body: { name: 'CI', scopes, ...more } });
  return { answer, key: await answer.json<Made>() };
}
const keysOf = async (token: string) =>
  (await (await call('GET', '/api-keys', { token })).json<{ keys: ApiKey[] }>()).keys;
const status = async (token: string, method = 'GET', path = '/posts', body?: unknown) =>
  (await call(method, path, { token, ...(body !== undefined && { body }) })).status;
const run = (query: string, ...values: unknown[]) =>
  env.DB.prepare(query)
    .bind(...values)
    .run();

describe('an API key', () => {
  it('shows its secret once, in a form that scanners know, and is stored as a hash alone', async () => {
    const { token } = await signedInPerson();
    const { answer, key } = await newKey(token);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(key.secret).toMatch(/^tiktimer_[a-z0-9]{8}_[\w-]{43}$/);
    expect(key.secret.startsWith(`${key.prefix}_`)).toBe(true);
    const bits = key.secret.slice(key.prefix.length + 1);
    const rows = await env.DB.prepare('select * from api_keys where id = ?').bind(key.id).all();
    expect(JSON.stringify(rows.results)).not.toContain(bits);
    expect(JSON.stringify(await keysOf(token))).not.toContain(bits);
  });

  it('is made anew by each request, since an answer with a secret is not kept for repeats', async () => {
    const { token } = await signedInPerson();
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = { name: 'CI', scopes: ['posts:read'] };
    const both = [
      await call('POST', '/api-keys', { token, body, headers }),
      await call('POST', '/api-keys', { token, body, headers }),
    ];
    const [one, two] = await Promise.all(both.map((answer) => answer.json<Made>()));
    expect(one?.secret).not.toBe(two?.secret);
  });

  it.each([
    ['no name', { name: ' ', scopes: ['posts:read'] }],
    ['no scope', { name: 'CI', scopes: [] }],
    ['a scope there is not', { name: 'CI', scopes: ['posts:*'] }],
    ['a scope twice', { name: 'CI', scopes: ['posts:read', 'posts:read'] }],
    ['an end that has passed', { name: 'CI', scopes: ['posts:read'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['a role', { name: 'CI', scopes: ['posts:read'], role: 'owner' }],
  ])('cannot be made with %s', async (_what, body) => {
    const { token } = await signedInPerson();
    expect(await status(token, 'POST', '/api-keys', body)).toBe(422);
  });

  it('names the scope it lacks', async () => {
    const { token } = await signedInPerson();
    const { key } = await newKey(token, ['posts:read']);
    const refused = await call('POST', '/posts', { token: key.secret, body: {} });
    expect([refused.status, (await refused.json<{ detail: string }>()).detail]).toEqual([
      403,
      'This API key lacks the scope posts:write.',
    ]);
    const never = await call('GET', '/me', { token: key.secret });
    expect((await never.json<{ detail: string }>()).detail).toContain('No API key may do this');
  });

  it('works on the old post routes by the same scopes', async () => {
    const { token } = await signedInPerson();
    const reader = (await newKey(token, ['posts:read'])).key.secret;
    const writer = (await newKey(token, ['posts:write'])).key.secret;
    const post = { content: 'tart', scheduled_time: new Date(Date.now() + 3_600_000).toISOString() };
    expect((await ask('POST', '/posts/', reader, post)).status).toBe(403);
    expect((await ask('POST', '/posts/', writer, post)).status).toBe(201);
    expect((await ask('GET', '/posts/', writer)).status).toBe(403);
    expect(await (await ask('GET', '/posts/', reader)).json()).toHaveLength(1);
  });

  it('needs both scopes for an old post with a video: it writes a post and a file', async () => {
    const { token } = await signedInPerson();
    const send = async (scopes: KeyScope[]) =>
      (await ask('POST', '/api/v1/tiktok/posts/', (await newKey(token, scopes)).key.secret)).status;
    expect(await send(['posts:write'])).toBe(403);
    expect(await send(['media:write'])).toBe(403);
    expect(await send(['posts:write', 'media:write'])).toBe(422);
  });

  it('is refused from the next request on once it is revoked, and revoking again is fine', async () => {
    const { token } = await signedInPerson();
    const { key } = await newKey(token);
    expect(await status(key.secret)).toBe(200);
    expect(await status(token, 'DELETE', `/api-keys/${key.id}`)).toBe(204);
    expect(await status(key.secret)).toBe(401);
    expect(await status(token, 'DELETE', `/api-keys/${key.id}`)).toBe(204);
    expect((await keysOf(token))[0]?.state).toBe('revoked');
  });

  it('ends at its end', async () => {
    const { token } = await signedInPerson();
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { key } = await newKey(token, ['posts:read'], { expiresAt });
    expect(await status(key.secret)).toBe(200);
    await run('update api_keys set expires_at = ? where id = ?', Date.now() - 1, key.id);
    expect(await status(key.secret)).toBe(401);
    expect((await keysOf(token))[0]?.state).toBe('expired');
  });

  it('can do no more than whoever made it, as of now, and dies with their membership', async () => {
    const owner = await signedInPerson();
    const workspaceId = owner.user.workspace.id;
    const admin = await joined(workspaceId, 'admin');
    const { key } = await newKey(admin.token, ['posts:read', 'posts:write']);
    expect(await status(key.secret, 'POST', '/posts', {})).toBe(201);
    const become = (role: string) =>
      run(
        'update memberships set role = ? where workspace_id = ? and user_id = ?',
        role,
        workspaceId,
        admin.user.id,
      );
    await become('viewer');
    expect(await status(key.secret, 'POST', '/posts', {})).toBe(403);
    expect(await status(key.secret)).toBe(200);
    await run('delete from memberships where workspace_id = ? and user_id = ?', workspaceId, admin.user.id);
    expect(await status(key.secret)).toBe(401);
    expect((await keysOf(owner.token))[0]?.state).toBe('orphaned');
  });

  it.each(['is_active = 0', 'deletion_requested_at = 1'])(
    'is dead while its maker has %s',
    async (change) => {
      const { token, user } = await signedInPerson();
      const { key } = await newKey(token);
      await run(`update users set ${change} where id = ?`, user.id);
      expect(await status(key.secret)).toBe(401);
    },
  );

  it('works in its own workspace, whatever else its maker has joined since', async () => {
    const owner = await signedInPerson();
    const { key } = await newKey(owner.token, ['posts:read', 'posts:write']);
    const other = await signedInPerson();
    await run(
      "insert into memberships (workspace_id, user_id, role, created_at) values (?, ?, 'owner', 0)",
      other.user.workspace.id,
      owner.user.id,
    );
    await call('POST', '/posts', { token: other.token, body: {} });
    const { posts } = await (await call('GET', '/posts', { token: key.secret })).json<{ posts: unknown[] }>();
    expect(posts).toEqual([]);
  });

  it('says when it was last used, to the minute', async () => {
    const { token } = await signedInPerson();
    const { key } = await newKey(token);
    expect((await keysOf(token))[0]?.lastUsedAt).toBeNull();
    const lastUsed = async () => (await keysOf(token))[0]?.lastUsedAt ?? null;
    await status(key.secret);
    for (let i = 0; i < 500 && (await lastUsed()) === null; i++) await scheduler.wait(20);
    const first = await lastUsed();
    expect(Date.parse(first ?? '')).toBeGreaterThan(Date.now() - 60_000);
    await status(key.secret);
    expect(await lastUsed()).toBe(first);
  });

  it('gets no answer that another one was given for the same Idempotency-Key', async () => {
    const { token } = await signedInPerson();
    const [one, two] = [await newKey(token, ['posts:write']), await newKey(token, ['accounts:read'])];
    const request = { body: { caption: 'plum tart' }, headers: { 'idempotency-key': crypto.randomUUID() } };
    expect((await call('POST', '/posts', { token: one.key.secret, ...request })).status).toBe(201);
    const other = await call('POST', '/posts', { token: two.key.secret, ...request });
    expect(await other.text()).not.toContain('plum tart');
  });

  it.each([
    ['one of fifty', 50, null, 409, 50],
    ['not one of those that were revoked, of which the last hundred stay', 130, 1, 201, 101],
  ])('is %s', async (_what, count, revokedAt, answered, left) => {
    const { token, user } = await signedInPerson();
    await env.DB.batch(
      Array.from({ length: count }, (_, i) =>
        env.DB.prepare(
          "insert into api_keys (id, workspace_id, created_by, name, prefix, secret_hash, scopes, created_at, revoked_at) values (?, ?, ?, 'k', 'p', ?, '[]', ?, ?)",
        ).bind(
          newId('key', Date.now(), randomBytes),
          user.workspace.id,
          user.id,
          crypto.randomUUID(),
          Date.now(),
          revokedAt === null ? null : revokedAt + i,
        ),
      ),
    );
    expect((await newKey(token)).answer.status).toBe(answered);
    expect(await keysOf(token)).toHaveLength(left);
  });
});

describe('finding out who asks', () => {
  it.each(['a session', 'a key'])(
    'takes one query by an index for %s, and writes nothing meanwhile',
    async (by) => {
      const { token } = await signedInPerson();
      const secret = by === 'a key' ? (await newKey(token)).key.secret : token;
      const asked: string[] = [];
      const listening = new Proxy(env.DB, {
        get: (db, name: keyof D1Database) => {
          if (name === 'prepare') return (sql: string) => asked.push(sql) && db.prepare(sql);
          return db[name].bind(db);
        },
      });
      const entry = await authenticate({ ...makeDeps(env), db: openDb(listening) }, `Bearer ${secret}`);
      expect(entry.ok).toBe(true);
      expect(asked).toHaveLength(1);
      const values = Array.from(asked[0]?.matchAll(/\?/g) ?? [], () => 1);
      const plan = await env.DB.prepare(`explain query plan ${asked[0]}`)
        .bind(...values)
        .all<{ detail: string }>();
      const steps = plan.results.map(({ detail }) => detail).join('\n');
      expect(steps).toMatch(by === 'a key' ? /api_keys_secret/ : /sessions_token/);
      expect(steps).not.toMatch(/\bSCAN\b/);
    },
  );
});
