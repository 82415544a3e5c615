import { env, exports } from 'cloudflare:workers';
import { createECDH, randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { decrypt } from 'http_ece';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { confirmAddress, linkTo, mailsTo } from '../../../test/support/mails.ts';
import { call, signedInPerson } from '../../../test/support/people.ts';
import type { NoticeId, PostId, PushInfo, User } from '../../contract/index.ts';
import { sweep } from '../../cron/sweep.ts';
import {
  memberships,
  notifications,
  posts,
  pushes,
  pushSubscriptions,
  sessions,
  users,
} from '../../db/schema.ts';
import { makeDeps } from '../../deps.ts';
import { readSettings } from '../../env.ts';
import { subscribe } from '../push/subscriptions.ts';
import { sendDigests } from './digest.ts';
import { spreadNotices } from './spread.ts';

const deps = makeDeps(env);
const { db } = deps;
afterEach(() => vi.restoreAllMocks());

/** A browser: it has keys, and reads what is pushed to it. */
function newBrowser() {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16).toString('base64url');
  const endpoint = `http://127.0.0.1:9/push/${crypto.randomUUID()}`;
  return {
    endpoint,
    subscription: { endpoint, keys: { p256dh: keys.getPublicKey('base64url'), auth } },
    read: (message: Uint8Array) => {
      const opened = decrypt(Buffer.from(message), {
        version: 'aes128gcm',
        privateKey: keys,
        authSecret: auth,
      });
      return JSON.parse(Buffer.from(opened).toString()) as Record<'title' | 'body' | 'path' | 'tag', string>;
    },
  };
}

/** Stands for the push services: keeps what arrives and answers `status`. */
function pushService(status = 201) {
  const arrived: { url: string; headers: Headers; body: Uint8Array }[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    const body = new Uint8Array(await request.arrayBuffer());
    arrived.push({ url: request.url, headers: request.headers as Headers, body });
    return new Response(null, { status });
  });
  return arrived;
}

async function reader({ confirmed = true, settings }: { confirmed?: boolean; settings?: object } = {}) {
  const person = await signedInPerson();
  if (confirmed) await confirmAddress(person.input.email);
  if (settings) await call('PATCH', '/me', { token: person.token, body: { settings } });
  const browser = newBrowser();
  const answer = await call('POST', '/push/subscriptions', {
    token: person.token,
    body: browser.subscription,
  });
  expect(answer.status).toBe(201);
  return { ...person, browser, workspaceId: person.user.workspace.id };
}
type Someone = Awaited<ReturnType<typeof reader>>;

async function postOf({ workspaceId, user }: Someone, change: Partial<typeof posts.$inferInsert> = {}) {
  const now = Date.now();
  const id = deps.newId<PostId>('post');
  await db.insert(posts).values({
    id,
    workspaceId,
    createdBy: user.id,
    status: 'failed',
    caption: 'Plum tart, twice',
    publishAt: now,
    zone: 'UTC',
    findings: [],
    createdAt: now,
    updatedAt: now,
    ...change,
  });
  return id;
}

async function notice(
  someone: Someone,
  kind: string,
  change: Partial<typeof notifications.$inferInsert> = {},
) {
  const id = deps.newId<NoticeId>('note');
  await db.insert(notifications).values({
    id,
    workspaceId: someone.workspaceId,
    kind,
    sentence: 'TikTok refused the video: frame rate.',
    action: 'Replace the video',
    dedupeKey: id,
    createdAt: Date.now(),
    ...change,
  });
  return id;
}
const newsTo = async (someone: Someone, kind: string) => mailsTo(someone.input.email, kind);

describe('a notice', () => {
  it('of a failure goes out by mail and push, once, with the one button that helps', async () => {
    const someone = await reader();
    const postId = await postOf(someone);
    await notice(someone, 'failed', { postId });
    const arrived = pushService();
    await sweep(deps);
    await sweep(deps);

    const [mail, ...more] = await newsTo(someone, 'failed');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      subject: 'This one did not go out',
      action: 'Replace the video',
      actionUrl: `${env.APP_URL}/posts/${postId}`,
    });
    expect(mail?.text).toMatch(
      /^TikTok refused the video: frame rate\.\n\n“Plum tart, twice” · Today \d\d:\d\d UTC/,
    );
    const mine = arrived.filter(({ url }) => url === someone.browser.endpoint);
    expect(mine).toHaveLength(1);
    const told = someone.browser.read(mine[0]?.body ?? new Uint8Array());
    expect(told).toEqual({
      title: 'This one did not go out',
      body: 'TikTok refused the video: frame rate.',
      path: `/posts/${postId}`,
      tag: postId,
    });
  });

  it('is signed as RFC 8292 asks, for the service it is sent to', async () => {
    const someone = await reader();
    await notice(someone, 'signed_out', {
      sentence: 'TikTok signed us out of @mira. 3 scheduled posts wait for this.',
    });
    const arrived = pushService();
    await sweep(deps);
    const [push] = arrived.filter(({ url }) => url === someone.browser.endpoint);
    const [, token = '', key = ''] =
      /^vapid t=([^,]+), k=(.+)$/.exec(push?.headers.get('authorization') ?? '') ?? [];
    expect(key).toBe(readSettings(env).VAPID_KEYS?.publicKey);
    const point = Buffer.from(key, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      alg: 'ES256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys: [jwk] }));
    expect(payload).toMatchObject({ aud: 'http://127.0.0.1:9', sub: env.APP_URL });
    expect(push?.headers.get('content-encoding')).toBe('aes128gcm');
    expect(someone.browser.read(push?.body ?? new Uint8Array())).toMatchObject({
      title: 'TikTok signed us out',
      body: 'of @mira. 3 scheduled posts wait for this.',
      path: '/accounts',
    });
  });

  it('goes to no address that was not confirmed, and to nobody who chose another way', async () => {
    const stranger = await reader({ confirmed: false });
    const chooser = await reader({ settings: { notify: { live: ['mail'] } } });
    await notice(stranger, 'failed');
    await notice(chooser, 'published', { sentence: 'Live on TikTok.', action: 'Open' });
    const arrived = pushService();
    await sweep(deps);
    expect(await newsTo(stranger, 'failed')).toEqual([]);
    expect(await newsTo(chooser, 'live')).toHaveLength(1);
    expect(arrived.map(({ url }) => url)).toEqual([stranger.browser.endpoint]);
  });

  it('says to the hundredth when a post was handed over, and never its caption unless that is switched on', async () => {
    const quiet = await reader();
    const open = await reader({ settings: { captionInPush: true } });
    const at = Date.UTC(2026, 9, 14, 18);
    for (const someone of [quiet, open]) {
      const change = { status: 'published', publishAt: at, handedOverAt: at + 129 } as const;
      await notice(someone, 'published', {
        postId: await postOf(someone, change),
        sentence: 'Live on TikTok.',
      });
    }
    const arrived = pushService();
    await sweep(deps);
    const bodyFor = ({ browser }: Someone) =>
      browser.read(arrived.find(({ url }) => url === browser.endpoint)?.body ?? new Uint8Array()).body;
    expect(bodyFor(quiet)).toBe('Handed over 0.12 s after 18:00:00.');
    expect(bodyFor(open)).toBe('Plum tart, twice\nHanded over 0.12 s after 18:00:00.');
  });

  it('waits for the end of quiet hours, but for a failure', async () => {
    const thisHour = new Date().getUTCHours();
    const hour = (offset: number) => `${String((thisHour + 24 + offset) % 24).padStart(2, '0')}:00`;
    const asleep = await reader({ settings: { quietHours: { from: hour(-1), to: hour(2) } } });
    await notice(asleep, 'held');
    await notice(asleep, 'failed');
    const arrived = pushService();
    await sweep(deps);
    const mine = arrived.filter(({ url }) => url === asleep.browser.endpoint);
    expect(mine.map(({ body }) => asleep.browser.read(body).title)).toEqual(['This one did not go out']);
    const [subscription] = await db
      .select()
      .from(pushSubscriptions)
      .where(eq(pushSubscriptions.endpoint, asleep.browser.endpoint));
    const waiting = await db
      .select()
      .from(pushes)
      .where(eq(pushes.subscriptionId, subscription?.id ?? ('' as never)));
    expect(waiting.map(({ sendAt }) => `${new Date(sendAt).toISOString().slice(11, 16)}`)).toEqual([hour(2)]);
  });

  it('of long ago is not news any more', async () => {
    const someone = await reader();
    await notice(someone, 'failed', { createdAt: Date.now() - 2 * 86_400_000 });
    const arrived = pushService();
    await spreadNotices(deps);
    expect(await newsTo(someone, 'failed')).toEqual([]);
    expect(arrived).toEqual([]);
  });
});

describe('a browser', () => {
  const devices = async (token: string) =>
    (await (await call('GET', '/push', { token })).json<PushInfo>()).devices;

  it('that is gone is forgotten, one whose service is busy is asked again', async () => {
    const gone = await reader();
    const busy = await reader();
    await notice(gone, 'failed');
    pushService(410);
    await sweep(deps);
    expect(await devices(gone.token)).toEqual([]);
    await notice(busy, 'failed');
    const arrived = pushService(503);
    await sweep(deps);
    expect(await devices(busy.token)).toHaveLength(1);
    await db.update(pushes).set({ sendAt: 0 });
    await sweep(deps);
    expect(arrived.filter(({ url }) => url === busy.browser.endpoint)).toHaveLength(2);
  });

  it.each([
    'https://push.example.com/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://fcm.googleapis.com:8443/x',
    'https://user@fcm.googleapis.com/x',
    'http://fcm.googleapis.com/x',
    'http://10.0.0.1/x',
    'ftp://127.0.0.1/x',
  ])('is not reached at %s', async (endpoint) => {
    const { token } = await signedInPerson();
    const answer = await call('POST', '/push/subscriptions', {
      token,
      body: { ...newBrowser().subscription, endpoint },
    });
    expect(answer.status).toBe(422);
  });

  it('gets nothing any more once its sign-in has ended, by itself, from elsewhere or with all others', async () => {
    const signIn = async ({ input }: Someone, password = input.password) =>
      (
        await (
          await call('POST', '/sessions', { body: { login: input.email, password } })
        ).json<{
          token: string;
        }>()
      ).token;
    const subscribe = (token: string) =>
      call('POST', '/push/subscriptions', { token, body: newBrowser().subscription });
    const someone = await reader();
    const here = await signIn(someone);
    await subscribe(here);
    expect(await devices(here)).toHaveLength(2);
    await call('DELETE', '/sessions/current', { token: someone.token });
    expect(await devices(here), 'signed out there').toHaveLength(1);

    const elsewhere = await signIn(someone);
    await subscribe(elsewhere);
    const { sessions } = await (await call('GET', '/sessions', { token: here })).json<{
      sessions: { id: string; current: boolean }[];
    }>();
    const [other] = sessions.filter(({ current }) => !current);
    await call('DELETE', `/sessions/${other?.id}`, { token: here });
    expect(await devices(here), 'ended from here').toHaveLength(1);

    await subscribe(await signIn(someone));
    await call('DELETE', '/sessions', { token: here });
    expect(await devices(here), 'all others ended').toHaveLength(1);

    const password = 'apple strudel on mondays';
    await call('POST', '/password-resets', { body: { email: someone.input.email } });
    const token = await linkTo(someone.input.email, 'reset_password');
    await call('POST', '/password-resets/complete', { body: { token, password } });
    expect(await devices(await signIn(someone, password)), 'the password was set anew').toEqual([]);
  });

  it('that an old client turned on ends with the password, and with the old client’s tokens', async () => {
    const someone = await reader();
    const { email, username } = someone.input;
    const subscribeOld = async () => {
      const form = new URLSearchParams({ username, password: someone.input.password });
      const answer = await exports.default.fetch('http://api/token', { method: 'POST', body: form });
      const { access_token } = await answer.json<{ access_token: string }>();
      await call('POST', '/push/subscriptions', { token: access_token, body: newBrowser().subscription });
      return access_token;
    };
    const headers = { authorization: `Bearer ${await subscribeOld()}` };
    expect(await devices(someone.token)).toHaveLength(2);
    await exports.default.fetch('http://api/auth/logout', { method: 'POST', headers });
    expect(await devices(someone.token), 'its tokens ended').toHaveLength(1);

    await subscribeOld();
    const password = 'apple strudel on mondays';
    await call('POST', '/password-resets', { body: { email } });
    const token = await linkTo(email, 'reset_password');
    await call('POST', '/password-resets/complete', { body: { token, password } });
    const again = await call('POST', '/sessions', { body: { login: email, password } });
    expect(await devices((await again.json<{ token: string }>()).token)).toEqual([]);
  });

  it('is not taken up for a sign-in that ended while it asked', async () => {
    const { token, user, input } = await signedInPerson();
    const [session] = await db.query.sessions.findMany({ where: eq(sessions.userId, user.id) });
    const member = await db.query.memberships.findFirst({ where: eq(memberships.userId, user.id) });
    if (!session || !member) throw new Error('nobody is signed in');
    const actor = { ...member, via: 'session', sessionId: session.id, key: null } as const;
    await call('DELETE', '/sessions/current', { token });
    const late = subscribe(deps, actor, { ...newBrowser().subscription, userAgent: 'late' });
    await expect(late).rejects.toMatchObject({ code: 'unauthenticated' });
    const again = await call('POST', '/sessions', {
      body: { login: input.email, password: input.password },
    });
    expect(await devices((await again.json<{ token: string }>()).token)).toEqual([]);
  });

  it('is told of by one person at a time, and taken off the list by them alone', async () => {
    const first = await reader();
    const second = await signedInPerson();
    const [device] = await devices(first.token);
    const remove = (token: string) => call('DELETE', `/push/subscriptions/${device?.id}`, { token });
    expect((await remove(second.token)).status).toBe(404);
    await call('POST', '/push/subscriptions', { token: second.token, body: first.browser.subscription });
    expect(await devices(first.token)).toEqual([]);
    expect((await remove(second.token)).status).toBe(204);
    expect(await devices(second.token)).toEqual([]);
  });
});

it('failures keep one way to reach a person', async () => {
  const { token } = await signedInPerson();
  const answer = await call('PATCH', '/me', { token, body: { settings: { notify: { failed: [] } } } });
  expect(answer.status).toBe(422);
  expect((await answer.json<{ detail: string }>()).detail).toContain('Failures need one way to reach you.');
  const { settings } = await (await call('GET', '/me', { token })).json<User>();
  expect(settings.notify.failed).toEqual(['mail', 'push']);
});

it('a test says what it reached', async () => {
  const someone = await reader();
  const arrived = pushService();
  const answer = await call('POST', '/notifications/test', { token: someone.token });
  expect(await answer.json()).toEqual({ mail: true, devices: 1 });
  const mine = () => arrived.filter(({ url }) => url === someone.browser.endpoint);
  await vi.waitFor(() => expect(mine()).toHaveLength(1), 20_000);
  expect(await newsTo(someone, 'test')).toHaveLength(1);
});

it('the look back at a week is mailed once, and never before a first week has passed', async () => {
  const someone = await reader();
  const dueAt = async (digestAt?: number) => {
    if (digestAt !== undefined) await db.update(users).set({ digestAt }).where(eq(users.id, someone.user.id));
    const [row] = await db.select().from(users).where(eq(users.id, someone.user.id));
    return row?.digestAt ?? 0;
  };
  const at = Date.now() - 86_400_000;
  await postOf(someone, { status: 'published', publishAt: at, handedOverAt: at + 12 });
  await postOf(someone, { status: 'failed', publishAt: at });
  await sendDigests(deps);
  expect(await newsTo(someone, 'weekly')).toEqual([]);
  expect(await dueAt()).toBeGreaterThan(Date.now());
  await dueAt(Date.now() - 1);
  await sendDigests(deps);
  await sendDigests(deps);
  const mails = await newsTo(someone, 'weekly');
  expect(mails.map(({ text }) => text)).toEqual([
    '1 post went out, all on the second. 1 post did not go out.',
  ]);
});
