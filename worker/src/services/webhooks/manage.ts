/** Webhooks of a workspace: its owners and admins make, change and end them. */
import type { Actor } from '../../app-env.ts';
import type { WebhookId } from '../../contract/ids.ts';
import type {
  CreateWebhook,
  PatchWebhook,
  Webhook,
  WebhookEventType,
  WebhookWithSecret,
} from '../../contract/index.ts';
import { WEBHOOK_EVENTS } from '../../contract/index.ts';
import type { WebhookRow } from '../../db/schema.ts';
import { failWaiting, forgetDeliveries } from '../../db/webhook-outbox.ts';
import {
  changeWebhook,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  replaceSecret,
} from '../../db/webhooks.ts';
import type { Deps } from '../../deps.ts';
import { conflict, notFound } from '../../domain/errors.ts';
import { OLD_SECRET_LIFE } from '../../domain/webhook-retry.ts';
import { assertMay } from '../identity/may.ts';
import { assertAddress } from './address.ts';
import { newSecret, sealSecret } from './secrets.ts';

const WEBHOOKS_MAX = 10;

type Needs = Pick<Deps, 'db' | 'clock' | 'newId' | 'settings' | 'log'>;

export async function showWebhooks(deps: Needs, actor: Actor): Promise<Webhook[]> {
  assertMay(actor, 'manage_webhooks');
  return (await listWebhooks(deps.db, actor.workspaceId)).map(toWebhook);
}

export async function showWebhook(deps: Needs, actor: Actor, id: WebhookId): Promise<Webhook> {
  assertMay(actor, 'manage_webhooks');
  return toWebhook(await getWebhook(deps, actor, id));
}

/** The answer is the one place where its secret is told. */
export async function createWebhook(
  deps: Needs,
  actor: Actor,
  input: CreateWebhook,
): Promise<WebhookWithSecret> {
  assertMay(actor, 'manage_webhooks');
  const url = assertAddress(deps, input.url);
  const id = deps.newId<WebhookId>('hook');
  const secret = newSecret();
  const row = await insertWebhook(
    deps.db,
    {
      id,
      workspaceId: actor.workspaceId,
      createdBy: actor.userId,
      url,
      description: input.description,
      events: eachOnce(input.events),
      secret: await sealSecret(deps, id, secret),
      createdAt: deps.clock.now(),
    },
    WEBHOOKS_MAX,
  );
  if (!row) throw conflict(`A workspace has ${WEBHOOKS_MAX} webhooks at most.`);
  deps.log.info('webhook_created', { webhook: id, user: actor.userId });
  return { ...toWebhook(row), secret };
}

/** Events that happen while it is off are not kept for it; what waits when it is switched off is given up. */
export async function editWebhook(
  deps: Needs,
  actor: Actor,
  id: WebhookId,
  patch: PatchWebhook,
): Promise<Webhook> {
  assertMay(actor, 'manage_webhooks');
  const { enabled, url, events, description } = patch;
  const row = await changeWebhook(deps.db, actor.workspaceId, id, {
    ...(url !== undefined && { url: assertAddress(deps, url), failingSince: null }),
    ...(events !== undefined && { events: eachOnce(events) }),
    ...(description !== undefined && { description }),
    ...(enabled === true && { enabled, ending: null, failingSince: null }),
    ...(enabled === false && { enabled, ending: 'switched_off' as const }),
    updatedAt: deps.clock.now(),
  });
  if (!row) throw notFound('webhook');
  if (enabled === false) await failWaiting(deps.db, id, 'switched_off');
  return toWebhook(row);
}

/** For a day both secrets sign, so that the receiver can change over without losing anything. */
export async function rotateSecret(deps: Needs, actor: Actor, id: WebhookId): Promise<WebhookWithSecret> {
  assertMay(actor, 'manage_webhooks');
  const seen = await getWebhook(deps, actor, id);
  const secret = newSecret();
  const now = deps.clock.now();
  const row = await replaceSecret(deps.db, seen, {
    secret: await sealSecret(deps, id, secret),
    oldSecret: seen.secret,
    oldSecretUntil: now + OLD_SECRET_LIFE,
    updatedAt: now,
  });
  if (!row) throw conflict('Its secret was changed just now. Look at it and try again.');
  deps.log.info('webhook_secret_rotated', { webhook: id, user: actor.userId });
  return { ...toWebhook(row), secret };
}

export async function removeWebhook(deps: Needs, actor: Actor, id: WebhookId): Promise<void> {
  assertMay(actor, 'manage_webhooks');
  await getWebhook(deps, actor, id);
  await deps.db.batch([
    deleteWebhook(deps.db, actor.workspaceId, id),
    forgetDeliveries(deps.db, actor.workspaceId, id),
  ]);
  deps.log.info('webhook_deleted', { webhook: id, user: actor.userId });
}

/** The workspace's own, or `not_found`. */
export async function getWebhook(deps: Pick<Deps, 'db'>, actor: Actor, id: WebhookId): Promise<WebhookRow> {
  const row = await findWebhook(deps.db, actor.workspaceId, id);
  if (!row) throw notFound('webhook');
  return row;
}

/** In our order, so that the same choice looks the same. */
const eachOnce = (chosen: readonly WebhookEventType[]) =>
  WEBHOOK_EVENTS.filter((event) => chosen.includes(event));

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  enabled: row.enabled,
  ending: row.ending,
  failingSince: iso(row.failingSince),
  deliveredAt: iso(row.deliveredAt),
  oldSecretUntil: iso(row.oldSecretUntil),
  createdAt: new Date(row.createdAt).toISOString(),
  updatedAt: new Date(row.updatedAt).toISOString(),
});
