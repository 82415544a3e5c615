import * as z from 'zod';
import { MessageId, WebhookId } from './ids.ts';

/** What can be told to a place of the user's own (docs/webhooks.md). */
export const WEBHOOK_EVENTS = [
  'post.scheduled',
  'post.handed_over',
  'post.published',
  'post.failed',
  'post.outcome_unknown',
  'account.reconnect_needed',
] as const;
export const WebhookEventType = z.enum(WEBHOOK_EVENTS);
export type WebhookEventType = z.infer<typeof WebhookEventType>;
/** `ping` is sent by a test only. */
export const WebhookEvent = z.enum([...WEBHOOK_EVENTS, 'ping']);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** Why a webhook is switched off: its owner did it, it answered 410, or nothing was delivered for long. */
export const WEBHOOK_ENDINGS = ['switched_off', 'gone', 'failing'] as const;
export const DELIVERY_STATUSES = ['waiting', 'delivered', 'failed'] as const;
/** Why an attempt did not do, in the order in which they are met. */
export const DELIVERY_PROBLEMS = [
  'backlog_full',
  'switched_off',
  'address_refused',
  'name_not_found',
  'our_setup',
  'no_answer',
  'too_slow',
  'redirected',
  'refused',
  'gone',
] as const;

const events = z.array(WebhookEventType).min(1, 'Choose one event or more.').max(WEBHOOK_EVENTS.length);
const url = z.string().min(1, 'An address is needed.').max(2048);
const description = z
  .string()
  .max(200)
  .refine(
    (text) => text.isWellFormed() && !text.includes('\u0000'),
    'This holds a character that cannot be stored.',
  );

export const CreateWebhook = z.strictObject({
  url,
  events: events.default([...WEBHOOK_EVENTS]),
  description: description.default(''),
});
export type CreateWebhook = z.infer<typeof CreateWebhook>;
export const PatchWebhook = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  description: description.optional(),
  enabled: z.boolean().optional(),
});
export type PatchWebhook = z.infer<typeof PatchWebhook>;

const webhook = {
  id: WebhookId,
  url: z.string(),
  description: z.string(),
  events: z.array(WebhookEventType),
  enabled: z.boolean(),
  ending: z.enum(WEBHOOK_ENDINGS).nullable(),
  /** The first failure since which nothing was delivered. */
  failingSince: z.iso.datetime().nullable(),
  deliveredAt: z.iso.datetime().nullable(),
  /** Until when the secret before the last rotation signs too. */
  oldSecretUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
};
export const Webhook = z.object(webhook).meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof Webhook>;
/** The one time its secret is shown: after it was made or rotated. */
export const WebhookWithSecret = z
  .object({ ...webhook, secret: z.string().startsWith('whsec_') })
  .meta({ id: 'WebhookWithSecret' });
export type WebhookWithSecret = z.infer<typeof WebhookWithSecret>;
export const WebhookList = z.object({ webhooks: z.array(Webhook) }).meta({ id: 'WebhookList' });
export type WebhookList = z.infer<typeof WebhookList>;

/** One event on its way to one webhook. `id` is what the receiver sees as `webhook-id`. */
export const Delivery = z
  .object({
    id: MessageId,
    event: WebhookEvent,
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int().min(0).max(1000),
    responseStatus: z.int().min(100).max(599).nullable(),
    problem: z.enum(DELIVERY_PROBLEMS).nullable(),
    /** `problem` in a sentence. */
    sentence: z.string().nullable(),
    body: z.string(),
    createdAt: z.iso.datetime(),
    attemptedAt: z.iso.datetime().nullable(),
    nextAttemptAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const ListDeliveries = z.object({
  cursor: z.string().max(256).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
});
export type ListDeliveries = z.infer<typeof ListDeliveries>;
export const DeliveryPage = z
  .object({ deliveries: z.array(Delivery), next: z.string().nullable() })
  .meta({ id: 'DeliveryPage' });
export type DeliveryPage = z.infer<typeof DeliveryPage>;
