/** The composition root: everything a verb may need, built once per request or wake-up from the parsed settings. */
import { waitUntil } from 'cloudflare:workers';
import { drizzle } from 'drizzle-orm/d1';
import type { PostId, WebhookId, WorkspaceId } from './contract/ids.ts';
import * as schema from './db/schema.ts';
import { newId } from './domain/ids.ts';
import type { Bindings, Settings } from './env.ts';
import { readSettings } from './env.ts';
import type { Log } from './log.ts';
import { consoleLog } from './log.ts';
import type { Mailer } from './mail/mailer.ts';
import { chooseMailer } from './mail/mailer.ts';
import { get } from './outbound/get.ts';
import type { Outbound } from './outbound/post.ts';
import { post } from './outbound/post.ts';
import { addressesOf } from './outbound/resolve.ts';
import type { TikTokAccountApi } from './services/accounts/account-api.ts';
import type { RateLimiterApi } from './services/limits/limiter-api.ts';
import { Traffic } from './services/limits/traffic.ts';
import type { FeedApi } from './services/live/feed-api.ts';
import type { PublisherApi } from './services/publishing/publisher-api.ts';
import type { WebhookSenderApi } from './services/webhooks/wake.ts';
import { createTikTok } from './tiktok/client.ts';
import type { TikTok } from './tiktok/types.ts';

export interface Clock {
  /** Milliseconds UTC. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export type Db = ReturnType<typeof openDb>;

export interface Deps {
  settings: Settings;
  db: Db;
  clock: Clock;
  /** A number in [0, 1). */
  random(): number;
  newId<Id extends string>(prefix: string): Id;
  /** The bucket with media and the ledger. */
  bucket: R2Bucket;
  tiktok: TikTok;
  /** The object of one TikTok account, by its open_id. */
  account(openId: string): TikTokAccountApi;
  /** The object of one post. */
  publisher(postId: PostId): PublisherApi;
  mailer: Mailer;
  /** Work that goes on after the answer; what it leaves undone the sweep ends. It must not reject. */
  later(work: Promise<unknown>): void;
  /** The object that counts one thing, by the name of that. */
  limiter(name: string): RateLimiterApi;
  /** What this isolate has counted. */
  traffic: Traffic;
  /** The object that holds a workspace's sockets. */
  feed(workspaceId: WorkspaceId): FeedApi;
  /** The object that sends to one webhook. */
  sender(webhookId: WebhookId): WebhookSenderApi;
  /** Requests to servers of users, and for creators' pictures. */
  outbound: Outbound;
  log: Log;
}

export const openDb = (d1: D1Database) => drizzle(d1, { schema });

export const systemClock: Clock = { now: () => Date.now(), wait: (ms) => scheduler.wait(Math.max(0, ms)) };
export const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

const traffic = new Traffic();

export function makeDeps(env: Bindings): Deps {
  const settings = readSettings(env);
  return {
    settings,
    db: openDb(env.DB),
    clock: systemClock,
    random: () => Math.random(),
    newId: (prefix) => newId(prefix, systemClock.now(), randomBytes),
    bucket: env.MEDIA,
    tiktok: createTikTok(settings, systemClock.now),
    account: (openId) => env.TIKTOK_ACCOUNT.getByName(openId) as unknown as TikTokAccountApi,
    publisher: (postId) => env.POST_PUBLISHER.getByName(postId) as unknown as PublisherApi,
    mailer: chooseMailer(settings, env.EMAIL),
    limiter: (name) => env.RATE_LIMITER.getByName(name) as unknown as RateLimiterApi,
    traffic,
    feed: (workspaceId) => env.WORKSPACE_FEED.getByName(workspaceId) as unknown as FeedApi,
    sender: (webhookId) => env.WEBHOOK_SENDER.getByName(webhookId) as unknown as WebhookSenderApi,
    outbound: { get, post, addressesOf },
    later: (work) => waitUntil(work),
    log: consoleLog,
  };
}
