import { Hono } from 'hono';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { Outbox } from '../contract/index.ts';
import { readOutbox } from '../services/mail/read-outbox.ts';
import { describing, json } from './describe.ts';
import { EXAMPLE } from './openapi/examples.ts';

/** The mails of an instance that sends none, for the person who develops on it. Elsewhere there is no such page (security.md 33). */
export const outbox = new Hono<AppEnv>().get(
  '/outbox',
  describing('You')(
    'readOutbox',
    'The mails of an instance on one’s own machine, which sends none; not found anywhere else',
    { 200: json(Outbox, EXAMPLE.outbox) },
    { refuses: ['not_found'] },
  ),
  async (c) => {
    const mails = await readOutbox(c.var.deps);
    c.header('cache-control', 'no-store');
    return c.json({ mails } satisfies z.infer<typeof Outbox>);
  },
);
