/** General limits: they shed load and cost next to nothing (worker/docs/limits.md). */
import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { networkOf } from '../../domain/address.ts';
import { limitReached } from '../../domain/errors.ts';
import { quotaOf } from '../../domain/limits.ts';
import type { Spent } from '../../domain/quota.ts';
import { isLegacy } from '../legacy/door.ts';
import { legacyProblem } from '../legacy/errors.ts';

/**
 * Where a request comes from, as limits count it. From outside Cloudflare writes this header itself, over whatever a caller
 * sent; by the service binding it is the web app's word for its visitor, and only our own workers can be bound to us.
 * Without one (a binding that says nothing, a bare local runtime) there is no address to count by.
 */
export const addressOf = (c: Context): string | undefined => networkOf(c.req.header('cf-connecting-ip'));

/** TikTok sends all its news from a few addresses, and has its own signature to show; monitors ask for ever. */
export const UNCOUNTED = ['/api/v1/tiktok/webhooks', '/health', '/ready', '/metrics'];

/** So many requests from one address, whoever asks, before anybody is looked up. */
export const limitAddress = createMiddleware<AppEnv>(async (c, next) => {
  const address = addressOf(c);
  if (address === undefined || UNCOUNTED.includes(c.req.path)) return next();
  const { traffic, settings, clock } = c.var.deps;
  const spent = traffic.count(`address:${address}`, quotaOf(settings, 'address'), clock.now());
  if (spent.ok) return next();
  if (isLegacy(c.req.path)) return legacyProblem(tooMany(spent), c);
  throw tooMany(spent);
});

/** So many requests of one key or person. Answers tell what is left, as far as it was counted here (draft-ietf-httpapi-ratelimit-headers-10). */
export async function limitCaller(c: Context<AppEnv>, next: () => Promise<void>): Promise<void> {
  const { actor } = c.var;
  const { traffic, settings, clock } = c.var.deps;
  const name = actor.key ? 'key' : 'user';
  const who = actor.key ? actor.key.id : `${actor.workspaceId}:${actor.userId}`;
  const rule = quotaOf(settings, name);
  const spent = traffic.count(`${name}:${who}`, rule, clock.now());
  const tell = () => {
    c.header('ratelimit-policy', `"${name}";q=${rule.quota};w=${rule.windowMs / 1000}`);
    c.header('ratelimit', `"${name}";r=${spent.remaining};t=${spent.resetSeconds}`);
  };
  if (!spent.ok) {
    tell();
    throw tooMany(spent);
  }
  await next();
  // The answer that opens a WebSocket cannot be touched any more.
  if (c.res.status !== 101) tell();
}

const tooMany = ({ resetSeconds }: Spent) =>
  limitReached('You ask more often than we can answer. Wait a little, then go on.', resetSeconds);
