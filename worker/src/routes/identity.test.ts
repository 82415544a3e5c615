import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { APP_URL, call, newPerson, signedInPerson } from '../../test/support/people.ts';

describe('a new user', () => {
  it('gets a workspace of their own, which they own', async () => {
    const { answer, body } = await newPerson();
    expect(answer.status).toBe(201);
    expect(body.workspace.role).toBe('owner');
    expect(JSON.stringify(body)).not.toMatch(/password|scrypt/i);
  });

  it.each([
    ['the same address in other case', (p: Person) => ({ email: p.email.toUpperCase() })],
    ['the same username in other case', (p: Person) => ({ username: p.username.toUpperCase() })],
  ])('cannot have %s', async (_what, change) => {
    const { input } = await newPerson();
    const { answer, body } = await newPerson(change(input));
    expect(answer.status).toBe(409);
    expect(body.detail).toBe('This e-mail address or username is taken.');
  });

  it('must differ by more than case in any script', async () => {
    await newPerson({ username: 'Ärger.Über' });
    expect((await newPerson({ username: 'ärger.über' })).answer.status).toBe(409);
  });

  it('is made once when two ask at the same moment', async () => {
    const name = `twin${crypto.randomUUID().slice(0, 8)}`;
    const both = await Promise.all([
      newPerson({ username: name }),
      newPerson({ username: name.toUpperCase() }),
    ]);
    expect(both.map(({ answer }) => answer.status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['short', 'eleven char'],
    ['one sign repeated', 'aaaaaaaaaaaaaa'],
    ['a keyboard run', 'qwertyuiopas'],
    ['a common word with digits', 'Password123456!'],
    ['a common word repeated', 'dragondragondragon'],
  ])('cannot have a password that is %s', async (_what, password) => {
    expect((await newPerson({ password })).answer.status).toBe(422);
  });

  it('cannot have their own name as the password, but may have a sentence', async () => {
    expect(
      (await newPerson({ username: 'mira.bakes.bread', password: 'Mira.Bakes.Bread' })).answer.status,
    ).toBe(422);
    expect((await newPerson({ password: 'plum tarts on sundays 🥧' })).answer.status).toBe(201);
  });

  it('cannot choose their role, workspace or a zone that does not exist', async () => {
    expect((await newPerson({ role: 'admin' })).answer.status).toBe(422);
    expect((await newPerson({ zone: 'Mars/Olympus' })).answer.status).toBe(422);
    expect((await newPerson({ zone: '+02:00' })).answer.status).toBe(422);
  });
});
type Person = { email: string; username: string };

describe('signing in', () => {
  it('works by e-mail or username in any case', async () => {
    const { input } = await newPerson();
    for (const login of [input.email.toUpperCase(), input.username.toUpperCase()]) {
      const answer = await call('POST', '/sessions', { body: { login, password: input.password } });
      expect(answer.status).toBe(201);
    }
  });

  it('refuses an unknown user and a wrong password in the same words', async () => {
    const { input } = await newPerson();
    const wrong = await call('POST', '/sessions', { body: { login: input.email, password: 'not this one' } });
    const unknown = await call('POST', '/sessions', { body: { login: 'nobody', password: 'not this one' } });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const [a, b] = [await wrong.json<Problem>(), await unknown.json<Problem>()];
    expect(a.detail).toBe('Email or password is not right.');
    expect(a.detail).toBe(b.detail);
  });

  it('tells imported people whose names differ only by case apart by exact spelling', async () => {
    const { input } = await newPerson();
    const { input: other } = await newPerson();
    await env.DB.prepare('update users set username = ?, username_key = ? where username = ?')
      .bind(input.username.toUpperCase(), input.username.toLowerCase(), other.username)
      .run();
    const login = (name: string) =>
      call('POST', '/sessions', { body: { login: name, password: input.password } });
    const upper = await (await login(input.username.toUpperCase())).json<Started>();
    const lower = await (await login(input.username)).json<Started>();
    expect([upper.user.email, lower.user.email]).toEqual([other.email, input.email]);
    const mixed = `${input.username.charAt(0).toUpperCase()}${input.username.slice(1)}`;
    expect((await login(mixed)).status).toBe(401);
  });

  it('is refused to a person who was switched off, and their sessions end at once', async () => {
    const { input, token } = await signedInPerson();
    await env.DB.prepare('update users set is_active = 0 where email = ?').bind(input.email).run();
    expect((await call('GET', '/me', { token })).status).toBe(401);
    const again = await call('POST', '/sessions', { body: { login: input.email, password: input.password } });
    expect(again.status).toBe(401);
  });
});
type Problem = { detail: string };
type Started = { user: { email: string } };

describe('a session', () => {
  it('is known to the database by its hash alone', async () => {
    const { token } = await signedInPerson();
    const { results } = await env.DB.prepare('select * from sessions').all();
    expect(JSON.stringify(results)).not.toContain(token);
    for (const row of results)
      expect((await call('GET', '/me', { token: String(row.token_hash) })).status).toBe(401);
  });

  it('ends at the next request after signing out', async () => {
    const { token } = await signedInPerson();
    expect((await call('GET', '/me', { token })).status).toBe(200);
    expect((await call('DELETE', '/sessions/current', { token })).status).toBe(204);
    expect((await call('GET', '/me', { token })).status).toBe(401);
  });

  it('is listed with the others, and all others end on request', async () => {
    const { input, token } = await signedInPerson();
    const second = await (
      await call('POST', '/sessions', { body: { login: input.email, password: input.password } })
    ).json<{ token: string }>();
    const list = await (await call('GET', '/sessions', { token })).json<Sessions>();
    expect(list.sessions.filter((s) => s.current)).toHaveLength(1);
    expect(list.sessions).toHaveLength(2);
    expect((await call('DELETE', '/sessions', { token })).status).toBe(204);
    expect((await call('GET', '/me', { token: second.token })).status).toBe(401);
    expect((await call('GET', '/me', { token })).status).toBe(200);
  });

  it('of somebody else cannot be ended, and looks as if it were not there', async () => {
    const [mine, theirs] = await Promise.all([signedInPerson(), signedInPerson()]);
    const list = await (await call('GET', '/sessions', { token: theirs.token })).json<Sessions>();
    const answer = await call('DELETE', `/sessions/${list.sessions[0]?.id}`, { token: mine.token });
    expect(answer.status).toBe(404);
    expect((await call('GET', '/me', { token: theirs.token })).status).toBe(200);
  });

  it('ends after 30 days without use, and after 90 days in any case', async () => {
    const { token, input } = await signedInPerson();
    const age = (days: number, column: string) =>
      env.DB.prepare(
        `update sessions set ${column} = ${column} - ? where user_id = (select id from users where email = ?)`,
      )
        .bind(days * 86_400_000, input.email)
        .run();
    await age(80, 'created_at');
    await age(1, 'last_seen_at'); // so that the next use is noted
    expect((await call('GET', '/me', { token })).status).toBe(200);
    const row = await env.DB.prepare(
      'select created_at, expires_at from sessions where user_id = (select id from users where email = ?)',
    )
      .bind(input.email)
      .first<{ created_at: number; expires_at: number }>();
    expect((row?.expires_at ?? 0) - (row?.created_at ?? 0)).toBe(90 * 86_400_000);
    await age(40, 'expires_at');
    expect((await call('GET', '/me', { token })).status).toBe(401);
  });

  it('lets its person set their time zone and nothing else', async () => {
    const { token } = await signedInPerson();
    const changed = await call('PATCH', '/me', { token, body: { zone: 'Europe/Berlin' } });
    expect(await changed.json<{ zone: string }>()).toMatchObject({ zone: 'Europe/Berlin' });
    expect((await call('PATCH', '/me', { token, body: { role: 'admin' } })).status).toBe(422);
  });
});
type Sessions = { sessions: { id: string; current: boolean }[] };

describe('a request', () => {
  it.each(['', 'Bearer', 'Bearer x', 'Basic x', 'Bearer a.b.c', `Bearer ${'x'.repeat(8000)}`])(
    'with the credentials "%.12s" is nobody’s',
    async (authorization) => {
      const answer = await exports.default.fetch('http://api/api/v1/me', { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    },
  );

  it('with JSON too large or too deep is 413, broken 400, of another type 415', async () => {
    const post = (body: string, type = 'application/json') =>
      exports.default.fetch('http://api/api/v1/users', {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    expect((await post(JSON.stringify({ email: 'x'.repeat(300_000) }))).status).toBe(413);
    expect((await post('['.repeat(100) + ']'.repeat(100))).status).toBe(413);
    expect((await post('{')).status).toBe(400);
    expect((await post('a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  it('that changes something is refused from a foreign web page', async () => {
    const from = (origin: string) =>
      exports.default.fetch('http://api/api/v1/sessions', {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: '{"login":"a","password":"b"}',
      });
    for (const evil of [
      'https://evil.example',
      'null',
      `${APP_URL}.evil.example`,
      `http://evil.example/${APP_URL}`,
    ]) {
      const answer = await from(evil);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    const own = await from(APP_URL);
    expect(own.status).toBe(401);
    expect(own.headers.get('access-control-allow-origin')).toBe(APP_URL);
    expect(own.headers.get('vary')).toMatch(/origin/i);
  });

  it('for the instance needs no credentials', async () => {
    const info = await (await call('GET', '/instance', {})).json();
    expect(info).toEqual({ rehearsal: true, simulatorUrl: 'http://127.0.0.1:8802', outbox: true });
  });
});
