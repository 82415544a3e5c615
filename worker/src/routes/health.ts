import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';

/** For load balancers and scripts; the answer's form is the old API's (legacy-api.md 6). */
export const health = new Hono<AppEnv>().get('/health', async (c) => {
  const about = {
    api_version: '0.1.0',
    timestamp: new Date(c.var.deps.clock.now()).toISOString().replace(/Z$/, '000+00:00'),
  };
  try {
    await c.var.deps.db.run(sql`select 1`);
    return c.json({ status: 'healthy', ...about, database: 'connected', service: 'tiktimer-api' });
  } catch (error) {
    c.var.deps.log.error('database away', { error });
    const detail = {
      status: 'unhealthy',
      ...about,
      database: 'disconnected',
      error: 'The database did not answer.',
      service: 'tiktimer-api',
    };
    return c.json({ detail }, 503);
  }
});
