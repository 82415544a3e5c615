import { env, exports } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { makeDeps } from '../../deps.ts';
import { readAccessToken } from '../../services/identity/access-token.ts';
import { legacyTime } from './render.ts';

const fetch = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(`http://api${path}`, { redirect: 'manual', ...init });
const postJson = (path: string, body: unknown, type = 'application/json') =>
  fetch(path, {
    method: 'POST',
    headers: { 'content-type': type },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const someone = (change: Record<string, unknown> = {}) => {
  const username = `owner_${crypto.randomUUID().slice(0, 8)}`;
  return { email: `${username}@test.com`, username, password: 'pass', ...change };
};
async function registered(change: Record<string, unknown> = {}) {
  const person = someone(change);
  const answer = await postJson('/register', person);
  return { person, answer, user: await answer.json<Record<string, unknown>>() };
}
const login = (fields: Record<string, string>) =>
  fetch('/token', { method: 'POST', body: new URLSearchParams(fields) });
interface Tokens {
  access_token: string;
  refresh_token: string;
  token_type: string;
}
const tokensOf = async ({ username, password }: { username: string; password: string }) =>
  (await login({ username, password })).json<Tokens>();
const me = (authorization?: string) =>
  fetch('/users/me', { headers: authorization === undefined ? {} : { authorization } });
const items = async (answer: Response) =>
  (await answer.json<{ detail: { type: string; loc: string[]; msg: string; input: unknown }[] }>()).detail;

describe('POST /register', () => {
  it('answers 200 with the old object, key by key, and no secret', async () => {
    const { person, answer, user } = await registered();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(Object.keys(user)).toEqual([
      'email',
      'username',
      'id',
      'is_active',
      'is_superuser',
      'role',
      'created_at',
      'tiktok_open_id',
      'tiktok_token_expires_at',
    ]);
    expect(user).toMatchObject({
      email: person.email,
      username: person.username,
      is_active: true,
      is_superuser: false,
      role: 'user',
      tiktok_open_id: null,
      tiktok_token_expires_at: null,
    });
    expect(Number.isInteger(user.id)).toBe(true);
    expect(user.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3}000)?Z$/);
  });

  it('takes any password, an empty address, and ignores what it does not know', async () => {
    const { answer, user } = await registered({ email: '', id: 7, role: 'admin', is_superuser: true });
    expect(answer.status).toBe(200);
    expect(user).toMatchObject({ email: '', role: 'user', is_superuser: false });
  });

  it('refuses a taken address or username with one sentence, also when two ask at once', async () => {
    const { person } = await registered();
    const sentence = { detail: 'User with this email or username already exists' };
    for (const again of [
      person,
      someone({ email: person.email }),
      someone({ username: person.username }),
      someone({ username: person.username.toUpperCase() }),
    ]) {
      const answer = await postJson('/register', again);
      expect([answer.status, await answer.json()]).toEqual([400, sentence]);
    }
    const twins = someone();
    const both = await Promise.all([postJson('/register', twins), postJson('/register', twins)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('lists the fields that are absent in their order, and never sends the password back', async () => {
    const empty = await postJson('/register', {});
    expect(empty.status).toBe(422);
    expect((await items(empty)).map(({ type, loc, msg }) => [type, loc, msg])).toEqual(
      ['email', 'username', 'password'].map((name) => ['missing', ['body', name], 'Field required']),
    );
    const secret = await postJson('/register', { username: 'u', password: 'hunter2hunter2', email: null });
    const wrong = await postJson('/register', { username: 'u', email: 'e', password: ['hunter2hunter2'] });
    const text = (await secret.text()) + (await wrong.text());
    expect(text).toContain('string_type');
    expect(text).not.toContain('hunter2');
  });

  it.each([
    ['', 'application/json', 422, 'missing'],
    ['null', 'application/json', 422, 'missing'],
    ['{"email":', 'application/json', 422, 'json_invalid'],
    ['[1]', 'application/json', 422, 'model_attributes_type'],
    ['{}', 'text/plain', 422, 'model_attributes_type'],
  ])('answers the body %j sent as %s with %i %s', async (body, type, status, kind) => {
    const answer = await postJson('/register', body, type);
    expect(answer.status).toBe(status);
    expect((await items(answer))[0]?.type).toBe(kind);
  });

  it.each([
    ['a NUL', someone({ username: 'a\u0000b' }), 400],
    ['a lone surrogate', someone({ email: '\ud800@x' }), 400],
    ['a password over 4,096 bytes', someone({ password: 'é'.repeat(2049) }), 400],
    ['a body over 256 KB', someone({ email: 'x'.repeat(300_000) }), 413],
  ])('refuses %s with a sentence', async (_what, body, status) => {
    const answer = await postJson('/register', body);
    expect(answer.status).toBe(status);
    expect(typeof (await answer.json<{ detail: unknown }>()).detail).toBe('string');
  });

  it('refuses bytes that are not UTF-8', async () => {
    const answer = await fetch('/register', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([123, 255, 254, 125]),
    });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { detail: 'There was an error parsing the body' },
    ]);
  });
});

describe('POST /token', () => {
  it('takes a form in either encoding and gives three fields', async () => {
    const { person } = await registered();
    const { username, password } = person;
    const multipart = new FormData();
    multipart.set('username', username);
    multipart.set('password', password);
    const answers = [
      await login({ username, password, grant_type: 'password', scope: '', client_id: 'x' }),
      await fetch('/token', { method: 'POST', body: multipart }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      const tokens = await answer.json<Tokens>();
      expect(Object.keys(tokens)).toEqual(['access_token', 'refresh_token', 'token_type']);
      expect(tokens.token_type).toBe('bearer');
      expect(tokens.refresh_token).toMatch(/^[\w-]{43}$/);
    }
  });

  it('gives different tokens in the same second, and stores the refresh token as a hash', async () => {
    const { person } = await registered();
    const [a, b] = [await tokensOf(person), await tokensOf(person)];
    expect(a.access_token).not.toBe(b.access_token);
    const { results } = await env.DB.prepare("select * from sessions where kind = 'refresh'").all();
    expect(JSON.stringify(results)).not.toContain(b.refresh_token);
  });

  it('answers an unknown user and a wrong password alike, and minds the case of the username', async () => {
    const { person } = await registered();
    for (const fields of [
      { username: person.username, password: 'wrong' },
      { username: 'nobody', password: 'pass' },
      { username: person.username.toUpperCase(), password: 'pass' },
      { username: person.email, password: 'pass' },
    ]) {
      const answer = await login(fields);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(await answer.json()).toEqual({ detail: 'Incorrect username or password' });
    }
  });

  it('gives a person who was switched off no tokens', async () => {
    const { person } = await registered();
    const { access_token } = await tokensOf(person);
    await env.DB.prepare('update users set is_active = 0 where username = ?').bind(person.username).run();
    const answer = await login({ username: person.username, password: person.password });
    expect([answer.status, await answer.json()]).toEqual([400, { detail: 'Inactive user' }]);
    const used = await me(`Bearer ${access_token}`);
    expect([used.status, await used.json()]).toEqual([400, { detail: 'Inactive user' }]);
    expect(used.headers.get('www-authenticate')).toBeNull();
  });

  it('lists what is missing: JSON has no fields, an empty field counts as none, another grant is refused', async () => {
    const byJson = await postJson('/token', { username: 'a', password: 'b' });
    expect((await items(byJson)).map(({ loc, input }) => [loc[1], input])).toEqual([
      ['username', null],
      ['password', null],
    ]);
    const odd = await login({ grant_type: 'magic', username: '', password: 'b' });
    expect((await items(odd)).map(({ type, loc }) => [type, loc[1]])).toEqual([
      ['string_pattern_mismatch', 'grant_type'],
      ['missing', 'username'],
    ]);
  });

  it('refuses a multipart form it cannot read', async () => {
    const send = (type: string) =>
      fetch('/token', { method: 'POST', headers: { 'content-type': type }, body: 'nonsense' });
    expect(await (await send('multipart/form-data')).json()).toEqual({
      detail: 'Missing boundary in multipart.',
    });
    expect((await send('multipart/form-data; boundary=x')).status).toBe(400);
  });
});

describe('GET /users/me', () => {
  it('is the object of registration', async () => {
    const { person, user } = await registered();
    const { access_token } = await tokensOf(person);
    const answer = await me(`bearer ${access_token}`);
    expect([answer.status, await answer.json()]).toEqual([200, user]);
  });

  it('tells no credentials from bad ones', async () => {
    for (const authorization of [undefined, 'Basic abc', 'Bearer']) {
      const answer = await me(authorization);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      const { detail } = await answer.json<{ detail: string }>();
      expect(detail).toBe(
        authorization === 'Bearer' ? 'Could not validate credentials' : 'Not authenticated',
      );
    }
    const answer = await me('Bearer nonsense');
    expect([answer.status, await answer.json()]).toEqual([401, { detail: 'Could not validate credentials' }]);
  });

  it('works with an access token on /api/v1 too', async () => {
    const { person } = await registered();
    const { access_token } = await tokensOf(person);
    const answer = await fetch('/api/v1/me', { headers: { authorization: `Bearer ${access_token}` } });
    expect(await answer.json()).toMatchObject({ username: person.username });
  });

  it.each(['/register/', '/token/', '/users/me/'])('%s with a slash too many is a 307', async (path) => {
    const answer = await fetch(`${path}?x=1`, { method: 'POST', body: 'x' });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      307,
      `http://api${path.slice(0, -1)}?x=1`,
    ]);
  });
});

describe('an access token', () => {
  const settings = makeDeps(env).settings;
  const LEGACY = 'the-secret-of-the-old-server';
  const deps = (legacy?: string) => ({
    settings: { ...settings, LEGACY_SECRET_KEY: legacy },
    clock: { now: () => Date.now(), wait: async () => {} },
  });
  const token = (claims: Record<string, unknown>, secret: string, alg = 'HS256') =>
    new SignJWT(claims).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
  const soon = () => Math.floor(Date.now() / 1000) + 600;
  const ours = () => ({ sub: 'mira', version: 0, exp: soon(), iss: 'tiktimer', aud: settings.API_URL });

  it('is ours by key, algorithm, issuer, audience, end and version', async () => {
    const secret = settings.SESSION_SECRET;
    const read = async (text: string) => readAccessToken(deps(), text);
    expect(await read(await token(ours(), secret))).toEqual({ username: 'mira', version: 0 });
    const { exp: _exp, ...endless } = ours();
    const bad = [
      token({ ...ours(), iss: 'another' }, secret),
      token({ ...ours(), aud: 'another' }, secret),
      token({ ...ours(), exp: soon() - 1200 }, secret),
      token({ ...ours(), exp: soon() + 86_400 }, secret),
      token({ ...ours(), version: '0' }, secret),
      token({ ...ours(), sub: undefined }, secret),
      token(endless, secret),
      token(ours(), 'another-secret-another-secret-another'),
      token(ours(), secret, 'HS512'),
    ];
    for (const text of bad) expect(await read(await text)).toBeUndefined();
    const none = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify(ours()))}.`.replaceAll('=', '');
    expect(await read(none)).toBeUndefined();
  });

  it('of the old server passes during a move only', async () => {
    const text = await token({ sub: 'mira', version: 3, exp: soon() }, LEGACY);
    expect(await readAccessToken(deps(), text)).toBeUndefined();
    expect(await readAccessToken(deps(LEGACY), text)).toEqual({ username: 'mira', version: 3 });
    const bare = await token({ sub: 'mira', version: 3, exp: soon() }, settings.SESSION_SECRET);
    expect(await readAccessToken(deps(LEGACY), bare)).toBeUndefined();
  });

  it('dies when its person’s version is raised', async () => {
    const { person } = await registered();
    const { access_token } = await tokensOf(person);
    const signOut = await fetch('/api/v1/sessions/current', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${access_token}` },
    });
    expect(signOut.status).toBe(204);
    expect((await me(`Bearer ${access_token}`)).status).toBe(401);
    const again = await tokensOf(person);
    expect((await me(`Bearer ${again.access_token}`)).status).toBe(200);
  });
});

describe('times of the old API', () => {
  it('have six digits of a second, or none', () => {
    expect(legacyTime(Date.UTC(2030, 0, 1, 10))).toBe('2030-01-01T10:00:00Z');
    expect(legacyTime(Date.UTC(2030, 0, 1, 8, 0, 0, 123))).toBe('2030-01-01T08:00:00.123000Z');
  });
});
