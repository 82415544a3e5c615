import { DurableObject } from 'cloudflare:workers';
import type { WebhookId } from '../contract/ids.ts';
import type { Deps } from '../deps.ts';
import { makeDeps } from '../deps.ts';
import { MINUTE } from '../domain/publication.ts';
import { deliverDue } from '../services/webhooks/courier.ts';
import type { WebhookSenderApi } from '../services/webhooks/wake.ts';

const KEY = 'webhook';

/**
 * One per webhook, so that a slow one holds up no other: the alarm around the courier (services/webhooks/courier.ts), which
 * has the rules. What waits is in D1; here is only whose it is and when to look.
 */
export class WebhookSender extends DurableObject<Cloudflare.Env> implements WebhookSenderApi {
  readonly #deps: Deps;
  /** Grows with every poke, so that one that comes during a run is not forgotten at its end. */
  #pokes = 0;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#deps = makeDeps(env);
  }

  async poke(id: WebhookId): Promise<void> {
    this.#pokes++;
    this.ctx.storage.kv.put(KEY, id);
    this.#wakeAt(0);
  }

  /** Never throws: an alarm that throws seven times is gone (platform.md 1.3). */
  override async alarm(): Promise<void> {
    const id = this.ctx.storage.kv.get<WebhookId>(KEY);
    if (!id) return;
    const pokes = this.#pokes;
    // Set first, so that a run that dies is noticed.
    this.#wakeAt(this.#deps.clock.now() + MINUTE);
    try {
      const next = await deliverDue(this.#deps, id);
      if (pokes !== this.#pokes) this.#wakeAt(0);
      else if (next !== null) this.#wakeAt(next);
      else await this.ctx.storage.deleteAll();
    } catch (error) {
      this.#deps.log.warn('webhook run failed', { webhook: id, error });
    }
  }

  /** Never in the past: `setAlarm(now)` inside `alarm()` stops the chain dead (platform.md 1.2). */
  #wakeAt(at: number): void {
    void this.ctx.storage.setAlarm(Math.max(Math.ceil(at), this.#deps.clock.now() + 1));
  }
}
