import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { receiveEvent } from '../services/accounts/receive-event.ts';
import { boundedBytes } from './bounded-body.ts';
import { describing } from './describe.ts';

/** security.md 25. */
const EVENT_BYTES_MAX = 64 * 1024;

const about = describing('From TikTok');
const SIGNATURE = {
  in: 'header' as const,
  name: 'TikTok-Signature',
  description: 't=seconds,s=HMAC-SHA256 over t, a dot and the body.',
  schema: { type: 'string' as const },
};

/** What TikTok itself sends us, under /api/v1. */
export const tiktok = new Hono<AppEnv>().post(
  '/tiktok/webhooks',
  about(
    'receiveTikTokEvent',
    'An event, as TikTok itself sends it',
    { 200: { description: 'Noted.' } },
    {
      refuses: ['unauthenticated', 'too_large'],
      parameters: [SIGNATURE],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: { type: 'object' },
            example: {
              client_key: 'aw…',
              event: 'post.publish.complete',
              create_time: 1791993600,
              content: '{}',
            },
          },
        },
      },
    },
  ),
  async (c) => {
    const body = await boundedBytes(c.req.raw, EVENT_BYTES_MAX);
    const followUp = await receiveEvent(c.var.deps, { signature: c.req.header('tiktok-signature'), body });
    // TikTok wants its 200 at once (tiktok-api.md 11).
    c.executionCtx.waitUntil(followUp());
    return c.body(null, 200);
  },
);
