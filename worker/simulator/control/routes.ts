import type { Context } from 'hono';
import { Hono } from 'hono';
import * as z from 'zod';
import { addFault, Fault, listFaults, removeFaults } from '../faults/faults.ts';
import { parseScopes, SCOPES } from '../oauth/scopes.ts';
import { endAccess, issueTokens } from '../oauth/tokens.ts';
import type { Publications } from '../object.ts';
import { countPosts } from '../publications.ts';
import { findPublish } from '../publish/rows.ts';
import { readyAt, settle } from '../publish/settle.ts';
import { publishSubject, setVerdict, userSubject, Verdict } from '../publish/verdicts.ts';
import { listRequests } from '../requests.ts';
import { changeUser, createUser, findUser, listUsers, UserTraits } from '../users.ts';
import { listWebhooks } from '../webhooks/outbox.ts';
import type { World } from '../world.ts';

const USERS_AT_ONCE_MAX = 20_000;
const DEFAULT_SCOPES = 'user.info.basic,video.publish';

const NewUsers = UserTraits.partial().extend({
  openId: z.string().min(1).optional(),
  count: z.number().int().min(1).max(USERS_AT_ONCE_MAX).optional(),
});
const NewGrants = z.strictObject({
  openId: z.string().optional(),
  openIds: z.array(z.string()).max(USERS_AT_ONCE_MAX).optional(),
  scopes: z.string().default(DEFAULT_SCOPES),
});
const Clock = z.union([
  z.strictObject({ offsetMs: z.number().int() }),
  z.strictObject({ setMs: z.number().int() }),
  z.strictObject({ advanceMs: z.number().int() }),
  z.strictObject({ reset: z.literal(true) }),
]);
const NewVerdict = Verdict.extend({ publishId: z.string().optional(), openId: z.string().optional() });
const FaultList = z.union([z.array(Fault), Fault.transform((one) => [one])]);

/** What the object can do that takes more than one synchronous step. */
export interface Slow {
  reset(): Promise<void>;
  deliverWebhooks(): Promise<number>;
  publications: Publications;
}

/** The way in for tests, demo and benches; it is not part of TikTok (tiktok-api.md 15.24). */
export function controlRoutes(world: World, slow: Slow) {
  return (
    new Hono()
      .basePath('/_control')
      // What is due by the clock happened under the rules as they were, not as this call is about to change them.
      .use(async (_, next) => {
        settle(world);
        await next();
      })
      .get('/health', (c) => c.json({ ok: true, now: world.now() }))
      .post('/reset', async (c) => {
        await slow.reset();
        return c.json({ ok: true });
      })

      .get('/users', (c) => c.json({ users: listUsers(world, limitOf(c, USERS_AT_ONCE_MAX)) }))
      .post('/users', async (c) => {
        const { count = 1, ...traits } = NewUsers.parse(await bodyOf(c));
        const users = Array.from({ length: count }, () => createUser(world, traits));
        return c.json({ users }, 201);
      })
      .patch('/users/:openId', async (c) => {
        const user = changeUser(world, c.req.param('openId'), UserTraits.partial().parse(await bodyOf(c)));
        return user ? c.json({ user }) : missing(c, 'user');
      })
      .post('/users/:openId/remove-access', (c) => {
        if (!findUser(world, c.req.param('openId'))) return missing(c, 'user');
        endAccess(world, c.req.param('openId'), 1);
        return c.json({ ok: true });
      })
      .post('/grants', async (c) => {
        const { openId, openIds, scopes } = NewGrants.parse(await bodyOf(c));
        if (!parseScopes(scopes))
          return c.json({ error: `scopes are: ${Object.keys(SCOPES).join(',')}` }, 400);
        const wanted = openIds ?? [openId ?? listUsers(world, 1)[0]?.openId ?? ''];
        if (wanted.some((one) => !findUser(world, one))) return missing(c, 'user');
        return c.json({ grants: wanted.map((one) => issueTokens(world, { openId: one, scopes })) }, 201);
      })

      .get('/publications', async (c) => {
        const filter = { openId: c.req.query('open_id'), publishId: c.req.query('publish_id') };
        const publications = await slow.publications(
          {
            ...filter,
            all: c.req.query('all') === '1',
            limit: limitOf(c),
            offset: Number(c.req.query('offset') ?? 0),
          },
          c.req.query('hash') !== '0',
        );
        return c.json({ publications });
      })
      .get('/posts-count', (c) => c.json({ count: countPosts(world, c.req.query('open_id')) }))
      .post('/verdicts', async (c) => {
        const { publishId, openId, ...verdict } = NewVerdict.parse(await bodyOf(c));
        if (!publishId && !openId) return c.json({ error: 'publishId or openId is needed' }, 400);
        const empty = Object.keys(verdict).length === 0;
        setVerdict(
          world,
          publishId ? publishSubject(publishId) : userSubject(openId ?? ''),
          empty ? null : verdict,
        );
        if (publishId) rescheduleChecks(world, publishId);
        return c.json({ ok: true });
      })

      .get('/settings', (c) => c.json({ settings: world.settings }))
      .post('/settings', async (c) => {
        world.changeSettings(await bodyOf(c));
        return c.json({ settings: world.settings });
      })
      .get('/clock', (c) => c.json(clockOf(world)))
      .post('/clock', async (c) => {
        const order = Clock.parse(await bodyOf(c));
        if ('offsetMs' in order) world.setOffset(order.offsetMs);
        else if ('setMs' in order) world.setOffset(order.setMs - Date.now());
        else if ('advanceMs' in order) world.setOffset(world.offsetMs + order.advanceMs);
        else world.setOffset(0);
        return c.json(clockOf(world));
      })

      .get('/faults', (c) => c.json({ faults: listFaults(world) }))
      .post('/faults', async (c) => {
        const ids = FaultList.parse(await c.req.json()).map((fault) => addFault(world, fault));
        return c.json({ ids }, 201);
      })
      .delete('/faults', (c) => {
        removeFaults(world);
        return c.json({ ok: true });
      })
      .delete('/faults/:id', (c) => {
        removeFaults(world, Number(c.req.param('id')));
        return c.json({ ok: true });
      })

      .get('/requests', (c) => {
        const filter = {
          endpoint: c.req.query('endpoint'),
          openId: c.req.query('open_id'),
          publishId: c.req.query('publish_id'),
          afterId: Number(c.req.query('after_id') ?? 0),
          limit: limitOf(c, 5_000),
        };
        return c.json({ requests: listRequests(world, filter) });
      })
      .get('/webhooks', (c) => c.json({ webhooks: listWebhooks(world, limitOf(c, 500)) }))
      .post('/webhooks/deliver', async (c) => c.json({ tried: await slow.deliverWebhooks() }))
      .onError((error, c) => {
        if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
        return c.json({ error: String(error) }, 500);
      })
  );
}

/** A verdict on a file that is being checked moves the end of the check. */
function rescheduleChecks(world: World, publishId: string): void {
  const publish = findPublish(world, publishId);
  if (publish?.stage !== 'processing' || publish.last_byte_at === null) return;
  const at = readyAt(world, publish, publish.last_byte_at);
  world.run('UPDATE publishes SET ready_at = ? WHERE publish_id = ?', at, publishId);
}

const clockOf = (world: World) => ({ now: world.now(), offsetMs: world.offsetMs });
const missing = (c: Context, what: string) => c.json({ error: `There is no such ${what}.` }, 404);
const limitOf = (c: Context, most = 10_000) => Math.min(Number(c.req.query('limit') ?? most), most);

async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const text = await c.req.text();
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}
