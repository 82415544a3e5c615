import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { posts } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { describing, json } from './describe.ts';

const about = describing('Service');
const ABOUT = { api_version: '0.1.0', timestamp: '2026-10-14T16:00:00.000000+00:00' };
const Healthy = z.object({
  status: z.string(),
  api_version: z.string(),
  timestamp: z.string(),
  database: z.string(),
  service: z.string(),
});
const Unhealthy = z.object({ detail: Healthy.extend({ error: z.string() }) });
const state = z.enum(['ok', 'away']);
const Ready = z.object({
  ready: z.boolean(),
  database: state,
  storage: state,
  mail: z.enum(['ok', 'outbox', 'not set up']),
});

/** For load balancers and scripts; the answer's form is the old API's (legacy-api.md 6). */
export const health = new Hono<AppEnv>()
  .get(
    '/health',
    about('health', 'Whether the API and its database answer', {
      200: json(Healthy, { status: 'healthy', ...ABOUT, database: 'connected', service: 'tiktimer-api' }),
      503: json(
        Unhealthy,
        {
          detail: {
            status: 'unhealthy',
            ...ABOUT,
            database: 'disconnected',
            error: 'The database did not answer.',
            service: 'tiktimer-api',
          },
        },
        'The database is away.',
      ),
    }),
    async (c) => {
      const about = {
        api_version: '0.1.0',
        timestamp: new Date(c.var.deps.clock.now()).toISOString().replace(/Z$/, '000+00:00'),
      };
      try {
        await c.var.deps.db.run(sql`select 1`);
        return c.json({ status: 'healthy', ...about, database: 'connected', service: 'tiktimer-api' });
      } catch (error) {
        c.var.deps.log.error('database away', { error });
        const words = {
          database: 'disconnected',
          error: 'The database did not answer.',
          service: 'tiktimer-api',
        };
        return c.json({ detail: { status: 'unhealthy', ...about, ...words } }, 503);
      }
    },
  )
  /** Whether this instance can do its work: each part by name, 503 when one can't. */
  .get(
    '/ready',
    about('ready', 'Whether this instance can do its work', {
      200: json(Ready, { ready: true, database: 'ok', storage: 'ok', mail: 'ok' }),
      503: json(Ready, { ready: false, database: 'away', storage: 'ok', mail: 'ok' }, 'Not all of it.'),
    }),
    async (c) => {
      const parts = await Promise.all(
        Object.entries(PARTS).map(async ([name, check]) => {
          try {
            await check(c.var.deps);
            return [name, 'ok'] as const;
          } catch (error) {
            c.var.deps.log.error('not ready', { part: name, error });
            return [name, 'away'] as const;
          }
        }),
      );
      const ready = parts.every(([, state]) => state === 'ok');
      // Mails that wait are no reason to send nobody here: they are kept, and said.
      const mail = MAIL[c.var.deps.mailer.kind];
      return c.json({ ready, ...Object.fromEntries(parts), mail }, ready ? 200 : 503);
    },
  );

const MAIL = { cloudflare: 'ok', outbox: 'outbox', none: 'not set up' } as const;

const PARTS: Record<string, (deps: Deps) => Promise<unknown>> = {
  /** Also fails while migrations are missing. */
  database: (deps) => deps.db.select({ id: posts.id }).from(posts).limit(1),
  storage: (deps) => deps.bucket.head('ready'),
};
