import { cors } from 'hono/cors';
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { forbidden } from '../../domain/errors.ts';
import type { Settings } from '../../env.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];

/** The web pages that may call us from a browser, exactly spelled. */
const callers = (settings: Settings) => [settings.APP_URL, settings.API_URL, ...settings.ALLOWED_ORIGINS];

/** Refuses changes asked for by a foreign web page (security.md 11). Callers that are not browsers send no Origin. */
export const checkOrigin = createMiddleware<AppEnv>(async (c, next) => {
  const origin = c.req.header('origin');
  const foreign = origin !== undefined && !callers(c.var.deps.settings).includes(origin);
  if (foreign && !SAFE.includes(c.req.method)) throw forbidden('This web page may not do that here.');
  await next();
});

/** CORS for the listed origins only, never `*` (security.md 12, legacy-api.md 7). */
export const allowOrigins = cors({
  origin: (origin, c) => (callers(c.var.deps.settings).includes(origin) ? origin : null),
  credentials: true,
  maxAge: 600,
  exposeHeaders: ['ETag', 'Idempotency-Replayed', 'Retry-After', 'X-Request-Id'],
  allowMethods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
});
