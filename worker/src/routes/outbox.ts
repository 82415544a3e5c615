import { Hono } from 'hono';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { Outbox } from '../contract/index.ts';
import { readOutbox } from '../services/mail/read-outbox.ts';

/** The mails of an instance that sends none, for the person who develops on it. Elsewhere there is no such page (security.md 33). */
export const outbox = new Hono<AppEnv>().get('/outbox', async (c) => {
  const mails = await readOutbox(c.var.deps);
  c.header('cache-control', 'no-store');
  return c.json({ mails } satisfies z.infer<typeof Outbox>);
});
