import * as z from 'zod';
import { PushSubscriptionId } from './ids.ts';

/** What a person can be told of outside the app. In the app everything is told. */
export const NOTIFY_EVENTS = ['live', 'failed', 'needsYou', 'findings', 'weekly'] as const;
export type NotifyEvent = (typeof NOTIFY_EVENTS)[number];

const Channels = z.array(z.enum(['mail', 'push'])).max(2);
const Failed = Channels.min(1, 'Failures need one way to reach you.');
const Weekly = z.array(z.enum(['mail'])).max(1);

/** By which ways each kind of news goes out. */
export const NotifySettings = z.strictObject({
  live: Channels.default(['push']),
  failed: Failed.default(['mail', 'push']),
  needsYou: Channels.default(['mail', 'push']),
  findings: Channels.default(['mail', 'push']),
  weekly: Weekly.default(['mail']),
});
export type NotifySettings = z.infer<typeof NotifySettings>;

export const ChangeNotify = z.strictObject({
  live: Channels.optional(),
  failed: Failed.optional(),
  needsYou: Channels.optional(),
  findings: Channels.optional(),
  weekly: Weekly.optional(),
});

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day is written 22:30.');
/** In the person's zone; `to` may lie on the next day. Failures come all the same. */
export const QuietHours = z.strictObject({ from: TimeOfDay, to: TimeOfDay });
export type QuietHours = z.infer<typeof QuietHours>;

/** What a browser's PushManager gives (W3C Push API, PushSubscription.toJSON). */
export const CreatePushSubscription = z.strictObject({
  endpoint: z.url().max(1024),
  expirationTime: z.number().nullish(),
  keys: z.strictObject({
    p256dh: z.string().regex(/^[\w-]{87}=?$/, 'This is not a P-256 public key.'),
    auth: z.string().regex(/^[\w-]{22}={0,2}$/, 'This is not a push secret.'),
  }),
});
export type CreatePushSubscription = z.infer<typeof CreatePushSubscription>;

export const PushDevice = z
  .object({ id: PushSubscriptionId, device: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: 'PushDevice' });
export type PushDevice = z.infer<typeof PushDevice>;
/** `publicKey` is what a browser subscribes with (VAPID, base64url); null where this instance has no key. */
export const PushInfo = z
  .object({ publicKey: z.string().nullable(), devices: z.array(PushDevice) })
  .meta({ id: 'PushInfo' });
export type PushInfo = z.infer<typeof PushInfo>;

/** What a test reached. */
export const TestSent = z.object({ mail: z.boolean(), devices: z.int().min(0) }).meta({ id: 'TestSent' });
export type TestSent = z.infer<typeof TestSent>;
