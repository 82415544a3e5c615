import { DurableObject } from 'cloudflare:workers';
import type { LinkId } from '../contract/ids.ts';
import type { PostId, WorkspaceId } from '../contract/index.ts';
import { makeDeps } from '../deps.ts';
import type { LinkRef, PacedCall, TikTokAccountApi } from '../services/accounts/account-api.ts';
import { AccountKeeper } from '../services/accounts/account-keeper.ts';
import type { AccountStorage } from '../services/accounts/keeper-ports.ts';
import { tellingAccountRows } from '../services/accounts/telling-rows.ts';
import type { Grant } from '../tiktok/types.ts';

/** One per TikTok open_id: storage and alarm around the keeper (services/accounts/account-keeper.ts), which has the rules. */
export class TikTokAccount extends DurableObject<Cloudflare.Env> implements TikTokAccountApi {
  readonly #keeper: AccountKeeper;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    const deps = makeDeps(env);
    this.#keeper = new AccountKeeper({
      storage: storageOf(ctx, () => deps.clock.now()),
      clock: deps.clock,
      tiktok: deps.tiktok,
      keyring: deps.settings.TOKEN_KEYS,
      rows: tellingAccountRows(deps),
      log: deps.log,
    });
    void ctx.blockConcurrencyWhile(() => this.#keeper.load());
  }

  override alarm(): Promise<void> {
    return this.#keeper.alarm();
  }

  linkWorkspace(input: { openId: string; workspaceId: WorkspaceId; linkId: LinkId; grant: Grant }) {
    return this.#keeper.linkWorkspace(input);
  }

  disconnect(link: LinkRef) {
    return this.#keeper.disconnect(link);
  }

  accessLost(reason: string) {
    return this.#keeper.accessLost(reason);
  }

  token(link: LinkRef, refused?: string) {
    return this.#keeper.token(link, refused);
  }

  mayPublish(link: LinkRef) {
    return this.#keeper.mayPublish(link);
  }

  creatorInfo(link: LinkRef, maxAgeMs: number) {
    return this.#keeper.creatorInfo(link, maxAgeMs);
  }

  take(call: PacedCall) {
    return this.#keeper.take(call);
  }

  book(postId: PostId, workspaceId: WorkspaceId, dueAt: number) {
    return this.#keeper.book(postId, workspaceId, dueAt);
  }

  unbook(postId: PostId) {
    return this.#keeper.unbook(postId);
  }

  postsIn24h(at: number) {
    return this.#keeper.postsIn24h(at);
  }
}

function storageOf({ storage }: DurableObjectState, now: () => number): AccountStorage {
  return {
    get: (key) => storage.kv.get(key),
    put: (key, value) => storage.kv.put(key, value),
    delete: (key) => {
      storage.kv.delete(key);
    },
    list: <T>(prefix: string) => [...storage.kv.list<T>({ prefix })].map(([, value]) => value),
    sync: () => storage.sync(),
    // Never in the past: `setAlarm(now)` inside `alarm()` stops the chain dead (platform.md 1.2).
    setAlarm: (at) => void storage.setAlarm(Math.max(Math.ceil(at), now() + 1)),
  };
}
