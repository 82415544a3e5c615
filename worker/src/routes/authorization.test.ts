/** Who gets in where: every route × who asks (security.md 16, 18). A route without a line here fails. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ids, Line } from '../../test/support/authorization.ts';
import {
  byAdmins,
  cast,
  change,
  line,
  list,
  look,
  make,
  open,
  walk,
} from '../../test/support/authorization.ts';
import { app } from '../app.ts';

const schedule = () => ({
  publishAt: new Date(Date.now() + 3_600_000).toISOString(),
  consent: 'music_usage',
});
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const formOf = (fields: Record<string, string>) => () => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

/** Under /api/v1. Of keys one scope gets in, or none: what is a person's own, and what gives others rights, is no key's. */
const API: Record<string, Line> = {
  'GET /instance': open(200),
  'POST /users': open(422, () => ({})),
  'POST /sessions': open(401, () => ({ login: 'nobody@test.example', password: 'plum tarts on mondays' })),
  'GET /sessions': list(null),
  'DELETE /sessions': line(204),
  'DELETE /sessions/current': line(204),
  /** Sessions are a person's, not a workspace's: the owner's is nobody else's to end. */
  'DELETE /sessions/:sessionId': line(204, { stranger: 404, by: ['owner'], refused: 404 }),
  'GET /me': list(null),
  'PATCH /me': line(200, { body: () => ({ zone: 'Europe/Berlin' }) }),
  'PUT /me/password': line(422, {
    body: () => ({ currentPassword: 'not this one', password: 'apple strudel on mondays' }),
  }),
  'PUT /me/email': line(422, { body: () => ({ currentPassword: 'not this one', email: 'a@test.example' }) }),
  'POST /me/email/confirmation': line(202),
  'POST /me/export': line(201),
  'DELETE /me': line(422, { body: () => ({ username: 'nobody', password: 'not this one' }) }),
  'POST /me/keep': line(200),
  'POST /email-confirmations': open(404, () => ({ token: 'never ours' })),
  'POST /email-confirmations/check': open(404, () => ({ token: 'never ours' })),
  'POST /password-resets': open(202, () => ({ email: 'nobody@test.example' })),
  'POST /password-resets/check': open(404, () => ({ token: 'never ours' })),
  'POST /password-resets/complete': open(422, () => ({})),
  /** On one's own machine only; elsewhere there is no such page (me.test.ts). */
  'GET /outbox': open(200),
  'POST /api-keys': byAdmins(make(null, 201, () => ({ name: 'CI', scopes: ['posts:read'] }))),
  'GET /api-keys': byAdmins(list(null)),
  'DELETE /api-keys/:keyId': byAdmins(change(null, 204)),
  'POST /tiktok/connect': byAdmins(make(null, 200)),
  'POST /tiktok/connections': byAdmins(make(null, 400, () => ({ code: 'c', state: 'never ours' }))),
  'POST /tiktok/webhooks': open(401),
  'GET /accounts': list('accounts:read'),
  'GET /accounts/today': list('accounts:read'),
  'GET /accounts/:accountId': look('accounts:read'),
  'PATCH /accounts/:accountId': byAdmins(change(null, 200, () => ({ legacyPrivacy: 'SELF_ONLY' }))),
  'DELETE /accounts/:accountId': byAdmins(change(null, 200)),
  'POST /posts': make('posts:write', 201, () => ({ caption: 'plum tart' })),
  'GET /posts': list('posts:read'),
  'GET /posts/counts': list('posts:read'),
  'GET /punctuality': list('posts:read'),
  'GET /posts/:postId': look('posts:read'),
  'PATCH /posts/:postId': change('posts:write', 200, () => ({ caption: 'mine' })),
  'DELETE /posts/:postId': change('posts:write', 204),
  'PUT /posts/:postId/schedule': change('posts:write', 422, schedule),
  'DELETE /posts/:postId/schedule': change('posts:write', 200),
  'POST /posts/:postId/publish': change('posts:write', 422, () => ({ consent: 'music_usage' })),
  'POST /posts/:postId/duplicate': change('posts:write', 201),
  'POST /posts/:postId/restore': change('posts:write', 200),
  'POST /posts/:postId/resolve': change('posts:write', 409, () => ({ outcome: 'published' })),
  'GET /posts/:postId/receipt': look('posts:read'),
  'GET /posts/:postId/preflight': look('posts:read', 422),
  'POST /notifications/test': line(200),
  'GET /push': list(null),
  'POST /push/subscriptions': line(201, {
    body: () => ({
      endpoint: `http://127.0.0.1:9/push/${crypto.randomUUID()}`,
      keys: { p256dh: 'B'.repeat(87), auth: 'a'.repeat(22) },
    }),
  }),
  'DELETE /push/subscriptions/:subscriptionId': line(404),
  'GET /notifications': list('posts:read'),
  /** Approvers are told too, and see that they were. */
  'POST /notifications/read': {
    ...change('posts:write', 200, ({ noticeId }: Ids) => ({ until: noticeId })),
    by: ['owner', 'admin', 'editor', 'approver'],
  },
  'POST /uploads': make('media:write', 201, () => ({ name: 'tart.mp4', bytes: 1_000, type: 'video/mp4' })),
  'GET /uploads': list('posts:read'),
  'GET /uploads/:uploadId': look('posts:read'),
  'POST /uploads/:uploadId/parts': change('media:write', 200, () => ({ numbers: [1] })),
  'POST /uploads/:uploadId/complete': change('media:write', 409),
  'DELETE /uploads/:uploadId': change('media:write', 204),
  'GET /media': list('posts:read'),
  'GET /media/:mediaId': look('posts:read'),
  'GET /media/:mediaId/posts': look('posts:read'),
  'PATCH /media/:mediaId': change('media:write', 200, () => ({ kept: true })),
  'DELETE /media/:mediaId': change('media:write', 204),
  /** An empty body is no picture. */
  'PUT /media/:mediaId/poster': change('media:write', 415),
  /** Not opened as a WebSocket; routes/live.test.ts opens them. */
  'GET /live': line(400),
  'POST /webhooks': byAdmins(make(null, 201, () => ({ url: 'https://hooks.example.com/tiktimer' }))),
  'GET /webhooks': byAdmins(list(null)),
  'GET /webhooks/:webhookId': byAdmins(change(null, 200)),
  'PATCH /webhooks/:webhookId': byAdmins(change(null, 200, () => ({ description: 'our wall' }))),
  'DELETE /webhooks/:webhookId': byAdmins(change(null, 204)),
  'POST /webhooks/:webhookId/rotate-secret': byAdmins(change(null, 200)),
  'POST /webhooks/:webhookId/test': byAdmins(change(null, 202)),
  'GET /webhooks/:webhookId/deliveries': byAdmins(change(null, 200)),
  'POST /webhooks/:webhookId/deliveries/:messageId/resend': byAdmins(change(null, 202)),

  // The old API's, with its own words (routes/legacy).
  'GET /auth/tiktok/authorize': byAdmins(list(null)),
  /** Without a Bearer it is a browser, which is sent to the web app. */
  'GET /auth/tiktok/callback': byAdmins(line(400, { nobody: 302, query: '?code=c&state=never-ours' })),
  'POST /auth/tiktok/exchange-token': byAdmins(make(null, 400, () => ({ code: 'c', state: 'never ours' }))),
  'DELETE /auth/tiktok/disconnect': byAdmins(line(200)),
  /** It makes a post and stores a file: a key needs both scopes (api-keys.test.ts). */
  'POST /tiktok/posts/': make(null, 422, formOf({ content: 'tart', scheduled_time: inAnHour() })),
  'POST /tiktok/posts/:postId/publish': change('posts:write', 400),
};

/** At the root: the old API, files and parts by signed address, and what tells how the instance does. */
const ROOT: Record<string, Line> = {
  'GET /': open(200),
  'GET /health': open(200),
  'GET /ready': open(200),
  'GET /openapi.json': open(200),
  'GET /docs': open(200),
  'GET /docs/:file': open(404),
  'GET /redoc': open(200),
  'GET /test/admin-only': line(403),
  'POST /register': open(422, () => ({})),
  'POST /token': open(401, () => new URLSearchParams({ username: 'nobody', password: 'pass' })),
  'POST /auth/refresh': open(401, () => ({ refresh_token: 'never ours' })),
  'POST /auth/logout': line(204),
  'GET /users/me': list(null),
  'POST /posts/': make('posts:write', 201, () => ({ content: 'tart', scheduled_time: inAnHour() })),
  'GET /posts/': list('posts:read'),
  'GET /posts/:postId': look('posts:read'),
  'PATCH /posts/:postId': change('posts:write', 200, () => ({ content: 'mine' })),
  'DELETE /posts/:postId': change('posts:write', 204),
  'PUT /parts/:token': open(404),
  'GET /files/:token': open(404),
  'GET /posters/:token': open(404),
  'GET /avatars/:token': open(404),
  'GET /exports/:token': open(404),
};

const routesOf = (inside: (path: string) => boolean) =>
  [
    ...new Set(
      app.routes
        .filter(({ method, path }) => method !== 'ALL' && inside(path))
        .map(({ method, path }) => `${method} ${path}`),
    ),
  ].toSorted();
const isApi = (path: string) => path.startsWith('/api/v1/');
const apiLines = Object.entries(API).map(
  ([route, of]) => [route.replace(' ', ' /api/v1'), of] as [string, Line],
);
const lines = [...apiLines, ...Object.entries(ROOT)];

describe('every route', () => {
  it('has a line in the table, and each line a route', () => {
    expect(routesOf(isApi)).toEqual(apiLines.map(([route]) => route).toSorted());
    expect(routesOf((path) => !isApi(path))).toEqual(Object.keys(ROOT).toSorted());
  });

  let people: Awaited<ReturnType<typeof cast>>;
  beforeAll(async () => {
    people = await cast();
  });

  it.each(lines)('%s', async (route, of) => {
    const { statuses, expected, leaks, refusedMissing, detail } = await walk(route, of, people);
    expect(statuses, detail).toEqual(expected);
    expect(leaks, 'a stranger can tell that it is there').toBe(false);
    expect(refusedMissing, 'a role that may not, of what is not there').toBe(403);
  });
});
