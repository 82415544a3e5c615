import { createExecutionContext, runInDurableObject, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { linkTo } from '../../test/support/mails.ts';
import { call, newPerson, signedInPerson } from '../../test/support/people.ts';
import { app } from '../app.ts';
import type { ApiKey, UserId } from '../contract/index.ts';
import type { Deps } from '../deps.ts';
import { makeDeps } from '../deps.ts';
import { AppError } from '../domain/errors.ts';
import { backOffOf, quotaOf } from '../domain/limits.ts';
import { registerUser } from '../services/identity/register-user.ts';
import { signIn } from '../services/identity/sign-in.ts';
import { countDeed } from '../services/limits/count.ts';
import { guesserOf } from '../services/limits/guesser.ts';

const PRODUCTION = { ...env, ENVIRONMENT: 'production' };
const deps: Deps = makeDeps(PRODUCTION);
const FREE = backOffOf(deps.settings, 'account').free;
/** A new address each time, so that no test stands in another's way. */
let last = 0;
const newAddress = () => `198.51.${Math.floor(++last / 256)}.${last % 256}`;

/** As the worker answers in production; an address is what Cloudflare says of the caller. */
async function ask(method: string, path: string, more: { address?: string; token?: string; body?: unknown }) {
  const { address, token, body } = more;
  const context = createExecutionContext();
  const form = body instanceof URLSearchParams;
  const request = new Request(`http://api${path}`, {
    method,
    headers: {
      ...(address && { 'cf-connecting-ip': address }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  });
  const answer = await app.fetch(request, PRODUCTION, context);
  await waitOnExecutionContext(context);
  return answer;
}
const tryPassword = (login: string, password: string, address = newAddress()) =>
  ask('POST', '/api/v1/sessions', { address, body: { login, password } });
/** Somebody whose password is quick to check: its hash says with how much work it was made. */
async function quickPerson() {
  const { input, body: user } = await newPerson();
  const salt = new Uint8Array(16);
  const hash = scryptSync(input.password, salt, 32, { N: 16, r: 1, p: 1 }).toString('base64');
  const stored = ['scrypt', 16, 1, 1, Buffer.from(salt).toString('base64'), hash].join('$');
  await env.DB.prepare('update users set password_hash = ? where id = ?').bind(stored, user.id).run();
  return { input, user };
}
/** All free wrong tries at an account, by its user's id or by a name nobody has. */
async function spendTries(user: { id: UserId } | undefined, login: string) {
  const { account } = await guesserOf(user, login, undefined);
  const limiter = deps.limiter(`guesses:account:${account}`);
  for (let i = 0; i < FREE; i++) await limiter.guess(backOffOf(deps.settings, 'account'), null);
}
/** What came of it: in, wrong, or stopped. */
const attempt = async (login: string, password: string, address: string | undefined) => {
  try {
    await signIn(deps, { login, password, userAgent: '', address });
    return 'in';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === 'limit_reached' ? 'stopped' : error.code;
  }
};

describe('a thousand tries at one account from fifty addresses', () => {
  it('are stopped after a few, by whichever of its names and however many at once', async () => {
    const { input } = await quickPerson();
    const addresses = Array.from({ length: 50 }, newAddress);
    const outcomes: Record<string, number> = {};
    for (let batch = 0; batch < 20; batch++) {
      const names = [input.email, input.username, input.email.toUpperCase()];
      const tries = addresses.map((address, i) =>
        attempt(names[i % 3] ?? '', `guess ${batch} ${i}`, address),
      );
      for (const outcome of await Promise.all(tries)) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
    expect(outcomes).toEqual({ unauthenticated: FREE, stopped: 1_000 - FREE });
    // The right password is no exception, or guessing would go on.
    expect(await attempt(input.email, input.password, newAddress())).toBe('stopped');
  });
});

describe('somebody who signs in', () => {
  it('has their wrong tries forgotten', async () => {
    const { input } = await quickPerson();
    const address = newAddress();
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i < FREE; i++)
        expect(await attempt(input.email, 'not this', address)).toBe('unauthenticated');
      expect(await attempt(input.email, input.password, address)).toBe('in');
    }
  });

  it('is not locked out of where they have signed in before by strangers who guess', async () => {
    const { input } = await quickPerson();
    const home = newAddress();
    expect(await attempt(input.email, input.password, home)).toBe('in');
    for (let i = 0; i < FREE; i++) await attempt(input.email, 'a guess', newAddress());
    expect(await attempt(input.email, 'a guess', newAddress())).toBe('stopped');
    expect(await attempt(input.email, input.password, home)).toBe('in');
  });

  it('gets in at a new address too once they have set their password anew, however long others guess', async () => {
    const { input, user } = await quickPerson();
    const abroad = newAddress();
    await spendTries(user, input.username);
    expect(await attempt(input.email, input.password, abroad)).toBe('stopped');
    await call('POST', '/password-resets', { body: { email: input.email } });
    const password = 'apple strudel on mondays';
    const body = { token: await linkTo(input.email, 'reset_password'), password };
    expect((await ask('POST', '/api/v1/password-resets/complete', { address: abroad, body })).status).toBe(
      204,
    );
    await spendTries(user, input.username);
    expect(await attempt(input.email, password, newAddress()), 'they gained nothing').toBe('stopped');
    expect(await attempt(input.email, password, abroad)).toBe('in');
  });

  it('is told to wait in the same words, known or not', async () => {
    const { input, user } = await quickPerson();
    const nobody = `nobody-${crypto.randomUUID()}`;
    await spendTries(user, input.username);
    await spendTries(undefined, nobody);
    const answers = [
      await tryPassword(input.username, 'a guess'),
      await tryPassword(nobody.toUpperCase(), 'a guess'),
    ];
    const told = await Promise.all(
      answers.map(async (answer) => {
        const { requestId: _, ...body } = await answer.json<Record<string, unknown>>();
        return { status: answer.status, type: answer.headers.get('content-type'), body };
      }),
    );
    expect(told[0]).toMatchObject({
      status: 429,
      type: 'application/problem+json',
      body: { code: 'limit_reached' },
    });
    expect(told[1]).toEqual(told[0]);
    for (const answer of answers) expect(answer.headers.get('retry-after')).toBe('30');
  });

  it('is told so in the old shape by the old API, which counts with the new one', async () => {
    const { input, user } = await quickPerson();
    await spendTries(user, input.email);
    const body = new URLSearchParams({ username: input.username, password: input.password });
    const answer = await ask('POST', '/token', { address: newAddress(), body });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toEqual({ detail: expect.stringContaining('Too many tries.') });
  });

  it('has to wait when their address has guessed at many accounts, unless it is another address', async () => {
    const address = newAddress();
    const limiter = deps.limiter(`guesses:address:${address}`);
    const rule = backOffOf(deps.settings, 'address');
    await Promise.all(Array.from({ length: rule.free }, () => limiter.guess(rule, null)));
    const { input } = await quickPerson();
    expect(await attempt(input.email, input.password, address)).toBe('stopped');
    expect(await attempt(input.email, input.password, newAddress())).toBe('in');
  });

  it('gets in although a deploy has just taken the counters away once', async () => {
    const { input } = await quickPerson();
    let broken = 1;
    const reset: Deps = {
      ...deps,
      limiter: (name) => {
        const limiter = deps.limiter(name);
        const lost = () => Promise.reject(new Error('Durable Object reset because its code was updated.'));
        return broken-- > 0 ? { spend: lost, guess: lost, right: lost, takeBack: lost } : limiter;
      },
    };
    const sign = { login: input.email, password: input.password, userAgent: '', address: newAddress() };
    expect((await signIn(reset, sign)).token).not.toBe('');
  });

  it('is not let in, nor anybody registered, while the counters are away', async () => {
    const { input } = await quickPerson();
    const silent = {
      ...deps,
      limiter: () => new Proxy({}, { get: () => away }) as ReturnType<Deps['limiter']>,
    };
    const away = async () => {
      throw new Error('away');
    };
    const sign = { login: input.email, password: input.password, userAgent: '', address: newAddress() };
    await expect(signIn(silent, sign)).rejects.toMatchObject({ code: 'unavailable' });
    const other = { ...input, email: `x${input.email}`, username: `x${input.username}` };
    await expect(registerUser(silent, other, newAddress())).rejects.toMatchObject({ code: 'unavailable' });
    // What only bounds costs goes on.
    const actor = { workspaceId: 'ws_1', userId: 'user_1' } as Parameters<typeof countDeed>[1];
    await expect(countDeed(silent, actor, 'uploads')).resolves.toBeUndefined();
  });
});

describe('on one machine, in development', () => {
  it('nothing stops a hundred registrations and sign-ins from one address within a minute', async () => {
    const headers = { 'cf-connecting-ip': newAddress() };
    const { input } = await quickPerson();
    const refused = Array.from({ length: 100 }, (_, i) =>
      call('POST', '/users', { headers, body: { ...input, email: `${i}${input.email}` } }),
    );
    // The name is taken: refused for that, after all the work of a registration but the row.
    expect(new Set((await Promise.all(refused)).map(({ status }) => status))).toEqual(new Set([409]));
    const body = { login: input.email, password: input.password };
    const signIns = Array.from({ length: 100 }, () => call('POST', '/sessions', { headers, body }));
    expect(new Set((await Promise.all(signIns)).map(({ status }) => status))).toEqual(new Set([201]));
  }, 180_000);
});

describe('a limit on registrations', () => {
  it('holds for the network of an address and tells when to come again', async () => {
    const network = `2001:db8:${(++last).toString(16)}:1`;
    const limiter = deps.limiter(`registrations:${network}::/64`);
    const rule = quotaOf(deps.settings, 'registrations');
    for (let i = 0; i < rule.quota; i++) await limiter.spend(rule);
    const { input } = await newPerson();
    const body = { ...input, email: `x${input.email}`, username: `x${input.username}` };
    const sign = (path: string, address: string) => ask('POST', path, { address, body });
    const [fresh, old] = [
      await sign('/api/v1/users', `${network}::7`),
      await sign('/register', `${network}:a::1`),
    ];
    expect([fresh.status, old.status]).toEqual([429, 429]);
    expect(fresh.headers.get('content-type')).toBe('application/problem+json');
    expect(await old.json()).toEqual({ detail: expect.stringContaining('Too many people') });
    for (const answer of [fresh, old])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect((await sign('/api/v1/users', newAddress())).status).toBe(201);
  });
});

describe('a limit on what costs', () => {
  it.each([
    ['uploads', '/api/v1/uploads', { name: 'a.mp4', bytes: 1_000, type: 'video/mp4' }],
    ['publish', '/api/v1/posts/:id/publish', { consent: 'music_usage' }],
    ['tests', '/api/v1/notifications/test', undefined],
  ] as const)('%s is a person’s own', async (what, path, body) => {
    const [greedy, other] = [await signedInPerson(), await signedInPerson()];
    const rule = quotaOf(deps.settings, what);
    const limiter = deps.limiter(`${what}:${greedy.user.workspace.id}:${greedy.user.id}`);
    await Promise.all(Array.from({ length: rule.quota }, () => limiter.spend(rule)));
    const post = async (token: string) =>
      (await (await call('POST', '/posts', { token, body: {} })).json<{ id: string }>()).id;
    const send = async ({ token }: { token: string }) =>
      ask('POST', path.replace(':id', await post(token)), { token, body });
    const refused = await send(greedy);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send(other)).status).not.toBe(429);
  });
});

describe('general traffic', () => {
  it('tells everybody who is signed in what is left', async () => {
    const { token } = await signedInPerson();
    const seen = [];
    for (let i = 0; i < 2; i++) seen.push((await ask('GET', '/api/v1/posts', { token })).headers);
    const { quota } = quotaOf(deps.settings, 'user');
    expect(seen[0]?.get('ratelimit-policy')).toBe(`"user";q=${quota};w=60`);
    expect(seen.map((headers) => headers.get('ratelimit')?.replace(/t=\d+/, 't='))).toEqual([
      `"user";r=${quota - 1};t=`,
      `"user";r=${quota - 2};t=`,
    ]);
    const refused = await ask('GET', '/api/v1/posts/nothing', { token });
    expect([refused.status, refused.headers.get('ratelimit')]).toEqual([
      404,
      expect.stringContaining('"user";r='),
    ]);
    expect((await ask('GET', '/api/v1/posts', {})).headers.get('ratelimit')).toBeNull();
  });

  it('of a key is its own, and ends with 429 until the minute is over', async () => {
    const { token } = await signedInPerson();
    const made = await call('POST', '/api-keys', { token, body: { name: 'CI', scopes: ['posts:read'] } });
    const { id, secret } = await made.json<ApiKey & { secret: string }>();
    expect((await ask('GET', '/api/v1/posts', { token: secret })).headers.get('ratelimit-policy')).toBe(
      '"key";q=600;w=60',
    );
    const now = Date.now();
    for (let i = 0; i < 600; i++) deps.traffic.count(`key:${id}`, quotaOf(deps.settings, 'key'), now);
    const refused = await ask('GET', '/api/v1/posts', { token: secret });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+$/);
    expect(refused.headers.get('retry-after')).toBe(
      /t=(\d+)/.exec(refused.headers.get('ratelimit') ?? '')?.[1],
    );
    const old = await ask('GET', '/posts/', { token: secret });
    expect([old.status, await old.json()]).toEqual([429, { detail: expect.stringContaining('more often') }]);
    expect((await ask('GET', '/api/v1/posts', { token })).status).toBe(200);
  });

  it('of an address is refused before anybody is looked up, but never TikTok’s news and never monitors', async () => {
    const address = newAddress();
    const rule = quotaOf(deps.settings, 'address');
    for (let i = 0; i < rule.quota; i++) deps.traffic.count(`address:${address}`, rule, Date.now());
    const status = async (method: string, path: string, from: string) =>
      (await ask(method, path, { address: from })).status;
    expect(await status('GET', '/api/v1/instance', address)).toBe(429);
    expect((await (await ask('GET', '/', { address })).json<{ detail: string }>()).detail).toContain(
      'more often',
    );
    expect(await status('POST', '/api/v1/tiktok/webhooks', address)).toBe(401);
    expect(await status('GET', '/health', address)).toBe(200);
    expect(await status('GET', '/api/v1/instance', newAddress())).toBe(200);
  });

  it('lets the listed web pages read what is left', async () => {
    const answer = await call('GET', '/instance', { headers: { origin: env.APP_URL } });
    expect(answer.headers.get('access-control-expose-headers')).toContain('RateLimit, RateLimit-Policy');
  });
});

describe('a counter', () => {
  it('is emptied when what it counted means nothing any more', async () => {
    const stub = env.RATE_LIMITER.getByName(`test:${crypto.randomUUID()}`);
    await stub.spend({ quota: 1, windowMs: 60_000 });
    await runInDurableObject(stub, async (limiter, { storage }) => {
      expect(await storage.getAlarm()).toBeGreaterThan(Date.now());
      await limiter.alarm();
      expect(storage.kv.get('window')).toBeDefined();
      storage.kv.put('forget_at', Date.now() - 1);
      await limiter.alarm();
      expect([...storage.kv.list()]).toEqual([]);
      expect(await storage.getAlarm()).toBeNull();
    });
  });
});
