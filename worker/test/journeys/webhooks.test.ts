/** Events on their way to a creator's own server, through real objects, alarms and D1. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { and, eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../src/app-env.ts';
import type {
  Delivery,
  DeliveryPage,
  NoticePage,
  WebhookId,
  WebhookWithSecret,
} from '../../src/contract/index.ts';
import { sweep } from '../../src/cron/sweep.ts';
import { webhookDeliveries, webhooks } from '../../src/db/schema.ts';
import { BACKLOG_MAX, dueDeliveries, listDeliveries, overdueWebhooks } from '../../src/db/webhook-outbox.ts';
import { makeDeps, openDb } from '../../src/deps.ts';
import { DAY, MINUTE } from '../../src/domain/publication.ts';
import { ATTEMPTS_MAX } from '../../src/domain/webhook-retry.ts';
import { addressesOf } from '../../src/outbound/resolve.ts';
import { deliverDue } from '../../src/services/webhooks/courier.ts';
import { resend } from '../../src/services/webhooks/deliveries.ts';
import { newSecret } from '../../src/services/webhooks/secrets.ts';
import type { Creator } from '../support/creators.ts';
import { draft, eventually, inMs, newCreator, ok, readPost, schedule } from '../support/creators.ts';
import { call, signedInPerson } from '../support/people.ts';
import { newReceiver } from '../support/receiver.ts';
import { tiktok } from '../support/tiktok.ts';

const db = openDb(env.DB);
beforeAll(() => tiktok.changeSettings({ processingBaseMs: 200, moderationMs: 200 }));

type Signed = Pick<Creator, 'token'>;
const make = (by: Signed, body: Record<string, unknown>) =>
  call('POST', '/webhooks', { token: by.token, body });

/** A webhook of this person, and the server behind it. */
async function listening(by: Signed, change: Record<string, unknown> = {}) {
  const receiver = newReceiver();
  const hook = await ok<WebhookWithSecret>(make(by, { url: receiver.url, ...change }));
  receiver.secret = hook.secret;
  return { hook, receiver };
}
const ping = (by: Signed, id: WebhookId) =>
  ok<Delivery>(call('POST', `/webhooks/${id}/test`, { token: by.token }));
const deliveries = async (by: Signed, id: WebhookId) =>
  (await ok<DeliveryPage>(call('GET', `/webhooks/${id}/deliveries`, { token: by.token }))).deliveries;
const rowOf = (id: WebhookId) => db.select().from(webhooks).where(eq(webhooks.id, id)).get();

/** One more attempt at everything that waits; its own object is left out of it. */
async function deliverNow(id: WebhookId): Promise<void> {
  await db.update(webhookDeliveries).set({ nextAt: 1 }).where(waiting(id));
  await deliverDue({ ...makeDeps(env), random: () => 0.5 }, id);
}
const waiting = (id: WebhookId) =>
  and(eq(webhookDeliveries.webhookId, id), eq(webhookDeliveries.status, 'waiting'));

describe('a published post', () => {
  it('is told once at each step, signed, to every webhook that wants it', async () => {
    const creator = await newCreator();
    const all = await listening(creator);
    const some = await listening(creator, { events: ['post.published'] });
    const stranger = await listening(await signedInPerson());
    const post = await draft(creator);
    await schedule(creator, post, { publishAt: inMs(1_500) });

    const types = () => all.receiver.got.map(({ type }) => type).toSorted();
    const told = ['post.handed_over', 'post.published', 'post.scheduled'];
    await eventually(
      async () => types(),
      (got) => got.length >= told.length,
    );
    expect(types()).toEqual(told);
    const done = await readPost(creator, post.id);
    const published = all.receiver.got.find(({ type }) => type === 'post.published');
    expect(published?.data).toMatchObject({
      postId: post.id,
      accountId: creator.account.id,
      status: 'published',
      publishAt: done.publishAt,
      handedOverAt: done.handedOverAt,
      publishId: done.publishId,
      failure: null,
    });
    expect(JSON.stringify(all.receiver.got)).not.toContain('plum tart');
    await eventually(
      async () => some.receiver.got.length,
      (count) => count > 0,
    );
    expect(some.receiver.got.map(({ id }) => id)).toEqual([published?.id]);
    expect(stranger.receiver.got).toEqual([]);
    const [newest] = await deliveries(creator, some.hook.id);
    expect(newest).toMatchObject({
      id: published?.id,
      status: 'delivered',
      attempts: 1,
      responseStatus: 200,
    });
  });

  it('is told of as scheduled again when it gets another time, and as failed with the reason', async () => {
    const creator = await newCreator();
    const { receiver } = await listening(creator);
    const post = await draft(creator, { caption: '#sim:fail=frame_rate_check_failed' });
    await schedule(creator, post);
    const current = await readPost(creator, post.id);
    await schedule(creator, current, { publishAt: inMs(300) });
    await eventually(
      async () => receiver.got,
      (got) => got.some(({ type }) => type === 'post.failed'),
    );
    const scheduled = receiver.got.filter(({ type }) => type === 'post.scheduled');
    expect(new Set(scheduled.map(({ id }) => id)).size).toBe(2);
    expect(receiver.got.find(({ type }) => type === 'post.failed')?.data).toMatchObject({
      status: 'failed',
      failure: { reason: 'refused_content', sentence: expect.stringContaining('frame rate') },
    });
  });
});

describe('an account that TikTok signed out', () => {
  it('is told of', async () => {
    const creator = await newCreator();
    const { receiver } = await listening(creator);
    await makeDeps(env).account(creator.user.openId).accessLost('test');
    await eventually(
      async () => receiver.got.length,
      (count) => count > 0,
    );
    expect(receiver.got[0]).toMatchObject({
      type: 'account.reconnect_needed',
      data: { accountId: creator.account.id, username: creator.user.username },
    });
  });
});

describe('a webhook’s secret', () => {
  it('is shown when it is made and when it is rotated, and nowhere else; for a day both sign', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const shown = await (await call('GET', '/webhooks', { token: by.token })).text();
    expect(shown).not.toContain('whsec_');
    expect(JSON.stringify(await rowOf(hook.id))).not.toContain(hook.secret.slice(6));

    const rotated = await ok<WebhookWithSecret>(
      call('POST', `/webhooks/${hook.id}/rotate-secret`, { token: by.token }),
    );
    expect(rotated.secret).not.toBe(hook.secret);
    await ping(by, hook.id); // the receiver still verifies with the old one
    await eventually(
      async () => receiver.got.length,
      (count) => count > 0,
    );
    receiver.secret = rotated.secret;
    await ping(by, hook.id);
    await eventually(
      async () => receiver.got.length,
      (count) => count > 1,
    );
    expect(receiver.got).toHaveLength(2);

    const signsUntil = Date.parse(rotated.oldSecretUntil ?? '');
    expect(signsUntil - Date.now()).toBeGreaterThan(DAY - MINUTE);
    await db.update(webhooks).set({ oldSecretUntil: 1 }).where(eq(webhooks.id, hook.id));
    const delivery = await ping(by, hook.id);
    await eventually(
      async () => receiver.got.length,
      (count) => count > 2,
    );
    const signatures = receiver.headers.at(-1)?.get('webhook-signature')?.split(' ') ?? [];
    expect(signatures).toHaveLength(1);
    const headers = Object.fromEntries(receiver.headers.at(-1) ?? []);
    expect(() => new Webhook(hook.secret).verify(delivery.body, headers)).toThrow();
  });

  it('is sealed anew with the current key when it is next used', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    const deps = makeDeps(env);
    const { keys, current } = deps.settings.TOKEN_KEYS;
    const ring = { current: 'newer', keys: { ...keys, newer: btoa('x'.repeat(32)) } };
    const due = { ...(await ping(by, hook.id)) };
    await eventually(
      async () => receiver.got.length,
      (count) => count > 0,
    );
    await call('POST', `/webhooks/${hook.id}/deliveries/${due.id}/resend`, { token: by.token });
    await db.update(webhookDeliveries).set({ nextAt: 1 }).where(eq(webhookDeliveries.webhookId, hook.id));
    await deliverDue({ ...deps, settings: { ...deps.settings, TOKEN_KEYS: ring } }, hook.id);
    const row = await rowOf(hook.id);
    expect([row?.secret.key, current]).toEqual(['newer', expect.not.stringMatching('newer')]);
  });
});

describe('an event that does not arrive', () => {
  it('is tried again, later each time, for about a day, then shown as failed; it can be sent again by hand', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    receiver.respond = () => new Response('no', { status: 500 });
    const { id } = await ping(by, hook.id);
    await eventually(
      () => deliveries(by, hook.id),
      ([d]) => d?.attempts === 1,
    );
    const waits: number[] = [];
    for (let attempts = 1; attempts < ATTEMPTS_MAX; attempts++) {
      const [delivery] = await deliveries(by, hook.id);
      waits.push(Date.parse(delivery?.nextAttemptAt ?? '') - Date.parse(delivery?.attemptedAt ?? ''));
      await deliverNow(hook.id);
    }
    const [failed] = await deliveries(by, hook.id);
    expect(failed).toMatchObject({
      id,
      status: 'failed',
      attempts: ATTEMPTS_MAX,
      responseStatus: 500,
      problem: 'refused',
      nextAttemptAt: null,
    });
    expect(new Set(receiver.got.map((each) => each.id))).toEqual(new Set([id]));
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(DAY);

    receiver.respond = () => new Response(null, { status: 204 });
    await ok(call('POST', `/webhooks/${hook.id}/deliveries/${id}/resend`, { token: by.token }));
    const [again] = await eventually(
      () => deliveries(by, hook.id),
      ([d]) => d?.status === 'delivered',
    );
    expect(again).toMatchObject({ id, status: 'delivered', attempts: 1 });
  });

  it.each([
    [
      'a redirect, which is not followed',
      () => Response.redirect('http://127.0.0.1:1/', 302),
      'redirected',
      302,
    ],
    ['a refusal', () => new Response('no', { status: 404 }), 'refused', 404],
    ['a broken line', () => Promise.reject(new TypeError('reset')), 'no_answer', null],
    ['silence', () => Promise.reject(new DOMException('', 'TimeoutError')), 'too_slow', null],
  ])('says why: %s', async (_name, respond, problem, responseStatus) => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    receiver.respond = respond;
    await ping(by, hook.id);
    const [delivery] = await eventually(
      () => deliveries(by, hook.id),
      ([d]) => d?.problem !== null,
    );
    expect(delivery).toMatchObject({ status: 'waiting', problem, responseStatus });
    expect(delivery?.sentence).toMatch(/^[A-Z].*\.$/);
    expect(delivery?.nextAttemptAt).not.toBeNull();
  });

  it('is sent after a run died in the middle of it, under the same id', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    const { id } = await ping(by, hook.id);
    await eventually(
      async () => receiver.got.length,
      (count) => count > 0,
    );
    // As a run leaves it that died after its intent: one attempt noted, no end.
    const died = { status: 'waiting' as const, attempts: 1, nextAt: Date.now() + 5_000 };
    await db.update(webhookDeliveries).set(died).where(eq(webhookDeliveries.webhookId, hook.id));
    await deliverNow(hook.id);
    expect(receiver.got.map((each) => each.id)).toEqual([id, id]);
    expect((await deliveries(by, hook.id))[0]).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('is found by the sweep when nobody woke its object', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    const { id } = await ping(by, hook.id);
    await eventually(
      () => deliveries(by, hook.id),
      ([d]) => d?.status === 'delivered',
    );
    const lost = { status: 'waiting' as const, nextAt: Date.now() - MINUTE };
    await db.update(webhookDeliveries).set(lost).where(eq(webhookDeliveries.messageId, id));
    await sweep(makeDeps(env));
    await eventually(
      async () => receiver.got.length,
      (count) => count > 1,
    );
    expect(receiver.got).toHaveLength(2);
  });

  it('does not keep another webhook waiting', async () => {
    const creator = await newCreator();
    const slow = await listening(creator);
    const quick = await listening(creator);
    const held = Promise.withResolvers<Response>();
    slow.receiver.respond = () => held.promise;
    await schedule(creator, await draft(creator));
    await eventually(
      async () => quick.receiver.got.length,
      (count) => count > 0,
    );
    expect(quick.receiver.got.map(({ type }) => type)).toEqual(['post.scheduled']);
    expect((await deliveries(creator, slow.hook.id))[0]?.status).toBe('waiting');
    held.resolve(new Response());
  });
});

describe('a webhook is switched off, and its owner told,', () => {
  const notices = async (by: Signed) =>
    (await ok<NoticePage>(call('GET', '/notifications', { token: by.token }))).notices.filter(
      ({ kind }) => kind === 'webhook_off',
    );

  it('at once when it answers 410', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    receiver.respond = () => new Response(null, { status: 410 });
    await ping(by, hook.id);
    await eventually(
      () => rowOf(hook.id),
      (row) => row?.enabled === false,
    );
    expect(await rowOf(hook.id)).toMatchObject({ enabled: false, ending: 'gone' });
    expect((await notices(by)).map(({ sentence }) => sentence)).toEqual([
      'Your webhook at 127.0.0.1:9 said that it is gone, so it is switched off.',
    ]);
    expect((await call('POST', `/webhooks/${hook.id}/test`, { token: by.token })).status).toBe(409);
    const on = { token: by.token, body: { enabled: true } };
    expect(await ok(call('PATCH', `/webhooks/${hook.id}`, on))).toMatchObject({
      enabled: true,
      ending: null,
    });
  });

  it('when it gave up on an event and nothing was delivered for three days', async () => {
    const by = await signedInPerson();
    const { hook, receiver } = await listening(by);
    receiver.respond = () => new Response(null, { status: 500 });
    await ping(by, hook.id);
    await eventually(
      () => rowOf(hook.id),
      (row) => row?.failingSince !== null,
    );
    const last = { status: 'waiting' as const, attempts: ATTEMPTS_MAX - 1, nextAt: 1 };
    const failAgain = async (failingSince: number) => {
      await db.update(webhooks).set({ failingSince }).where(eq(webhooks.id, hook.id));
      await db.update(webhookDeliveries).set(last).where(eq(webhookDeliveries.webhookId, hook.id));
      await deliverNow(hook.id);
      return (await rowOf(hook.id))?.enabled;
    };
    expect(await failAgain(Date.now() - 2 * DAY)).toBe(true);
    expect(await notices(by)).toHaveLength(0);
    expect(await failAgain(Date.now() - 4 * DAY)).toBe(false);
    expect(await rowOf(hook.id)).toMatchObject({ ending: 'failing' });
    expect(await notices(by)).toHaveLength(1);
  });
});

describe('the outbox', () => {
  it('holds so many for one webhook; what comes then is shown as failed and can be sent by hand', async () => {
    const creator = await newCreator();
    const { hook } = await listening(creator);
    const row = await rowOf(hook.id);
    if (!row) throw new Error('the webhook has no row');
    const { workspaceId } = row;
    await env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
       insert into webhook_deliveries (webhook_id, message_id, workspace_id, event, body, status, next_at, created_at)
       select ?, 'msg_' || i, ?, 'ping', '{}', 'waiting', ?, 1 from n`,
    )
      .bind(BACKLOG_MAX, hook.id, workspaceId, Date.now() + DAY)
      .run();
    await schedule(creator, await draft(creator));
    const [newest] = await deliveries(creator, hook.id);
    expect(newest).toMatchObject({ event: 'post.scheduled', status: 'failed', problem: 'backlog_full' });

    const ask = (what: string) => call('POST', `/webhooks/${hook.id}/${what}`, { token: creator.token });
    for (const what of ['test', `deliveries/${newest?.id}/resend`]) {
      const answer = await ask(what);
      expect(answer.status, what).toBe(409);
      expect((await answer.json<{ detail: string }>()).detail).toMatch(/^A thousand events wait/);
    }
    // A resend that began while there was room, and died before its answer, is finished.
    const owner: Actor = {
      workspaceId,
      userId: 'user_x' as never,
      role: 'owner',
      via: 'session',
      sessionId: null,
      key: null,
    };
    const once = { workspaceId, key: 'k', requestHash: 'h', mintedId: 'm', resumed: true };
    const ids = { webhookId: hook.id, messageId: newest?.id as Delivery['id'] };
    expect((await resend(makeDeps(env), owner, ids, once)).id).toBe(newest?.id);

    await db.delete(webhookDeliveries).where(eq(webhookDeliveries.messageId, 'msg_1' as never));
    expect((await ask(`deliveries/${newest?.id}/resend`)).status).toBe(202);
  });

  it('of one that waits for a thousand hides nobody else’s from the sweep', async () => {
    const [crowded, single] = [
      await listening(await signedInPerson()),
      await listening(await signedInPerson()),
    ];
    const insert = (hook: WebhookId, many: number, at: number) =>
      env.DB.prepare(
        `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
         insert into webhook_deliveries (webhook_id, message_id, workspace_id, event, body, status, next_at, created_at)
         select ?, 'msg_of_' || ? || i, 'ws_x', 'ping', '{}', 'waiting', ?, 1 from n`,
      )
        .bind(many, hook, hook, at)
        .run();
    await insert(crowded.hook.id, BACKLOG_MAX, 1);
    await insert(single.hook.id, 1, 2);
    expect((await overdueWebhooks(db, 2, 60)).toSorted()).toEqual(
      [crowded.hook.id, single.hook.id].toSorted(),
    );
    expect(await overdueWebhooks(db, 1, 60)).toEqual([crowded.hook.id]);
    // Old rows in their thousands would keep the purge from what comes after.
    for (const { hook } of [crowded, single])
      await db.delete(webhookDeliveries).where(eq(webhookDeliveries.webhookId, hook.id));
  });

  it('is a log of 30 days', async () => {
    const by = await signedInPerson();
    const { hook } = await listening(by);
    await ping(by, hook.id);
    await eventually(
      () => deliveries(by, hook.id),
      ([d]) => d?.status === 'delivered',
    );
    const deps = makeDeps(env);
    // By then nobody is signed in any more who could ask.
    const log = () => db.$count(webhookDeliveries, eq(webhookDeliveries.webhookId, hook.id));
    await sweep({ ...deps, clock: { ...deps.clock, now: () => Date.now() + 29 * DAY } });
    expect(await log()).toBe(1);
    await sweep({ ...deps, clock: { ...deps.clock, now: () => Date.now() + 31 * DAY } });
    expect(await log()).toBe(0);
  });

  it('is read by its indexes', async () => {
    const id = 'hook_x' as WebhookId;
    const planOf = async (query: { toSQL(): { sql: string; params: unknown[] } }) => {
      const { sql, params } = query.toSQL();
      const { results } = await env.DB.prepare(`explain query plan ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      return results.map(({ detail }) => detail).join('\n');
    };
    expect(await planOf(dueDeliveries(db, id, 1, 4))).toContain('webhook_deliveries_due');
    const list = listDeliveries(db, 'ws_x' as never, id, { createdAt: 1, id: 'msg_x' as never }, 10);
    const plan = await planOf(list);
    expect(plan).toContain('webhook_deliveries_list');
    expect(plan).not.toContain('TEMP B-TREE');
    expect(await overdueWebhooks(db, 0, 10)).toEqual([]);
  });

  it('is empty after the webhook was deleted', async () => {
    const by = await signedInPerson();
    const { hook } = await listening(by);
    await ping(by, hook.id);
    expect((await call('DELETE', `/webhooks/${hook.id}`, { token: by.token })).status).toBe(204);
    const left = eq(webhookDeliveries.webhookId, hook.id);
    expect(await db.select().from(webhookDeliveries).where(left).all()).toEqual([]);
    await runInDurableObject(env.WEBHOOK_SENDER.getByName(hook.id), (object) => object.alarm());
  });
});

describe('the address of a webhook', () => {
  it('is refused with a sentence when it can’t be one', async () => {
    const by = await signedInPerson();
    const answer = await make(by, { url: 'https://10.0.0.1/' });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ detail: 'url: The address must be a name, not a number.' });
  });

  it('is looked up before each send: a name that stands for a private address gets nothing', async () => {
    const by = await signedInPerson();
    const { hook } = await listening(by);
    await ping(by, hook.id);
    await eventually(
      () => deliveries(by, hook.id),
      ([d]) => d?.status === 'delivered',
    );
    await db.update(webhooks).set({ url: 'https://rebound.example.com/' }).where(eq(webhooks.id, hook.id));
    const deps = makeDeps(env);
    const post = vi.fn(async () => ({ status: 200 }));
    const sent = async (addressesOf: () => Promise<string[]>) => {
      const again = { status: 'waiting' as const, attempts: 0, nextAt: 1 };
      await db.update(webhookDeliveries).set(again).where(eq(webhookDeliveries.webhookId, hook.id));
      await deliverDue({ ...deps, outbound: { ...deps.outbound, post, addressesOf } }, hook.id);
      return (await deliveries(by, hook.id))[0]?.problem;
    };
    expect(await sent(async () => ['93.184.216.34', '169.254.169.254'])).toBe('address_refused');
    expect(await sent(async () => [])).toBe('name_not_found');
    expect(await sent(() => Promise.reject(new Error('1.1.1.1 is away')))).toBe('no_answer');
    expect(post).not.toHaveBeenCalled();
    expect(await sent(async () => ['93.184.216.34', '2606:4700::6810:85e5'])).toBeNull();
    expect(post).toHaveBeenCalledOnce();
  });

  it('is what its name stands for now; names on the way to it are no addresses', async () => {
    const missing = () => Promise.reject(Object.assign(new Error('queryAaaa'), { code: 'ENOTFOUND' }));
    const away = () => Promise.reject(Object.assign(new Error('queryA'), { code: 'EBADQUERY' }));
    const found = async () => ['edge.host.example.com.', '93.184.216.34'];
    const asking = (resolve4: () => Promise<string[]>, resolve6: () => Promise<string[]>) =>
      addressesOf('hooks.example.com', { resolve4, resolve6 } as never);
    expect(await asking(found, missing)).toEqual(['93.184.216.34']);
    expect(await asking(missing, missing)).toEqual([]);
    await expect(asking(found, away)).rejects.toThrow('queryA');
  });

  it('may be one of ten', async () => {
    const by = await signedInPerson();
    for (let i = 0; i < 10; i++)
      expect((await make(by, { url: `https://hooks.example.com/${i}` })).status).toBe(201);
    expect((await make(by, { url: 'https://hooks.example.com/11' })).status).toBe(409);
  });
});

it('secrets are 256 bits that nobody else has', () => {
  const secrets = Array.from({ length: 20 }, newSecret);
  expect(new Set(secrets).size).toBe(20);
  for (const secret of secrets) expect(atob(secret.slice(6))).toHaveLength(32);
});
