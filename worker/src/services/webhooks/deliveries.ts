/** What was sent to a webhook, and sending something on request. */
import * as z from 'zod';
import type { Actor } from '../../app-env.ts';
import type { WebhookId } from '../../contract/ids.ts';
import type { Delivery, DeliveryPage, ListDeliveries } from '../../contract/index.ts';
import { MessageId } from '../../contract/index.ts';
import type { DeliveryRow, WebhookRow } from '../../db/schema.ts';
import { enqueueFor, findDelivery, hasRoom, listDeliveries, sendAgain } from '../../db/webhook-outbox.ts';
import type { Deps } from '../../deps.ts';
import { conflict, notFound } from '../../domain/errors.ts';
import { assertMay } from '../identity/may.ts';
import { openCursor, sealCursor } from '../lists/cursor.ts';
import { pageSize } from '../lists/page-size.ts';
import type { Once } from '../repeats/once.ts';
import { firstOnly, takeKey } from '../repeats/once.ts';
import { getWebhook } from './manage.ts';
import { message } from './messages.ts';
import { wakeWebhooks } from './wake.ts';
import { problemWords } from './words.ts';

const Place = z.object({ createdAt: z.number(), id: MessageId });

/** Of the last 30 days, newest first. */
export async function readDeliveries(
  deps: Deps,
  actor: Actor,
  webhookId: WebhookId,
  input: ListDeliveries,
): Promise<DeliveryPage> {
  assertMay(actor, 'manage_webhooks');
  const { id } = await getWebhook(deps, actor, webhookId);
  const limit = pageSize(input.limit);
  const list = `deliveries ${id}`;
  const { cursor } = input;
  const after =
    cursor === undefined ? undefined : await openCursor(deps, actor, list, { cursor, place: Place });
  const rows = await listDeliveries(deps.db, actor.workspaceId, id, after, limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const place = last && { createdAt: last.createdAt, id: last.messageId };
  return {
    deliveries: page.map(toDelivery),
    next: place ? await sealCursor(deps, actor, list, place) : null,
  };
}

/** Sends a `ping`, through everything a real event goes through. */
export async function testWebhook(
  deps: Deps,
  actor: Actor,
  webhookId: WebhookId,
  once?: Once,
): Promise<Delivery> {
  assertMay(actor, 'manage_webhooks');
  const webhook = await getWebhook(deps, actor, webhookId);
  assertOn(webhook);
  if (!once?.resumed) await assertRoom(deps, webhook);
  const id = (once?.mintedId as MessageId | undefined) ?? deps.newId<MessageId>('msg');
  const ping = message(id, 'ping', deps.clock.now(), { webhookId: webhook.id });
  await firstOnly(deps.db.batch([enqueueFor(deps.db, webhook, ping), ...takeKey(deps, once)]));
  wakeWebhooks(deps, actor.workspaceId);
  return toDelivery(await getDelivery(deps, webhook, id));
}

/** Sends an event again, under the same `webhook-id`: a receiver that has it already can tell. */
export async function resend(
  deps: Deps,
  actor: Actor,
  input: { webhookId: WebhookId; messageId: MessageId },
  once?: Once,
): Promise<Delivery> {
  assertMay(actor, 'manage_webhooks');
  const webhook = await getWebhook(deps, actor, input.webhookId);
  const before = await getDelivery(deps, webhook, input.messageId);
  assertOn(webhook);
  // What waits already takes no room when it begins anew.
  if (before.nextAt === null && !once?.resumed) await assertRoom(deps, webhook);
  const { id, workspaceId } = webhook;
  const again = sendAgain(deps.db, workspaceId, id, input.messageId, deps.clock.now());
  if (!once?.resumed) await firstOnly(deps.db.batch([again, ...takeKey(deps, once)]));
  wakeWebhooks(deps, workspaceId);
  return toDelivery(await getDelivery(deps, webhook, input.messageId));
}

function assertOn(webhook: WebhookRow): void {
  if (!webhook.enabled) throw conflict('This webhook is switched off. Switch it on first.');
}

async function assertRoom(deps: Deps, { id }: WebhookRow): Promise<void> {
  if (await hasRoom(deps.db, id)) return;
  throw conflict(
    'A thousand events wait for this webhook already. Send more when some of them have arrived.',
  );
}

async function getDelivery(deps: Deps, webhook: WebhookRow, id: MessageId): Promise<DeliveryRow> {
  const row = await findDelivery(deps.db, webhook.workspaceId, webhook.id, id);
  if (!row) throw notFound('delivery');
  return row;
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.messageId,
  event: row.event,
  status: row.status,
  attempts: row.attempts,
  responseStatus: row.responseStatus,
  problem: row.problem,
  sentence: problemWords(row.problem),
  body: row.body,
  createdAt: new Date(row.createdAt).toISOString(),
  attemptedAt: iso(row.attemptedAt),
  nextAttemptAt: iso(row.nextAt),
});
