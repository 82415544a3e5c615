import type { Actor } from '../../app-env.ts';
import type { PushSubscriptionId } from '../../contract/ids.ts';
import type { CreatePushSubscription, PushDevice, PushInfo } from '../../contract/index.ts';
import {
  countSubscriptions,
  deleteSubscription,
  listSubscriptions,
  saveSubscription,
} from '../../db/pushes.ts';
import type { PushSubscriptionRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid, notFound, unauthenticated } from '../../domain/errors.ts';
import { isPushEndpoint } from '../../push/web-push.ts';
import { assertMay } from '../identity/may.ts';

const DEVICES_MAX = 20;

/** With what a browser subscribes, and which of one's own did. */
export async function readPushInfo(deps: Pick<Deps, 'db' | 'settings'>, actor: Actor): Promise<PushInfo> {
  assertMay(actor, 'be_oneself');
  const rows = await listSubscriptions(deps.db, actor.userId);
  return { publicKey: deps.settings.VAPID_KEYS?.publicKey ?? null, devices: rows.map(toDevice) };
}

/** Lets us push to a browser of this person. The same browser again is the same device. */
export async function subscribe(
  deps: Pick<Deps, 'db' | 'settings' | 'clock' | 'newId'>,
  actor: Actor,
  input: CreatePushSubscription & { userAgent: string },
): Promise<PushDevice> {
  assertMay(actor, 'be_oneself');
  if (!deps.settings.VAPID_KEYS) throw conflict('This TikTimer has no keys for pushes yet.');
  if (!isPushEndpoint(input.endpoint, deps.settings))
    throw invalid('This is not the address of a push service we know.');
  if ((await countSubscriptions(deps.db, actor.userId)) >= DEVICES_MAX)
    throw conflict(`Pushes go to ${DEVICES_MAX} devices at most. Take one off the list first.`);
  const row = await saveSubscription(deps.db, {
    id: deps.newId<PushSubscriptionId>('push'),
    userId: actor.userId,
    endpoint: input.endpoint,
    p256dh: input.keys.p256dh.replace('=', ''),
    auth: input.keys.auth.replaceAll('=', ''),
    userAgent: input.userAgent.slice(0, 300),
    sessionId: actor.sessionId,
    createdAt: deps.clock.now(),
  });
  if (!row) throw unauthenticated();
  return toDevice(row);
}

export async function unsubscribe(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  id: PushSubscriptionId,
): Promise<void> {
  assertMay(actor, 'be_oneself');
  if (!(await deleteSubscription(deps.db, actor.userId, id))) throw notFound('push subscription');
}

const toDevice = (row: PushSubscriptionRow): PushDevice => ({
  id: row.id,
  device: row.userAgent,
  createdAt: new Date(row.createdAt).toISOString(),
});
