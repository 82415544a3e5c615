/** What the old API answered before it looked at anything else: the other slash form, and methods it had not. */
import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';

/** Every route of the old API as it was declared, with its methods (legacy-api.md 1). */
const ROUTES: [path: RegExp, methods: string[]][] = [
  [/^\/$/, ['GET']],
  [/^\/health$/, ['GET']],
  [/^\/(?:docs|redoc|openapi\.json)$/, ['GET', 'HEAD']],
  [/^\/register$/, ['POST']],
  [/^\/token$/, ['POST']],
  [/^\/auth\/refresh$/, ['POST']],
  [/^\/auth\/logout$/, ['POST']],
  [/^\/users\/me$/, ['GET']],
  [/^\/test\/admin-only$/, ['GET']],
  [/^\/posts\/$/, ['GET', 'POST']],
  [/^\/posts\/[^/]+$/, ['DELETE', 'GET', 'PATCH']],
  [/^\/api\/v1\/auth\/tiktok\/authorize$/, ['GET']],
  [/^\/api\/v1\/auth\/tiktok\/callback$/, ['GET']],
  [/^\/api\/v1\/auth\/tiktok\/exchange-token$/, ['POST']],
  [/^\/api\/v1\/auth\/tiktok\/disconnect$/, ['DELETE']],
  [/^\/api\/v1\/tiktok\/posts\/$/, ['POST']],
  [/^\/api\/v1\/tiktok\/posts\/[^/]+\/publish$/, ['POST']],
];
const methodsOf = (path: string) => ROUTES.find(([route]) => route.test(path))?.[1];

/** Whether an answer for this path is read by old clients: their own routes, and every path that is not the new API's. */
export const isLegacy = (path: string) =>
  methodsOf(path) !== undefined || !/^\/(?:api\/v1|parts|files)(?:\/|$)/.test(path);

/** 307 keeps method and body; it and 405 come before anybody is asked who they are. */
export const legacyDoor = createMiddleware<AppEnv>(async (c, next) => {
  const url = new URL(c.req.url);
  const methods = methodsOf(url.pathname);
  if (methods) {
    if (methods.includes(c.req.method)) return next();
    return c.json({ detail: 'Method Not Allowed' }, 405, { allow: methods.join(', ') });
  }
  const other = url.pathname.endsWith('/') ? url.pathname.slice(0, -1) : `${url.pathname}/`;
  if (!methodsOf(other)) return next();
  url.pathname = other;
  return c.redirect(url.href, 307);
});
