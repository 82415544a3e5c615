import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { APP_URL, call, signedInPerson } from '../../test/support/people.ts';
import type { Account, AccountDetail, User } from '../contract/index.ts';
import type { Deps } from '../deps.ts';
import { makeDeps } from '../deps.ts';
import { disconnectAccount } from '../services/accounts/disconnect-account.ts';
import { finishConnection } from '../services/accounts/finish-connection.ts';
import { receiveEvent } from '../services/accounts/receive-event.ts';

/** A TikTok that gives a grant for each code `<open_id>.<anything>` once, and does as a test says. */
const tiktok = {
  used: new Set<string>(),
  revoked: [] as string[],
  scope: 'user.info.basic,video.publish',
  token: undefined as (() => Response | Promise<Response>) | undefined,
  creator: undefined as (() => Response | Promise<Response>) | undefined,
  refreshed: 0,
};
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
function answer(url: string, init: RequestInit): Response | Promise<Response> {
  const form = new URLSearchParams(typeof init.body === 'string' ? init.body : '');
  if (url.endsWith('/oauth/token/')) {
    if (tiktok.token) return tiktok.token();
    if (form.get('grant_type') === 'refresh_token') return json({ error: 'invalid_grant' });
    const code = form.get('code') ?? '';
    if (tiktok.used.has(code)) return json({ error: 'invalid_grant', error_description: 'used' });
    tiktok.used.add(code);
    const openId = code.split('.')[0];
    return json({
      access_token: `act.secret-${openId}-${tiktok.used.size}`,
      refresh_token: `rft.secret-${openId}-${tiktok.used.size}`,
      expires_in: 7200,
      refresh_expires_in: 15552000,
      open_id: openId,
      scope: tiktok.scope,
    });
  }
  if (url.endsWith('/oauth/revoke/')) {
    tiktok.revoked.push(form.get('token') ?? '');
    return json({});
  }
  if (url.includes('/creator_info/'))
    return tiktok.creator ? tiktok.creator() : json(creatorInfo('slowoven'));
  throw new Error(`unexpected ${url}`);
}
const creatorInfo = (username: string) => ({
  data: {
    creator_username: username,
    creator_nickname: 'Slow Oven',
    creator_avatar_url: 'https://p16.tiktokcdn.com/a.jpg',
    privacy_level_options: ['SELF_ONLY'],
    comment_disabled: false,
    duet_disabled: false,
    stitch_disabled: false,
    max_video_post_duration_sec: 600,
  },
  error: { code: 'ok', message: '', log_id: 'L' },
});
const spy = vi
  .spyOn(globalThis, 'fetch')
  .mockImplementation(async (url, init) => answer(String(url), init ?? {}));
beforeEach(() => {
  Object.assign(tiktok, { scope: 'user.info.basic,video.publish', token: undefined, creator: undefined });
});
afterAll(() => spy.mockRestore());

const deps = () => makeDeps(env);
const newOpenId = () => `open-${crypto.randomUUID().slice(0, 8)}`;
interface Answer {
  detail: string;
  account: Account;
  returnTo: string;
}
async function begin(token: string, body: Record<string, unknown> = {}) {
  const begun = await call('POST', '/tiktok/connect', { token, body });
  const { authorizationUrl = 'about:blank' } = await begun.json<{ authorizationUrl?: string }>();
  return { status: begun.status, url: new URL(authorizationUrl) };
}
const stateOf = async (token: string) => {
  const { url } = await begin(token);
  return url.searchParams.get('state') ?? '';
};
async function finish(token: string, body: Record<string, unknown>) {
  const finished = await call('POST', '/tiktok/connections', { token, body });
  return { status: finished.status, body: await finished.json<Answer>() };
}
async function connect(token: string, openId: string, n = 1) {
  const { status, body } = await finish(token, { state: await stateOf(token), code: `${openId}.${n}` });
  expect(status).toBe(201);
  return body.account;
}
const row = (id: string) =>
  env.DB.prepare('select * from tiktok_accounts where id = ?').bind(id).first<Record<string, string>>();
/** Lets the account's object do what it owes to D1 and TikTok. */
const errands = (openId: string) => runDurableObjectAlarm(env.TIKTOK_ACCOUNT.getByName(openId));

describe('connecting an account', () => {
  it('begins on TikTok’s page with a state of its own, and ends with the account and its names', async () => {
    const { token } = await signedInPerson();
    const { url } = await begin(token, { returnTo: '/welcome/2?x=1', another: true });
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      redirect_uri: `${APP_URL}/api/v1/auth/tiktok/callback`,
      scope: 'user.info.basic,video.publish',
      disable_auto_auth: '1',
    });
    const state = url.searchParams.get('state') ?? '';
    expect(state).toHaveLength(43);
    const { status, body } = await finish(token, { state, code: `${newOpenId()}.1`, scopes: 'x' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      returnTo: '/welcome/2?x=1',
      account: { username: 'slowoven', nickname: 'Slow Oven', status: 'connected' },
    });
  });

  it('leaves no token in D1, in the answer, or readable in the object', async () => {
    const { token } = await signedInPerson();
    const openId = newOpenId();
    const account = await connect(token, openId);
    const tables = ['tiktok_accounts', 'oauth_states', 'sessions', 'notifications'];
    const dump = await Promise.all(tables.map((t) => env.DB.prepare(`select * from ${t}`).all()));
    expect(JSON.stringify([dump, account])).not.toMatch(/secret-/);
    const stored = await runInDurableObject(env.TIKTOK_ACCOUNT.getByName(openId), async (_object, ctx) =>
      JSON.stringify([...ctx.storage.kv.list()]),
    );
    expect(stored).toContain(openId);
    expect(stored).not.toMatch(/secret-/);
  });

  it('takes a state once, in time, and from the person who began', async () => {
    const [mira, jon] = await Promise.all([signedInPerson(), signedInPerson()]);
    const state = await stateOf(mira.token);
    const code = `${newOpenId()}.1`;
    const foreign = await finish(jon.token, { state, code });
    const invented = await finish(jon.token, { state: 'invented', code });
    expect([foreign.status, invented.status]).toEqual([400, 400]);
    expect(foreign.body.detail).toBe(invented.body.detail);
    expect((await finish(mira.token, { state, code })).status).toBe(201);
    const replayed = await finish(mira.token, { state, code: `${newOpenId()}.1` });
    expect([replayed.status, replayed.body.detail]).toEqual([
      409,
      'This sign-in at TikTok was finished already.',
    ]);
    const late = await stateOf(mira.token);
    await env.DB.prepare('update oauth_states set expires_at = 1 where used_at is null').run();
    expect((await finish(mira.token, { state: late, code })).body.detail).toMatch(/longer than ten minutes/);
  });

  it('gives one account when the same answer arrives twice at once', async () => {
    const { token } = await signedInPerson();
    const body = { state: await stateOf(token), code: `${newOpenId()}.1` };
    const both = await Promise.all([finish(token, body), finish(token, body)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    ['access_denied', 'You said no on TikTok’s page. Nothing was connected.'],
    ['server_error', 'TikTok refused the sign-in (server_error). Nothing was connected.'],
    ['<script>', 'TikTok refused the sign-in (no readable reason). Nothing was connected.'],
  ])('after TikTok’s page said %s says so', async (error, detail) => {
    const { token } = await signedInPerson();
    const { status, body } = await finish(token, { state: await stateOf(token), error });
    expect([status, body.detail]).toEqual([403, detail]);
  });

  it('without the permission to post is refused, named, and taken back at TikTok', async () => {
    const { token } = await signedInPerson();
    tiktok.scope = 'user.info.basic';
    const { status, body } = await finish(token, { state: await stateOf(token), code: `${newOpenId()}.1` });
    expect(status).toBe(403);
    expect(body.detail).toContain('video.publish');
    expect(tiktok.revoked.at(-1)).toMatch(/^act\.secret/);
    expect(await (await call('GET', '/accounts', { token })).json()).toEqual({ accounts: [] });
  });

  it('with a code used before, or none, is refused', async () => {
    const { token } = await signedInPerson();
    const code = `${newOpenId()}.1`;
    await finish(token, { state: await stateOf(token), code });
    expect((await finish(token, { state: await stateOf(token), code })).status).toBe(409);
    expect((await finish(token, { state: await stateOf(token) })).status).toBe(400);
  });

  it('lets its workspace say who sees what old clients post, among what TikTok offers', async () => {
    const { token } = await signedInPerson();
    const { id } = await connect(token, newOpenId());
    const shown = async () =>
      (await (await call('GET', '/accounts', { token })).json<{ accounts: Account[] }>()).accounts[0];
    const say = (legacyPrivacy: unknown) =>
      call('PATCH', `/accounts/${id}`, { token, body: { legacyPrivacy } });
    expect((await shown())?.legacyPrivacy).toBeNull();
    expect(await (await say('SELF_ONLY')).json()).toMatchObject({ id, legacyPrivacy: 'SELF_ONLY' });
    expect((await shown())?.legacyPrivacy).toBe('SELF_ONLY');
    for (const wrong of ['PUBLIC_TO_EVERYONE', 'EVERYBODY', undefined])
      expect((await say(wrong)).status).toBe(422);
    expect((await shown())?.legacyPrivacy).toBe('SELF_ONLY');
    expect((await say(null)).status).toBe(200);
    expect((await shown())?.legacyPrivacy).toBeNull();
  });

  it.each([
    ['HTML', () => new Response('<html>', { status: 502 })],
    ['nothing', () => new Response('')],
    ['half an answer', () => new Response('{"access_token":"act.se')],
    ['an error of its own', () => json({ error: 'server_error' })],
    ['a cut line', () => Promise.reject(new TypeError('network'))],
  ])('while TikTok answers %s is a 503 with a sentence', async (_what, token_) => {
    const { token } = await signedInPerson();
    tiktok.token = token_;
    const { status, body } = await finish(token, { state: await stateOf(token), code: 'x.1' });
    expect(status).toBe(503);
    expect(body.detail).toContain('TikTok did not answer');
  });

  it('with wrong keys of this TikTimer blames its setup', async () => {
    const { token } = await signedInPerson();
    tiktok.token = () => json({ error: 'invalid_client' });
    const { status, body } = await finish(token, { state: await stateOf(token), code: 'x.1' });
    expect([status, body.detail]).toEqual([503, expect.stringContaining('operator')]);
  });

  it('goes back to paths of this site only', async () => {
    const { token } = await signedInPerson();
    for (const returnTo of [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example',
      'javascript:x',
      '/a\nb',
      '',
    ])
      expect((await begin(token, { returnTo })).status).toBe(422);
  });

  it('of an account somebody else has leaves theirs as it is', async () => {
    const [mira, jon] = await Promise.all([signedInPerson(), signedInPerson()]);
    const openId = newOpenId();
    const hers = await connect(mira.token, openId, 1);
    const his = await connect(jon.token, openId, 2);
    expect(his.id).not.toBe(hers.id);
    expect((await row(hers.id))?.workspace_id).toBe(mira.user.workspace.id);
    expect((await row(his.id))?.link_id).not.toBe((await row(hers.id))?.link_id);
    await call('DELETE', `/accounts/${his.id}`, { token: jon.token });
    expect((await row(hers.id))?.status).toBe('connected');
    const link = { workspaceId: mira.user.workspace.id, linkId: (await row(hers.id))?.link_id as never };
    expect(await deps().account(openId).mayPublish(link)).toBe(true);
  });

  it('again keeps the account and its link, and wakes the posts that waited for it', async () => {
    const { token, user } = await signedInPerson();
    const openId = newOpenId();
    const account = await connect(token, openId, 1);
    const before = await row(account.id);
    await insertPost(user, account.id, { id: 'post_held', held: '{}' });
    await insertPost(user, account.id, { id: 'post_fine', held: null });
    const poked: string[] = [];
    const input = { state: await stateOf(token), code: `${openId}.2` };
    const again = await finishConnection(withPokes(poked), actorOf(user), input);
    expect(again.account.id).toBe(account.id);
    expect((await row(account.id))?.link_id).toBe(before?.link_id);
    expect(poked).toEqual(['post_held']);
  });

  it('waits for a slow picture a moment only', async () => {
    const { token, user } = await signedInPerson();
    const waits: number[] = [];
    const real = deps();
    const slow: Deps = {
      ...real,
      clock: { ...real.clock, wait: async (ms) => void waits.push(ms) },
      outbound: { ...real.outbound, get: () => new Promise(() => {}) },
      later: () => {},
    };
    tiktok.creator = () => {
      const told = creatorInfo('slowoven');
      return json({
        ...told,
        data: { ...told.data, creator_avatar_url: `${env.TIKTOK_API_URL}/avatar/a.png` },
      });
    };
    const input = { state: await stateOf(token), code: `${newOpenId()}.1` };
    const { account } = await finishConnection(slow, actorOf(user), input);
    expect(account).toMatchObject({ status: 'connected', avatarEtag: null });
    expect(waits).toEqual([1_500]);
  });
});

const actorOf = (user: User) => ({
  userId: user.id,
  workspaceId: user.workspace.id,
  role: 'owner' as const,
  via: 'session' as const,
  sessionId: null,
  key: null,
});
const insertPost = (
  user: User,
  accountId: string,
  { id, held = null, publishId = null }: { id: string; held?: string | null; publishId?: string | null },
) =>
  env.DB.prepare(
    `insert into posts (id, workspace_id, created_by, account_id, status, held, publish_id, findings, created_at, updated_at)
     values (?, ?, ?, ?, 'scheduled', ?, ?, '[]', 1, 1)`,
  )
    .bind(id, user.workspace.id, user.id, accountId, held, publishId)
    .run();
/** Everything real but the posts' objects, which note that they were poked. */
const withPokes = (poked: string[]): Deps => ({
  ...deps(),
  publisher: (id) => ({ poke: async () => void poked.push(id) }) as never,
});

describe('an account', () => {
  it('shows what TikTok says of it now', async () => {
    const { token } = await signedInPerson();
    const { id } = await connect(token, newOpenId());
    const detail = await (await call('GET', `/accounts/${id}`, { token })).json<AccountDetail>();
    expect(detail).toMatchObject({
      fresh: true,
      cannotPost: null,
      capped: false,
      quota: { usedIn24h: 0, about: 15 },
    });
    expect(detail.creatorInfo?.privacyOptions).toEqual(['SELF_ONLY']);
  });

  it.each([
    ['HTML', () => new Response('<html>', { status: 502 }), null],
    ['nothing', () => new Response(''), null],
    ['half an answer', () => new Response('{"data":{'), null],
    [
      'that it takes no more posts',
      () => json({ error: { code: 'spam_risk_too_many_posts', message: '', log_id: '' } }),
      'TikTok takes no more posts from this account at the moment. Try again later.',
      true,
    ],
    [
      'that it lets it post no more',
      () => json({ error: { code: 'spam_risk_user_banned_from_posting', message: '', log_id: '' } }),
      'TikTok does not let this account post at the moment. Try again later.',
    ],
  ])('shows what is known when TikTok answers %s', async (_what, creator, cannotPost, capped = false) => {
    const { token } = await signedInPerson();
    tiktok.creator = creator;
    const { id } = await connect(token, newOpenId());
    const shown = await call('GET', `/accounts/${id}`, { token });
    expect(await shown.json()).toMatchObject({
      status: 'connected',
      fresh: false,
      cannotPost,
      capped,
    });
  });

  it('that TikTok signed out says so at the first look, and its workspace gets one notice', async () => {
    const { token } = await signedInPerson();
    const openId = newOpenId();
    const { id } = await connect(token, openId);
    await errands(openId);
    await env.DB.prepare('update tiktok_accounts set username = ? where id = ?').bind('slowoven', id).run();
    tiktok.creator = () => json({ error: { code: 'access_token_invalid', message: '', log_id: '' } }, 401);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
    try {
      const shown = await call('GET', `/accounts/${id}`, { token });
      expect(await shown.json()).toMatchObject({ status: 'needs_reconnect', fresh: false });
      await errands(openId);
      await errands(openId);
    } finally {
      vi.useRealTimers();
    }
    expect((await row(id))?.status).toBe('needs_reconnect');
    const { results } = await env.DB.prepare('select * from notifications where account_id = ?')
      .bind(id)
      .all();
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      kind: 'signed_out',
      sentence: 'TikTok signed us out of @slowoven. Reconnect to post again.',
    });
  });

  it('of another workspace is not there, for every verb', async () => {
    const [mira, jon] = await Promise.all([signedInPerson(), signedInPerson()]);
    const { id } = await connect(mira.token, newOpenId());
    for (const method of ['GET', 'DELETE'])
      for (const foreign of [id, 'acct_00000000000000000000000000', 'nonsense'])
        expect((await call(method, `/accounts/${foreign}`, { token: jon.token })).status).toBe(404);
    expect((await row(id))?.status).toBe('connected');
    expect((await call('GET', '/accounts', {})).status).toBe(401);
  });

  it('is disconnected link first, then its posts; the tokens are revoked at TikTok', async () => {
    const { token, user } = await signedInPerson();
    const openId = newOpenId();
    const { id } = await connect(token, openId);
    const link = { workspaceId: user.workspace.id, linkId: (await row(id))?.link_id as never };
    const seen: unknown[] = [];
    const late = ['post_late'] as never[];
    const ended = await disconnectAccount(deps(), actorOf(user), id, async () => {
      seen.push(await deps().account(openId).mayPublish(link), (await row(id))?.status);
      return { cancelled: [], tooLate: late };
    });
    expect(seen).toEqual([false, 'disconnected']);
    expect(ended.tooLate).toEqual(late);
    await errands(openId);
    // The object's own alarm may have been faster, and still be at it.
    await vi.waitFor(() => expect(tiktok.revoked.at(-1)).toContain(openId), 20_000);
    expect((await call('DELETE', `/accounts/${id}`, { token })).status).toBe(200);
    const back = await connect(token, openId, 2);
    expect(back.id).toBe(id);
    expect((await row(id))?.link_id).not.toBe(link.linkId);
  });
});

describe('the callback at the API’s host', () => {
  it('sends a browser to the web app’s page with everything TikTok said', async () => {
    const answer = await call('GET', '/auth/tiktok/callback?code=a%2A0%216410&state=s&scopes=x');
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(
      `${APP_URL}/api/v1/auth/tiktok/callback?code=a%2A0%216410&state=s&scopes=x`,
    );
  });

  it('answers a Bearer as the old API did', async () => {
    const { token } = await signedInPerson();
    const get = (query: string) => call('GET', `/auth/tiktok/callback${query}`, { token });
    const done = await get(`?code=${newOpenId()}.1&state=${await stateOf(token)}`);
    expect([done.status, await done.json()]).toEqual([
      200,
      { message: 'TikTok account connected successfully' },
    ]);
    const wrong = await get('?code=x&state=state');
    expect(wrong.status).toBe(400);
    expect((await wrong.json<Answer>()).detail).toMatch(/^Failed to connect TikTok account: /);
    const bare = await get('');
    expect([bare.status, await bare.json()]).toEqual([
      422,
      {
        detail: [
          { type: 'missing', loc: ['query', 'code'], msg: 'Field required', input: null },
          { type: 'missing', loc: ['query', 'state'], msg: 'Field required', input: null },
        ],
      },
    ]);
    expect((await call('GET', '/auth/tiktok/callback?code=x&state=y', { token: 'nobody' })).status).toBe(401);
  });
});

describe('a webhook', () => {
  const SECRET = 'simulator-secret';
  async function sign(body: string, { t = 1_770_000_000, secret = SECRET } = {}) {
    const key = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode(secret),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${t}.${body}`));
    const s = [...new Uint8Array(mac)].map((b) => b.toString(16).padStart(2, '0')).join('');
    return `t=${t}, s=${s}`;
  }
  const event = (change: Record<string, unknown> = {}) =>
    JSON.stringify({
      client_key: 'simulator-key',
      event: 'post.publish.complete',
      create_time: Math.floor(Date.now() / 1000) + 60,
      user_openid: 'nobody',
      content: JSON.stringify({
        publish_id: `v_pub_file~${crypto.randomUUID()}`,
        publish_type: 'DIRECT_PUBLISH',
      }),
      ...change,
    });
  const send = (body: string, signature?: string) =>
    exports.default.fetch('http://api/api/v1/tiktok/webhooks', {
      method: 'POST',
      headers: { ...(signature !== undefined && { 'tiktok-signature': signature }) },
      body,
    });
  const kept = async () =>
    (await env.DB.prepare('select count(*) as n from webhook_events').first<{ n: number }>())?.n ?? 0;

  it('that TikTok did not sign is refused and leaves nothing', async () => {
    const before = await kept();
    const body = event();
    const good = await sign(body);
    const bad = [
      undefined,
      '',
      't=1',
      's=00',
      `t=1,s=${'0'.repeat(64)}`,
      await sign(body, { secret: 'another' }),
      good.replace('t=1770000000', 't=1770000001'),
      good.slice(0, -1),
    ];
    for (const signature of bad) expect((await send(body, signature)).status).toBe(401);
    expect((await send(`${body} `, good)).status).toBe(401);
    expect(await kept()).toBe(before);
  });

  it('is kept once however often it comes, also with an old stamp', async () => {
    const before = await kept();
    const body = event();
    for (const t of [1_770_000_000, 1_600_000_000, 1_770_000_000])
      expect((await send(body, await sign(body, { t }))).status).toBe(200);
    expect(await kept()).toBe(before + 1);
  });

  it('of an unknown kind, another app or no readable content is answered 200 and changes nothing', async () => {
    for (const body of [
      event({ event: 'moon.landed' }),
      event({ client_key: 'another-app' }),
      event({ content: 'not json' }),
      event({ content: 17, user_openid: null }),
      '[]',
      'not json',
    ])
      expect((await send(body, await sign(body))).status).toBe(200);
  });

  it('over 64 KB is refused before anything is computed', async () => {
    expect((await send('x'.repeat(65 * 1024), 't=1,s=00')).status).toBe(413);
  });

  it('about a publication makes its post look, and nobody else’s', async () => {
    const { token, user } = await signedInPerson();
    const openId = newOpenId();
    const { id } = await connect(token, openId);
    await insertPost(user, id, { id: 'post_told', publishId: 'v_pub_file~told' });
    const poked: string[] = [];
    const tell = async (change: Record<string, unknown>) => {
      const body = event({ content: '{"publish_id":"v_pub_file~told"}', ...change });
      const input = { signature: await sign(body), body: Uint8Array.from(new TextEncoder().encode(body)) };
      await (await receiveEvent(withPokes(poked), input))();
    };
    await tell({ user_openid: 'somebody-else' });
    await tell({ user_openid: openId, content: '{"publish_id":"v_pub_file~unknown"}' });
    expect(poked).toEqual([]);
    await tell({ user_openid: openId, create_time: 1_770_000_001 });
    await tell({ user_openid: openId, create_time: 1_770_000_001 });
    expect(poked).toEqual(['post_told']);
  });

  it('of an ended authorization ends the connection; one older than the connection does not', async () => {
    const { token } = await signedInPerson();
    const openId = newOpenId();
    const { id } = await connect(token, openId);
    const { workspace_id: workspaceId, link_id: linkId } = (await row(id)) ?? {};
    const mayPublish = () =>
      deps()
        .account(openId)
        .mayPublish({ workspaceId, linkId } as never);
    const removed = async (create_time: number) => {
      const kind = 'authorization.removed';
      const body = event({ event: kind, user_openid: openId, create_time, content: '{"reason":1}' });
      const input = { signature: await sign(body), body: Uint8Array.from(new TextEncoder().encode(body)) };
      await (await receiveEvent(deps(), input))();
    };
    const seconds = Math.floor(Date.now() / 1000);
    await removed(seconds - 3600);
    expect(await mayPublish()).toBe(true);
    await removed(seconds + 1);
    expect(await mayPublish()).toBe(false);
  });
});
