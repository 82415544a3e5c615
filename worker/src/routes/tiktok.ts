import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { receiveEvent } from '../services/accounts/receive-event.ts';
import { boundedBytes } from './bounded-body.ts';

/** security.md 25. */
const EVENT_BYTES_MAX = 64 * 1024;

/** What TikTok itself sends us, under /api/v1. */
export const tiktok = new Hono<AppEnv>().post('/tiktok/webhooks', async (c) => {
  const body = await boundedBytes(c.req.raw, EVENT_BYTES_MAX);
  const followUp = await receiveEvent(c.var.deps, { signature: c.req.header('tiktok-signature'), body });
  // TikTok wants its 200 at once (tiktok-api.md 11).
  c.executionCtx.waitUntil(followUp());
  return c.body(null, 200);
});
