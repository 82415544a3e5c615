import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { forbidden } from '../../domain/errors.ts';
import type { Settings } from '../../env.ts';
import { isLegacy } from '../legacy/door.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** The web pages that may call us from a browser, exactly spelled. */
const callers = (settings: Settings) => [settings.APP_URL, settings.API_URL, ...settings.ALLOWED_ORIGINS];

/** Whether this is the origin of a web page that may call us. */
export const isCaller = (settings: Settings, origin: string) => callers(settings).includes(origin);

/** Refuses changes asked for by a foreign web page (security.md 11). Callers that are not browsers send no Origin. */
export const checkOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header('origin');
  const foreign = origin !== undefined && !isCaller(c.var.deps.settings, origin);
  // Old routes know no cookies, hence nothing a foreign page could borrow, and they answered everybody (legacy-api.md 7).
  if (isLegacy(c.req.path)) return next();
  if (foreign && !SAFE.includes(c.req.method)) throw forbidden('This web page may not do that here.');
  await next();
});

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

const EXPOSED = 'ETag, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id';

/** CORS for the listed origins only, never `*` (security.md 12). Preflights are answered as the old API did (legacy-api.md 7). */
export const allowOrigins = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header('origin');
  const allowed = origin !== undefined && isCaller(c.var.deps.settings, origin);
  const wanted = c.req.header('access-control-request-method');
  c.header('vary', 'Origin');
  if (allowed) {
    c.header('access-control-allow-origin', origin);
    c.header('access-control-allow-credentials', 'true');
    c.header('access-control-expose-headers', EXPOSED);
  }
  if (c.req.method !== 'OPTIONS' || origin === undefined || wanted === undefined) return next();
  if (!allowed) return c.text('Disallowed CORS origin', 400);
  c.header('access-control-allow-methods', METHODS.join(', '));
  c.header('access-control-max-age', '600');
  const headers = c.req.header('access-control-request-headers');
  if (headers !== undefined) c.header('access-control-allow-headers', headers);
  return METHODS.includes(wanted) ? c.text('OK') : c.text('Disallowed CORS method', 400);
});
