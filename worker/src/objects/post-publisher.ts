import { DurableObject } from 'cloudflare:workers';
import type { ArmingId, PostId } from '../contract/ids.ts';
import { makeDeps } from '../deps.ts';
import type { Publication, Sighting } from '../domain/publication.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { createUploads } from '../media/upload-source.ts';
import { createLedger } from '../services/publishing/ledger.ts';
import type { PublicationStorage } from '../services/publishing/ports.ts';
import { Publisher } from '../services/publishing/publisher.ts';
import type { PublisherApi } from '../services/publishing/publisher-api.ts';
import { tellingRows } from '../services/publishing/telling-rows.ts';

const KEY = 'publication';
const SCHEMA = 1;

/** One per post: storage and alarm around the publisher (services/publishing/publisher.ts), which has the rules. */
export class PostPublisher extends DurableObject<Cloudflare.Env> implements PublisherApi {
  readonly #publisher: Publisher;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    const deps = makeDeps(env);
    this.#publisher = new Publisher({
      storage: storageOf(ctx),
      clock: deps.clock,
      random: deps.random,
      account: deps.account,
      tiktok: deps.tiktok,
      uploads: createUploads(deps.bucket),
      rows: tellingRows(deps),
      ledger: createLedger(deps.bucket),
      log: deps.log,
    });
    // An alarm may be lost while its time stays in storage (platform.md 1.1): every awakening sets it anew.
    const at = this.#publisher.alarmAt;
    if (at !== null) void ctx.storage.setAlarm(soonest(at));
  }

  override async alarm(): Promise<void> {
    await this.#publisher.wake();
  }

  poke(postId: PostId) {
    return this.#publisher.poke(postId);
  }

  cancel(postId: PostId, armingId: ArmingId, deleted: boolean) {
    return this.#publisher.cancel(postId, armingId, deleted);
  }

  swap(postId: PostId, seen: ArmingId, snapshot: Snapshot) {
    return this.#publisher.swap(postId, seen, snapshot);
  }

  resolve(postId: PostId, armingId: ArmingId, seen: Sighting) {
    return this.#publisher.resolve(postId, armingId, seen);
  }
}

/** Whole milliseconds, and never in the past: `setAlarm(now)` inside `alarm()` stops the chain dead (platform.md 1.2). */
const soonest = (at: number) => Math.max(Math.ceil(at), Date.now() + 1);

function storageOf(ctx: DurableObjectState): PublicationStorage {
  const { storage } = ctx;
  return {
    read() {
      const stored = storage.kv.get<Publication>(KEY);
      // Written by a newer version than this code: act not at all (design 5, Versions).
      if (stored && stored.schema > SCHEMA)
        throw new Error(`This object was written by schema ${stored.schema}.`);
      return stored;
    },
    write(publication, alarmAt) {
      storage.kv.put(KEY, publication);
      if (alarmAt !== null) void storage.setAlarm(soonest(alarmAt));
    },
    clear() {
      void storage.deleteAlarm();
      void storage.deleteAll();
    },
    sync: () => storage.sync(),
  };
}
