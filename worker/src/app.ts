import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { AppEnv } from './app-env.ts';
import { makeDeps } from './deps.ts';
import { notFound } from './domain/errors.ts';
import { accounts } from './routes/accounts.ts';
import { apiKeys } from './routes/api-keys.ts';
import { docs } from './routes/docs.ts';
import { health } from './routes/health.ts';
import { identity } from './routes/identity.ts';
import { exported, leave } from './routes/leave.ts';
import { legacyCallback } from './routes/legacy/callback.ts';
import { isLegacy, legacyDoor } from './routes/legacy/door.ts';
import { legacyIdentity } from './routes/legacy/identity.ts';
import { legacyPosts } from './routes/legacy/posts.ts';
import { legacyService } from './routes/legacy/service.ts';
import { legacyTikTok } from './routes/legacy/tiktok.ts';
import { live } from './routes/live.ts';
import { me } from './routes/me.ts';
import { files, media } from './routes/media.ts';
import { allowOrigins, checkOrigin } from './routes/middleware/origin.ts';
import { limitAddress } from './routes/middleware/traffic.ts';
import { notices } from './routes/notices.ts';
import { openApi } from './routes/openapi.ts';
import { outbox } from './routes/outbox.ts';
import { pictures } from './routes/pictures.ts';
import { posts } from './routes/posts.ts';
import { problem } from './routes/problem.ts';
import { push } from './routes/push.ts';
import { tiktok } from './routes/tiktok.ts';
import { parts, uploads } from './routes/uploads.ts';
import { webhooks } from './routes/webhooks.ts';

/** Mounts every route; one place turns errors into answers. */
const routes = new Hono<AppEnv>()
  .use(async (c, next) => {
    c.set('requestId', c.req.header('cf-ray') ?? crypto.randomUUID());
    c.set('deps', makeDeps(c.env));
    await next();
    c.header('x-request-id', c.var.requestId);
  })
  // A route may know better: files are played by the web app's origin.
  .use(secureHeaders({ overwrite: false }))
  .use(allowOrigins)
  .use(checkOrigin)
  .use(limitAddress)
  .use(legacyDoor)
  .route('/', docs)
  .route('/', health)
  .route('/api/v1', identity)
  .route('/api/v1', me)
  .route('/api/v1', leave)
  .route('/api/v1', outbox)
  .route('/api/v1', apiKeys)
  .route('/api/v1', accounts)
  .route('/api/v1', tiktok)
  .route('/api/v1', legacyCallback)
  .route('/api/v1', legacyTikTok)
  .route('/', legacyService)
  .route('/', legacyIdentity)
  .route('/', legacyPosts)
  .route('/api/v1', posts)
  .route('/api/v1', notices)
  .route('/api/v1', push)
  .route('/api/v1', uploads)
  .route('/api/v1', media)
  .route('/api/v1', live)
  .route('/api/v1', webhooks)
  .route('/', parts)
  .route('/', files)
  .route('/', pictures)
  .route('/', exported)
  .notFound((c) =>
    isLegacy(c.req.path) ? c.json({ detail: 'Not Found' }, 404) : problem(notFound('page'), c),
  )
  .onError(problem);

export const app = routes.route('/', openApi(routes));

export type App = typeof app;
