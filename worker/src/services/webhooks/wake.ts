import type { WebhookId, WorkspaceId } from '../../contract/ids.ts';
import { dueWebhooksOf, overdueWebhooks, purgeDeliveries } from '../../db/webhook-outbox.ts';
import type { Deps } from '../../deps.ts';
import { DAY, SECOND } from '../../domain/publication.ts';
import { turn } from '../../domain/turn.ts';

/** What a webhook's object (one per webhook) offers, by RPC. */
export interface WebhookSenderApi {
  /** Something may wait: look. May be lost, repeated, reordered. */
  poke(id: WebhookId): Promise<void>;
}

/** Wakes the webhooks of a workspace that have something to send. Best effort and never waited for: the sweep comes after. */
export function wakeWebhooks(
  deps: Pick<Deps, 'db' | 'clock' | 'sender' | 'later' | 'log'>,
  workspaceId: WorkspaceId,
): void {
  deps.later(
    dueWebhooksOf(deps.db, workspaceId, deps.clock.now())
      .then((ids) => Promise.all(ids.map((id) => deps.sender(id).poke(id))))
      .catch((error: unknown) => deps.log.warn('webhooks not woken', { workspace: workspaceId, error })),
  );
}

/** An object that is well sends within moments. */
const OVERDUE = 15 * SECOND;
const POKES_MAX = 60;
/** Webhooks looked through in one run. */
const LOOKED_AT_MAX = 10_000;
const AT_ONCE = 6;

/**
 * For the sweep: webhooks whose object should have sent something and did not. When there are many, chance says which:
 * a slow one is overdue all the time, and must not stand before the others.
 */
export async function pokeWebhooks(
  deps: Pick<Deps, 'db' | 'clock' | 'random' | 'sender' | 'log'>,
): Promise<void> {
  const now = deps.clock.now();
  const overdue = await overdueWebhooks(deps.db, now - OVERDUE, LOOKED_AT_MAX);
  const ids = turn(overdue, POKES_MAX, deps.random());
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE).map((id) =>
      deps
        .sender(id)
        .poke(id)
        .catch((error: unknown) => deps.log.warn('webhook not woken', { webhook: id, error })),
    );
    await Promise.all(some);
  }
}

/** How long the log of deliveries is kept. */
const KEEP = 30 * DAY;
const PURGE_MAX = 1000;

/** For the sweep: what is older than that, some at a time. */
export const purgeWebhookLog = (deps: Pick<Deps, 'db' | 'clock'>) =>
  purgeDeliveries(deps.db, deps.clock.now() - KEEP, PURGE_MAX);
