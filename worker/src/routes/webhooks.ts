import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  CreateWebhook,
  Delivery,
  DeliveryPage,
  ListDeliveries,
  MessageId,
  PatchWebhook,
  Webhook,
  WebhookId,
  WebhookList,
  WebhookWithSecret,
} from '../contract/index.ts';
import { readDeliveries, resend, testWebhook } from '../services/webhooks/deliveries.ts';
import {
  createWebhook,
  editWebhook,
  removeWebhook,
  rotateSecret,
  showWebhook,
  showWebhooks,
} from '../services/webhooks/manage.ts';
import { describing, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { repeatable } from './middleware/repeatable.ts';
import { foreignIdIsMissing } from './missing.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, params, query, readableJson } from './validate.ts';

const OneWebhook = z.object({ webhookId: WebhookId });
const OneDelivery = z.object({ webhookId: WebhookId, messageId: MessageId });
const one = [authenticate, foreignIdIsMissing('webhookId', WebhookId, 'webhook')] as const;

const about = describing('Webhooks');
const oneWebhook = json(Webhook, EXAMPLE.webhook);
const withSecret = json(WebhookWithSecret, EXAMPLE.webhookWithSecret, 'The one time its secret is shown.');
const onItsWay = json(
  Delivery,
  EXAMPLE.delivery,
  'It is on its way; the list of deliveries says how it went.',
);

/** Places to which events are sent, under /api/v1. The two answers that hold a secret take no Idempotency-Key (design 8). */
export const webhooks = new Hono<AppEnv>()
  .post(
    '/webhooks',
    about(
      'createWebhook',
      'Have events sent to a server',
      { 201: withSecret },
      { refuses: ['forbidden', 'conflict'] },
    ),
    authenticate,
    readableJson,
    body(CreateWebhook, EXAMPLE.createWebhook),
    async (c) => c.json(await createWebhook(c.var.deps, c.var.actor, c.req.valid('json')), 201),
  )
  .get(
    '/webhooks',
    about(
      'listWebhooks',
      'The webhooks of the workspace, the oldest first',
      { 200: json(WebhookList, EXAMPLE.webhooks) },
      { refuses: ['forbidden'] },
    ),
    authenticate,
    async (c) => {
      const answer: WebhookList = { webhooks: await showWebhooks(c.var.deps, c.var.actor) };
      return c.json(answer);
    },
  )
  .get(
    '/webhooks/:webhookId',
    about('getWebhook', 'One webhook', { 200: oneWebhook }, { refuses: ['forbidden'] }),
    ...one,
    params(OneWebhook),
    async (c) => c.json(await showWebhook(c.var.deps, c.var.actor, c.req.valid('param').webhookId)),
  )
  .patch(
    '/webhooks/:webhookId',
    about(
      'changeWebhook',
      'Change a webhook, or switch it off or on',
      { 200: oneWebhook },
      { refuses: ['forbidden'] },
    ),
    ...one,
    readableJson,
    params(OneWebhook),
    body(PatchWebhook, EXAMPLE.patchWebhook),
    async (c) => {
      const { webhookId } = c.req.valid('param');
      return c.json(await editWebhook(c.var.deps, c.var.actor, webhookId, c.req.valid('json')));
    },
  )
  .delete(
    '/webhooks/:webhookId',
    about('deleteWebhook', 'Delete a webhook and its log', { 204: nothing() }, { refuses: ['forbidden'] }),
    ...one,
    params(OneWebhook),
    async (c) => {
      await removeWebhook(c.var.deps, c.var.actor, c.req.valid('param').webhookId);
      return c.body(null, 204);
    },
  )
  .post(
    '/webhooks/:webhookId/rotate-secret',
    about(
      'rotateWebhookSecret',
      'Get another secret; for a day both sign',
      { 200: withSecret },
      { refuses: ['forbidden', 'conflict'] },
    ),
    ...one,
    params(OneWebhook),
    async (c) => c.json(await rotateSecret(c.var.deps, c.var.actor, c.req.valid('param').webhookId)),
  )
  .post(
    '/webhooks/:webhookId/test',
    about('testWebhook', 'Send a ping', { 202: onItsWay }, { refuses: ['forbidden', 'conflict'] }),
    ...one,
    repeatable('msg'),
    params(OneWebhook),
    async (c) => {
      const { webhookId } = c.req.valid('param');
      return c.json(await testWebhook(c.var.deps, c.var.actor, webhookId, c.var.once), 202);
    },
  )
  .get(
    '/webhooks/:webhookId/deliveries',
    about(
      'listDeliveries',
      'What was sent in the last 30 days, newest first',
      { 200: json(DeliveryPage, EXAMPLE.deliveries) },
      { refuses: ['forbidden', 'invalid'] },
    ),
    ...one,
    params(OneWebhook),
    query(ListDeliveries),
    async (c) => {
      const { webhookId } = c.req.valid('param');
      return c.json(await readDeliveries(c.var.deps, c.var.actor, webhookId, c.req.valid('query')));
    },
  )
  .post(
    '/webhooks/:webhookId/deliveries/:messageId/resend',
    about(
      'resendDelivery',
      'Send an event again, under the same id',
      { 202: onItsWay },
      { refuses: ['forbidden', 'conflict'] },
    ),
    ...one,
    foreignIdIsMissing('messageId', MessageId, 'delivery'),
    repeatable('msg'),
    params(OneDelivery),
    async (c) => c.json(await resend(c.var.deps, c.var.actor, c.req.valid('param'), c.var.once), 202),
  );
