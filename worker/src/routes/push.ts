import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  CreatePushSubscription,
  PushDevice,
  PushInfo,
  PushSubscriptionId,
  TestSent,
} from '../contract/index.ts';
import { sendTest } from '../services/notices/send-test.ts';
import { readPushInfo, subscribe, unsubscribe } from '../services/push/subscriptions.ts';
import { describing, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { foreignIdIsMissing } from './missing.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { body, params, readableJson } from './validate.ts';

const about = describing('Notifications');
const OneDevice = z.object({ subscriptionId: PushSubscriptionId });

/** Somebody's browsers that let us push to them, under /api/v1. */
export const push = new Hono<AppEnv>()
  .get(
    '/push',
    about('readPush', 'The key browsers subscribe with, and those that did', {
      200: json(PushInfo, EXAMPLE.pushInfo),
    }),
    authenticate,
    async (c) => c.json(await readPushInfo(c.var.deps, c.var.actor)),
  )
  .post(
    '/push/subscriptions',
    about(
      'subscribeToPush',
      'Let us push to a browser; the same one again is the same device',
      { 201: json(PushDevice, EXAMPLE.pushDevice) },
      { refuses: ['conflict'] },
    ),
    authenticate,
    readableJson,
    body(CreatePushSubscription, EXAMPLE.pushSubscription),
    async (c) => {
      const userAgent = c.req.header('user-agent') ?? '';
      return c.json(await subscribe(c.var.deps, c.var.actor, { ...c.req.valid('json'), userAgent }), 201);
    },
  )
  .delete(
    '/push/subscriptions/:subscriptionId',
    about('unsubscribeFromPush', 'Push there no more', { 204: nothing() }),
    authenticate,
    foreignIdIsMissing('subscriptionId', PushSubscriptionId, 'push subscription'),
    params(OneDevice),
    async (c) => {
      await unsubscribe(c.var.deps, c.var.actor, c.req.valid('param').subscriptionId);
      return c.body(null, 204);
    },
  )
  .post(
    '/notifications/test',
    about('testNotifications', 'Send yourself a mail and a push, now', {
      200: json(TestSent, EXAMPLE.testSent),
    }),
    authenticate,
    async (c) => c.json(await sendTest(c.var.deps, c.var.actor)),
  );
