/** Who gets in where: every route under /api/v1 × who asks (security.md 16). A route without a line here fails. */
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, signedInPerson } from '../../test/support/people.ts';
import { app } from '../app.ts';
import type { AccountId, LinkId, MediaId, NoticeId, PostId, SessionId, UploadId } from '../contract/index.ts';
import { media, memberships, notifications, posts, tiktokAccounts, uploads } from '../db/schema.ts';
import { insertSession } from '../db/sessions.ts';
import { openDb } from '../deps.ts';
import { newId } from '../domain/ids.ts';
import { mediaKey } from '../media/store.ts';
import { sha256Hex } from '../services/identity/secret-token.ts';

const db = openDb(env.DB);
const idOf = <Id extends string>(prefix: string) =>
  newId<Id>(prefix, Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

type Person = Awaited<ReturnType<typeof signedInPerson>>;
type Role = (typeof memberships.$inferInsert)['role'];

/** What a workspace holds, new for each request, so that no line of the table hangs on another. */
async function things({ user }: Person) {
  const workspaceId = user.workspace.id;
  const now = Date.now();
  const stamps = { createdAt: now, updatedAt: now };
  const ids = {
    postId: idOf<PostId>('post'),
    accountId: idOf<AccountId>('acct'),
    mediaId: idOf<MediaId>('media'),
    uploadId: idOf<UploadId>('upl'),
    noticeId: idOf<NoticeId>('note'),
    sessionId: '' as SessionId,
  };
  const key = mediaKey(workspaceId, ids.mediaId);
  const { uploadId: r2UploadId } = await env.MEDIA.createMultipartUpload(key);
  await db.batch([
    // Twenty may be unfinished at once.
    db.update(uploads).set({ status: 'aborted' }).where(eq(uploads.workspaceId, workspaceId)),
    db.insert(tiktokAccounts).values({
      id: ids.accountId,
      workspaceId,
      openId: `open-${ids.accountId}`,
      linkId: idOf<LinkId>('link'),
      status: 'disconnected',
      scopes: [],
      connectedAt: now,
      updatedAt: now,
    }),
    db.insert(media).values({
      id: ids.mediaId,
      workspaceId,
      createdBy: user.id,
      key,
      name: 'croissant.mp4',
      bytes: 1_000,
      status: 'uploading',
      contentType: 'video/mp4',
      verdicts: [],
      ...stamps,
    }),
    db.insert(uploads).values({
      id: ids.uploadId,
      workspaceId,
      mediaId: ids.mediaId,
      r2UploadId,
      bytes: 1_000,
      partBytes: 8 * 1024 * 1024,
      status: 'open',
      createdAt: now,
      expiresAt: now + 60_000,
    }),
    db.insert(posts).values({
      id: ids.postId,
      workspaceId,
      createdBy: user.id,
      status: 'draft',
      findings: [],
      ...stamps,
    }),
    db.insert(notifications).values({
      id: ids.noticeId,
      workspaceId,
      kind: 'published',
      sentence: 'Live on TikTok.',
      dedupeKey: ids.noticeId,
      createdAt: now,
    }),
  ]);
  return ids;
}
type Ids = Awaited<ReturnType<typeof things>>;

/**
 * What the answers are: to nobody and to a session that ended (`closed`; `open` routes ask for no session), to somebody of
 * another workspace, to a viewer, and to the owner. 409 and 422 are answers to those who were let in.
 */
interface Line {
  closed: number;
  stranger: number;
  viewer: number;
  owner: number;
  body?: (ids: Ids) => unknown;
}
const line = (owner: number, change: Partial<Line> = {}): Line => ({
  closed: 401,
  stranger: owner,
  viewer: owner,
  owner,
  ...change,
});
/** Looks at one thing, or changes it. */
const look = (owner = 200) => line(owner, { stranger: 404 });
const change = (owner: number, body?: Line['body']) =>
  line(owner, { stranger: 404, viewer: 403, ...(body && { body }) });
/** Makes something in one's own workspace. */
const make = (owner: number, body: Line['body']) => line(owner, { viewer: 403, body: body ?? (() => ({})) });
const open = (status: number, body?: Line['body']) => line(status, { closed: status, ...(body && { body }) });

const schedule = () => ({
  publishAt: new Date(Date.now() + 3_600_000).toISOString(),
  consent: 'music_usage',
});
const TABLE: Record<string, Line> = {
  'GET /instance': open(200),
  'POST /users': open(422, () => ({})),
  'POST /sessions': open(401, () => ({ login: 'nobody@test.example', password: 'plum tarts on mondays' })),
  'GET /sessions': line(200),
  'DELETE /sessions': line(204),
  'DELETE /sessions/current': line(204),
  /** Sessions are a person's, not a workspace's: the owner's is no viewer's to end. */
  'DELETE /sessions/:sessionId': line(204, { stranger: 404, viewer: 404 }),
  'GET /me': line(200),
  'PATCH /me': line(200, { body: () => ({ zone: 'Europe/Berlin' }) }),
  'PUT /me/password': line(422, { body: () => ({}) }),
  'PUT /me/email': line(422, { body: () => ({}) }),
  'POST /me/email/confirmation': line(202),
  'POST /me/export': line(201),
  'DELETE /me': line(422, { body: () => ({}) }),
  'POST /me/keep': line(200),
  'POST /email-confirmations': open(404, () => ({ token: 'never ours' })),
  'POST /email-confirmations/check': open(404, () => ({ token: 'never ours' })),
  'POST /password-resets': open(202, () => ({ email: 'nobody@test.example' })),
  'POST /password-resets/check': open(404, () => ({ token: 'never ours' })),
  'POST /password-resets/complete': open(422, () => ({})),
  /** Development only; production has no such page (routes/recover.test.ts). */
  'GET /outbox': open(200),
  'POST /tiktok/connect': make(200, () => ({})),
  'POST /tiktok/connections': make(400, () => ({ code: 'c', state: 'never ours', scopes: '' })),
  'POST /tiktok/webhooks': open(401),
  'GET /accounts': line(200),
  'GET /accounts/:accountId': look(),
  'DELETE /accounts/:accountId': change(200),
  'POST /posts': make(201, () => ({ caption: 'plum tart' })),
  'GET /posts': line(200),
  'GET /posts/counts': line(200),
  'GET /posts/:postId': look(),
  'PATCH /posts/:postId': change(200, () => ({ caption: 'mine' })),
  'DELETE /posts/:postId': change(204),
  'PUT /posts/:postId/schedule': change(422, schedule),
  'DELETE /posts/:postId/schedule': change(200),
  'POST /posts/:postId/publish': change(422, () => ({ consent: 'music_usage' })),
  'POST /posts/:postId/duplicate': change(201),
  'POST /posts/:postId/resolve': change(409, () => ({ outcome: 'published' })),
  'GET /posts/:postId/receipt': look(),
  'GET /posts/:postId/preflight': look(422),
  'GET /notifications': line(200),
  'POST /notifications/read': change(200, ({ noticeId }) => ({ until: noticeId })),
  'POST /uploads': make(201, () => ({ name: 'tart.mp4', bytes: 1_000, type: 'video/mp4' })),
  'GET /uploads': line(200),
  'GET /uploads/:uploadId': look(),
  'POST /uploads/:uploadId/parts': change(200, () => ({ numbers: [1] })),
  'POST /uploads/:uploadId/complete': change(409),
  'DELETE /uploads/:uploadId': change(204),
  'GET /media': line(200),
  'GET /media/:mediaId': look(),
  'PATCH /media/:mediaId': change(200, () => ({ kept: true })),
  'DELETE /media/:mediaId': change(204),
};

const routes = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1/'))
      .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`),
  ),
];

const joined = async (workspaceOf: Person, role: Role) => {
  const person = await signedInPerson();
  const membership = { workspaceId: workspaceOf.user.workspace.id, userId: person.user.id, role };
  // The workspace joined first is the one a person works in.
  await db.insert(memberships).values({ ...membership, createdAt: 0 });
  return person;
};

describe('every route under /api/v1', () => {
  /** The old API's: its own order of checks, and its own tests (routes/legacy). */
  const ELSEWHERE = [
    'DELETE /auth/tiktok/disconnect',
    'GET /auth/tiktok/authorize',
    'GET /auth/tiktok/callback',
    'POST /auth/tiktok/exchange-token',
    'POST /tiktok/posts/',
    'POST /tiktok/posts/:postId/publish',
  ];

  it('has a line in the table, and each line a route', () => {
    const listed = [...Object.keys(TABLE), ...ELSEWHERE].toSorted();
    expect(routes.toSorted()).toEqual(listed);
  });

  let owner: Person;
  let stranger: Person;
  let viewer: Person;
  let ended: Person;
  beforeAll(async () => {
    [owner, stranger, ended] = await Promise.all([signedInPerson(), signedInPerson(), signedInPerson()]);
    viewer = await joined(owner, 'viewer');
    await call('DELETE', '/sessions/current', { token: ended.token });
  });

  /** A session for one request, since some routes end them. */
  const signIn = async ({ user }: Person) => {
    const [token, id, now] = [crypto.randomUUID(), idOf<SessionId>('sess'), Date.now()];
    const times = { createdAt: now, lastSeenAt: now, expiresAt: now + 60_000 };
    const tokenHash = await sha256Hex(token);
    await insertSession(db, { id, userId: user.id, kind: 'web', tokenHash, family: id, ...times });
    return { token, id };
  };
  const tokenOf = async (person: Person) => (await signIn(person)).token;
  const ask = async (route: string, ids: Ids, token?: string) => {
    const [method = '', path = ''] = route.split(' ');
    const filled = path.replace(/:(\w+)/g, (_, name: string) => ids[name as keyof Ids]);
    const body = TABLE[route]?.body?.(ids);
    const answer = await call(method, filled, {
      ...(token && { token }),
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

  it.each(Object.entries(TABLE))('%s', async (route, expected) => {
    const ids = await things(owner);
    ids.sessionId = (await signIn(owner)).id;
    expect((await ask(route, ids)).status, 'anonymous').toBe(expected.closed);
    expect((await ask(route, ids, ended.token)).status, 'ended session').toBe(expected.closed);

    const strange = await ask(route, ids, await tokenOf(stranger));
    expect(strange.status, 'stranger').toBe(expected.stranger);
    const missing = Object.fromEntries(
      Object.entries(ids).map(([name, id]) => [name, `${id.split('_')[0]}_${'0'.repeat(26)}`]),
    ) as Ids;
    if (strange.status === 404) {
      const none = await ask(route, missing, await tokenOf(stranger));
      expect(withoutRequestId(strange.text), 'a stranger sees what is not there').toBe(
        withoutRequestId(none.text),
      );
    }
    for (const id of Object.values(ids)) expect(strange.text).not.toContain(id);

    const looked = await ask(route, ids, await tokenOf(viewer));
    expect(looked.status, 'viewer').toBe(expected.viewer);
    if (looked.status === 403)
      expect((await ask(route, missing, await tokenOf(viewer))).status, 'viewer, of what is not there').toBe(
        403,
      );

    const owned = await ask(route, ids, await tokenOf(owner));
    expect(owned.status, `owner: ${owned.text}`).toBe(expected.owner);
  });
});

describe('a role', () => {
  const may = async (role: Role) => {
    const owner = await signedInPerson();
    const { token } = await joined(owner, role);
    const ids = await things(owner);
    const status = async (method: string, path: string, body?: unknown) =>
      (await call(method, path, { token, ...(body !== undefined && { body }) })).status;
    return {
      posts: await status('POST', '/posts', {}),
      media: await status('PATCH', `/media/${ids.mediaId}`, { kept: true }),
      notices: await status('POST', '/notifications/read', { ids: [ids.noticeId] }),
      accounts: await status('POST', '/tiktok/connect', {}),
    };
  };
  it.each<[Role, Awaited<ReturnType<typeof may>>]>([
    ['owner', { posts: 201, media: 200, notices: 200, accounts: 200 }],
    ['admin', { posts: 201, media: 200, notices: 200, accounts: 200 }],
    ['editor', { posts: 201, media: 200, notices: 200, accounts: 403 }],
    ['approver', { posts: 403, media: 403, notices: 200, accounts: 403 }],
    ['viewer', { posts: 403, media: 403, notices: 403, accounts: 403 }],
  ])('%s may do what its line says and nothing else', async (role, expected) => {
    expect(await may(role)).toEqual(expected);
  });
});
