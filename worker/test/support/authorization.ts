/** Who asks, for what, and what they are told: the runner of routes/authorization.test.ts. */
import { env, exports } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import type {
  AccountId,
  KeyId,
  KeyScope,
  LinkId,
  MediaId,
  MessageId,
  NoticeId,
  PostId,
  PushSubscriptionId,
  SessionId,
  UploadId,
  UserId,
  WebhookId,
} from '../../src/contract/index.ts';
import { KEY_SCOPES } from '../../src/contract/index.ts';
import {
  apiKeys,
  media,
  memberships,
  notifications,
  posts,
  tiktokAccounts,
  uploads,
  webhookDeliveries,
  webhooks,
} from '../../src/db/schema.ts';
import { insertSession } from '../../src/db/sessions.ts';
import { openDb } from '../../src/deps.ts';
import { newId } from '../../src/domain/ids.ts';
import { mediaKey } from '../../src/media/store.ts';
import { sha256Hex } from '../../src/services/identity/secret-token.ts';
import { call, signedInPerson } from './people.ts';

export type Role = (typeof memberships.$inferInsert)['role'];
export const WORKERS: readonly Role[] = ['owner', 'admin', 'editor'];
export const ADMINS: readonly Role[] = ['owner', 'admin'];
export const ROLES: readonly Role[] = [...WORKERS, 'approver', 'viewer'];

/**
 * What one route answers: `owner` is the status for all who are let in (404, 409 and 422 are answers to them too), `by` says
 * who of the workspace that is, `refused` what the others get, `scope` which API keys are let in (of the owner's making).
 * `closed` is for nobody, dead sessions and dead keys; `stranger` for somebody of another workspace.
 */
export interface Line {
  owner: number;
  by: readonly Role[];
  refused: number;
  closed: number;
  stranger: number;
  scope: KeyScope | null;
  /** Nobody is asked who they are, so no credential makes a difference. */
  open: boolean;
  /** What nobody is told where it differs from `closed`. */
  nobody?: number;
  query?: string;
  body?: (ids: Ids) => unknown;
}
type Change = Partial<Line>;

export const line = (owner: number, change: Change = {}): Line => ({
  owner,
  by: ROLES,
  refused: 403,
  closed: 401,
  stranger: owner,
  scope: null,
  open: false,
  ...change,
});
const bodyOf = (body: Line['body']) => (body ? { body } : {});
/** Looks at something of the workspace: all of one kind, or one thing. */
export const list = (scope: KeyScope | null) => line(200, { scope });
export const look = (scope: KeyScope | null, owner = 200) => line(owner, { stranger: 404, scope });
/** Changes one thing of the workspace. */
export const change = (scope: KeyScope | null, owner: number, body?: Line['body']) =>
  line(owner, { stranger: 404, by: WORKERS, scope, ...bodyOf(body) });
/** Makes something in one's own workspace. */
export const make = (scope: KeyScope | null, owner: number, body?: Line['body']) =>
  line(owner, { by: WORKERS, scope, body: body ?? (() => ({})) });
/** Asks nobody who they are. */
export const open = (status: number, body?: Line['body']) =>
  line(status, { closed: status, open: true, ...bodyOf(body) });
export const byAdmins = (of: Line): Line => ({ ...of, by: ADMINS });

const db = openDb(env.DB);
const idOf = <Id extends string>(prefix: string) =>
  newId<Id>(prefix, Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

type Person = Awaited<ReturnType<typeof signedInPerson>>;
interface Owner {
  id: UserId;
  workspaceId: Person['user']['workspace']['id'];
}

/** What a workspace holds, new for each request that may change it, so that no line hangs on another. */
export async function things({ id: userId, workspaceId }: Owner) {
  const now = Date.now();
  const stamps = { createdAt: now, updatedAt: now };
  const ids = {
    postId: idOf<PostId>('post'),
    accountId: idOf<AccountId>('acct'),
    mediaId: idOf<MediaId>('media'),
    uploadId: idOf<UploadId>('upl'),
    noticeId: idOf<NoticeId>('note'),
    subscriptionId: idOf<PushSubscriptionId>('push'),
    keyId: idOf<KeyId>('key'),
    webhookId: idOf<WebhookId>('hook'),
    messageId: idOf<MessageId>('msg'),
    sessionId: '' as SessionId,
    /** The post's number, by which old clients name it. */
    number: '',
  };
  const key = mediaKey(workspaceId, ids.mediaId);
  const { uploadId: r2UploadId } = await env.MEDIA.createMultipartUpload(key);
  ids.sessionId = (await signIn(userId)).id;
  const [made] = await db.batch([
    db
      .insert(posts)
      .values({ id: ids.postId, workspaceId, createdBy: userId, status: 'draft', findings: [], ...stamps })
      .returning({ number: posts.number }),
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
      createdBy: userId,
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
    db.insert(notifications).values({
      id: ids.noticeId,
      workspaceId,
      kind: 'published',
      sentence: 'Live on TikTok.',
      dedupeKey: ids.noticeId,
      createdAt: now,
    }),
    db.insert(webhooks).values({
      id: ids.webhookId,
      workspaceId,
      createdBy: userId,
      url: 'http://127.0.0.1:1/',
      events: ['post.published'],
      secret: { key: 'gone', iv: '', box: '' },
      ...stamps,
    }),
    db.insert(webhookDeliveries).values({
      webhookId: ids.webhookId,
      messageId: ids.messageId,
      workspaceId,
      event: 'ping',
      body: '{}',
      status: 'failed',
      createdAt: now,
    }),
    db.insert(apiKeys).values(keyRow({ id: userId, workspaceId }, { id: ids.keyId, revokedAt: now })),
  ]);
  ids.number = String(made[0]?.number);
  return ids;
}
export type Ids = Awaited<ReturnType<typeof things>>;

/** Twenty uploads may be unfinished at once, and there may be ten webhooks. */
const makeRoom = (workspaceId: Owner['workspaceId']) =>
  db.batch([
    db.update(uploads).set({ status: 'aborted' }).where(eq(uploads.workspaceId, workspaceId)),
    db.delete(webhooks).where(eq(webhooks.workspaceId, workspaceId)),
  ]);

const keyRow = (
  { id, workspaceId }: Owner,
  more: Partial<typeof apiKeys.$inferInsert>,
): typeof apiKeys.$inferInsert => ({
  id: idOf<KeyId>('key'),
  workspaceId,
  createdBy: id,
  name: 'a key',
  prefix: 'tiktimer_aaaaaaaa',
  secretHash: crypto.randomUUID(),
  scopes: [...KEY_SCOPES],
  createdAt: Date.now(),
  ...more,
});

async function keyOf(owner: Owner, more: Partial<typeof apiKeys.$inferInsert>): Promise<string> {
  const secret = `tiktimer_${crypto.randomUUID().slice(0, 8)}_${(crypto.randomUUID() + crypto.randomUUID()).slice(0, 43)}`;
  await db.insert(apiKeys).values(keyRow(owner, { ...more, secretHash: await sha256Hex(secret) }));
  return secret;
}

async function signIn(userId: UserId, expiresIn = 60_000) {
  const [token, id, now] = [crypto.randomUUID(), idOf<SessionId>('sess'), Date.now()];
  const times = { createdAt: now, lastSeenAt: now, expiresAt: now + expiresIn };
  await insertSession(db, {
    id,
    userId,
    kind: 'web',
    tokenHash: await sha256Hex(token),
    family: id,
    ...times,
  });
  return { id, token };
}

/** Somebody new who works in this workspace. */
export async function joined(workspaceId: Owner['workspaceId'], role: Role) {
  const person = await signedInPerson();
  // The workspace joined first is the one a person works in.
  await db.insert(memberships).values({ workspaceId, userId: person.user.id, role, createdAt: 0 });
  return person;
}

/** Everybody who asks in the matrix. */
export async function cast() {
  const [ownerPerson, stranger] = await Promise.all([signedInPerson(), signedInPerson()]);
  const owner: Owner = { id: ownerPerson.user.id, workspaceId: ownerPerson.user.workspace.id };
  const others = ROLES.filter((role) => role !== 'owner');
  const members = await Promise.all(others.map((role) => joined(owner.workspaceId, role)));
  const userOf: Record<string, UserId> = { owner: owner.id };
  for (const [index, role] of others.entries()) userOf[role] = members[index]?.user.id as UserId;
  const ended = await signIn(owner.id);
  await call('DELETE', `/sessions/${ended.id}`, { token: ended.token });
  const scoped = await Promise.all(
    KEY_SCOPES.map(async (scope) => [scope, await keyOf(owner, { scopes: [scope] })] as const),
  );
  return {
    owner,
    stranger: stranger.user.id,
    userOf,
    scoped,
    dead: {
      'ended session': ended.token,
      'expired session': (await signIn(owner.id, -1)).token,
      'revoked key': await keyOf(owner, { revokedAt: Date.now() }),
      'expired key': await keyOf(owner, { expiresAt: Date.now() - 1 }),
    },
  };
}
type Cast = Awaited<ReturnType<typeof cast>>;

async function ask(route: string, of: Line, ids: Ids, token?: string) {
  const [method = '', path = ''] = route.split(' ');
  // The same name, two APIs: the old one's ids are numbers.
  const old = /^\/posts\/|\/tiktok\/posts\//.test(path);
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'token' ? 'never-ours' : ids[name === 'postId' && old ? 'number' : (name as keyof Ids)],
  );
  const body = of.body?.(ids);
  const form = body instanceof FormData || body instanceof URLSearchParams;
  const answer = await exports.default.fetch(`http://api${filled}${of.query ?? ''}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && !form && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const MISSING = { number: '2000000000' };
const missingLike = (ids: Ids) =>
  Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, `${id.split('_')[0]}_${'0'.repeat(26)}`]),
  ) as Ids;
const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, '');

/** Who was told what on one route, beside who should have been; and what a stranger could tell from it. */
export async function walk(route: string, of: Line, { owner, stranger, userOf, scoped, dead }: Cast) {
  await makeRoom(owner.workspaceId);
  const mine = await things(owner);
  const missing = { ...missingLike(mine), ...MISSING };
  const expected: Record<string, number> = { nobody: of.nobody ?? of.closed, stranger: of.stranger };
  const asked: Record<string, () => Promise<{ status: number; text: string }>> = {
    nobody: () => ask(route, of, mine),
    stranger: async () => ask(route, of, mine, (await signIn(stranger)).token),
  };
  for (const [who, token] of of.open ? [] : Object.entries(dead)) {
    expected[who] = of.closed;
    asked[who] = () => ask(route, of, mine, token);
  }
  /** Whoever is let in has things of their own to change. */
  const own = async (letIn: boolean, token: string) =>
    ask(route, of, letIn ? await things(owner) : mine, token);
  for (const role of of.open ? (['owner'] as const) : ROLES) {
    const letIn = of.by.includes(role);
    expected[role] = letIn ? of.owner : of.refused;
    asked[role] = async () => own(letIn, (await signIn(userOf[role] as UserId)).token);
  }
  for (const [scope, secret] of of.open ? scoped.slice(0, 1) : scoped) {
    const letIn = of.open || scope === of.scope;
    expected[`key ${scope}`] = letIn ? of.owner : 403;
    asked[`key ${scope}`] = () => own(letIn, secret);
  }
  const answers = Object.fromEntries(
    await Promise.all(Object.entries(asked).map(async ([who, send]) => [who, await send()] as const)),
  );
  const statuses = Object.fromEntries(Object.entries(answers).map(([who, { status }]) => [who, status]));
  const strange = answers.stranger?.text ?? '';
  const ofMissing = await ask(route, of, missing, (await signIn(stranger)).token);
  const refused = ROLES.find((role) => !of.by.includes(role));
  const forMissing =
    refused && of.refused === 403
      ? await ask(route, of, missing, (await signIn(userOf[refused] as UserId)).token)
      : undefined;
  return {
    statuses,
    expected,
    /** A stranger learns nothing: somebody else's thing reads like one that is not there. */
    leaks:
      (answers.stranger?.status === 404 && withoutRequestId(strange) !== withoutRequestId(ofMissing.text)) ||
      Object.values(mine).some((id) => id !== mine.number && strange.includes(id)),
    /** A role is asked before anything is looked for. */
    refusedMissing: forMissing?.status ?? 403,
    detail: answers.owner?.text,
  };
}
