import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import { controlRoutes } from './control/routes.ts';
import type { SimulatorEnv } from './env.ts';
import type { MediaPieces } from './media.ts';
import { hashPieces, mediaPieces, piecesOf } from './media.ts';
import { oauthRoutes } from './oauth/routes.ts';
import { pageRoutes } from './pages/routes.ts';
import type { Publication, PublicationFilter } from './publications.ts';
import { listPublications } from './publications.ts';
import { publishRoutes } from './publish/routes.ts';
import { nextSettleAt, settle } from './publish/settle.ts';
import type { Admission, ChunkOffer, ChunkReceived } from './upload/chunks.ts';
import { admitChunk, commitChunk, noteLostChunk } from './upload/chunks.ts';
import { ensureFounders } from './users.ts';
import { deliverWebhooks } from './webhooks/deliver.ts';
import { nextWebhookAt } from './webhooks/outbox.ts';
import { World } from './world.ts';

export type Publications = (filter: PublicationFilter, withHash: boolean) => Promise<Publication[]>;

const KEYS_AT_ONCE_MAX = 1_000;

/** The one object: TikTok's state, and every call but the bytes themselves. */
export class Simulator extends DurableObject<SimulatorEnv> {
  readonly #world: World;
  readonly #app: Hono;
  #delivering: Promise<number> | undefined;

  constructor(ctx: DurableObjectState, env: SimulatorEnv) {
    super(ctx, env);
    this.#world = new World(ctx.storage, env);
    ensureFounders(this.#world);
    const publications: Publications = (filter, withHash) => this.#publications(filter, withHash);
    const slow = {
      reset: () => this.#reset(),
      deliverWebhooks: () => this.#deliver(),
      publications,
    };
    this.#app = new Hono()
      .route('/', oauthRoutes(this.#world))
      .route('/', publishRoutes(this.#world))
      .route('/', controlRoutes(this.#world, slow))
      .route('/', pageRoutes(this.#world, publications))
      // tiktok-api.md 0: a wrong method or a missing slash is not JSON.
      .notFound((c) => c.text('Unsupported path(Janus)', 404));
  }

  override async fetch(request: Request): Promise<Response> {
    const answer = await this.#app.fetch(request);
    await this.#wake();
    const dated = new Response(answer.body, answer);
    dated.headers.set('date', new Date(this.#world.now()).toUTCString());
    return dated;
  }

  admitChunk(offer: ChunkOffer): Admission {
    return admitChunk(this.#world, offer);
  }

  async commitChunk(received: ChunkReceived) {
    const done = commitChunk(this.#world, received);
    await this.#wake();
    return done;
  }

  noteLostChunk(publishId: string, entry: { status: number; fault: string | null }): void {
    noteLostChunk(this.#world, publishId, entry);
  }

  mediaPieces(postId: string): MediaPieces | null {
    settle(this.#world);
    return mediaPieces(this.#world, postId);
  }

  override async alarm(): Promise<void> {
    settle(this.#world);
    await this.#deliver();
    await this.#wake();
  }

  /** Only webhooks need somebody awake: everything else is settled when it is asked for. */
  async #wake(): Promise<void> {
    if (!this.#world.webhookUrl) return;
    const times = [nextSettleAt(this.#world), nextWebhookAt(this.#world)].filter((at) => at !== null);
    if (times.length > 0) await this.#world.wakeAt(Math.min(...times));
  }

  /** One at a time: an alarm and a test that both deliver must not send an event twice. */
  #deliver(): Promise<number> {
    settle(this.#world);
    this.#delivering ??= deliverWebhooks(this.#world).finally(() => {
      this.#delivering = undefined;
    });
    return this.#delivering;
  }

  async #publications(filter: PublicationFilter, withHash: boolean): Promise<Publication[]> {
    const found = listPublications(this.#world, filter);
    if (withHash) for (const one of found) one.sha256 ??= await this.#hash(one);
    return found;
  }

  async #hash({ publishId, lastByteAt, discarded }: Publication): Promise<string | null> {
    if (lastByteAt === null || discarded) return null;
    const sha256 = await hashPieces(this.env.SIMULATOR_MEDIA, piecesOf(this.#world, publishId));
    this.#world.run('UPDATE publishes SET sha256 = ? WHERE publish_id = ?', sha256, publishId);
    return sha256;
  }

  async #reset(): Promise<void> {
    this.#world.forget();
    ensureFounders(this.#world);
    await this.ctx.storage.deleteAlarm();
    const bucket = this.env.SIMULATOR_MEDIA;
    for (;;) {
      const { objects, truncated } = await bucket.list({ limit: KEYS_AT_ONCE_MAX });
      if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
      if (!truncated) return;
    }
  }
}
