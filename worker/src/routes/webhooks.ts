import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { WebhookList } from '../contract/index.ts';
import { CreateWebhook, ListDeliveries, MessageId, PatchWebhook, WebhookId } from '../contract/index.ts';
import { readDeliveries, resend, testWebhook } from '../services/webhooks/deliveries.ts';
import {
  createWebhook,
  editWebhook,
  removeWebhook,
  rotateSecret,
  showWebhook,
  showWebhooks,
} from '../services/webhooks/manage.ts';
import { authenticate } from './middleware/authenticate.ts';
import { repeatable } from './middleware/repeatable.ts';
import { foreignIdIsMissing } from './missing.ts';
import { body, params, query, readableJson } from './validate.ts';

const OneWebhook = z.object({ webhookId: WebhookId });
const OneDelivery = z.object({ webhookId: WebhookId, messageId: MessageId });
const one = [authenticate, foreignIdIsMissing('webhookId', WebhookId, 'webhook')] as const;

/** Places to which events are sent, under /api/v1. The two answers that hold a secret take no Idempotency-Key (design 8). */
export const webhooks = new Hono<AppEnv>()
  .post('/webhooks', authenticate, readableJson, body(CreateWebhook), async (c) =>
    c.json(await createWebhook(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .get('/webhooks', authenticate, async (c) =>
    c.json({ webhooks: await showWebhooks(c.var.deps, c.var.actor) } satisfies WebhookList),
  )
  .get('/webhooks/:webhookId', ...one, params(OneWebhook), async (c) =>
    c.json(await showWebhook(c.var.deps, c.var.actor, c.req.valid('param').webhookId)),
  )
  .patch('/webhooks/:webhookId', ...one, readableJson, params(OneWebhook), body(PatchWebhook), async (c) => {
    const { webhookId } = c.req.valid('param');
    return c.json(await editWebhook(c.var.deps, c.var.actor, webhookId, c.req.valid('json')));
  })
  .delete('/webhooks/:webhookId', ...one, params(OneWebhook), async (c) => {
    await removeWebhook(c.var.deps, c.var.actor, c.req.valid('param').webhookId);
    return c.body(null, 204);
  })
  .post('/webhooks/:webhookId/rotate-secret', ...one, params(OneWebhook), async (c) =>
    c.json(await rotateSecret(c.var.deps, c.var.actor, c.req.valid('param').webhookId)),
  )
  .post('/webhooks/:webhookId/test', ...one, repeatable('msg'), params(OneWebhook), async (c) => {
    const { webhookId } = c.req.valid('param');
    return c.json(await testWebhook(c.var.deps, c.var.actor, webhookId, c.var.once), 202);
  })
  .get('/webhooks/:webhookId/deliveries', ...one, params(OneWebhook), query(ListDeliveries), async (c) => {
    const { webhookId } = c.req.valid('param');
    return c.json(await readDeliveries(c.var.deps, c.var.actor, webhookId, c.req.valid('query')));
  })
  .post(
    '/webhooks/:webhookId/deliveries/:messageId/resend',
    ...one,
    foreignIdIsMissing('messageId', MessageId, 'delivery'),
    repeatable('msg'),
    params(OneDelivery),
    async (c) => c.json(await resend(c.var.deps, c.var.actor, c.req.valid('param'), c.var.once), 202),
  );
