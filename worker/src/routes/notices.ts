import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { ListNotices, ReadNotices } from '../contract/index.ts';
import { markNoticesRead, readNotices } from '../services/notices/notices.ts';
import { authenticate } from './middleware/authenticate.ts';
import { body, query, readableJson } from './validate.ts';

/** What a workspace is told, under /api/v1. */
export const notices = new Hono<AppEnv>()
  .get('/notifications', authenticate, query(ListNotices), async (c) =>
    c.json(await readNotices(c.var.deps, c.var.actor, c.req.valid('query'))),
  )
  .post('/notifications/read', authenticate, readableJson, body(ReadNotices), async (c) =>
    c.json(await markNoticesRead(c.var.deps, c.var.actor, c.req.valid('json'))),
  );
