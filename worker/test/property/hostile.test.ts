/** Walks the API's document and sends each operation what nobody should: it stays itself (security.md 17, 19, 31, 36). */
import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Account, Media, Post, Upload } from '../../src/contract/index.ts';
import type { Creator } from '../support/creators.ts';
import { clipOf, connect, draft, inMs, ok } from '../support/creators.ts';
import { beginUpload, partUrls, uploadFile } from '../support/files.ts';
import { ask } from '../support/old-client.ts';
import type { Document, Route } from '../support/openapi.ts';
import { answerOf, readDocument, routesOf, violations } from '../support/openapi.ts';
import { call, signedInPerson } from '../support/people.ts';
import { tiktok } from '../support/tiktok.ts';
import type { Attack, Things } from './requests.ts';
import { attacks, PART_BYTES, politeRequest } from './requests.ts';

/** `PROPERTY_SEED=… npx vitest run test/property` for another walk. */
const SEED = Number(env.PROPERTY_SEED || 20_261_121);
const RUNS = Number(env.PROPERTY_RUNS || 24);
const CANARY = 'canary';

const document: Document = await readDocument();
const routes = routesOf(document);

interface Side {
  creator: Creator;
  login: { login: string; password: string };
  mediaId: string;
  keyId: string;
}

let attacker: Side;
let victim: Side;
let others: Things;
const good = new Set<string>();

async function side(name: string): Promise<Side> {
  const username = `${name}_${crypto.randomUUID().slice(0, 8)}`;
  const { input, token } = await signedInPerson({ username, email: `${username}@test.example` });
  const user = await tiktok.createUser({ username });
  const creator = { token, user, account: await connect(token, user) };
  const media = await uploadFile(creator.token, clipOf(), `${name}.mp4`);
  const key = await ok<{ id: string }>(
    call('POST', '/api-keys', { token, body: { name, scopes: ['posts:read'] } }),
  );
  return {
    creator,
    login: { login: username, password: input.password },
    mediaId: media.id,
    keyId: key.id,
  };
}

/** Something of each kind, new for each operation, since some remove it. */
async function things({ creator, mediaId, keyId }: Side, name: string): Promise<Things> {
  const { token } = creator;
  const { accounts } = await ok<{ accounts: Account[] }>(call('GET', '/accounts', { token }));
  if (accounts[0]?.status !== 'connected') creator.account = await connect(token, creator.user);
  const { sessions } = await ok<{ sessions: { id: string }[] }>(call('GET', '/sessions', { token }));
  const post = await draft(creator, { mediaId, caption: name });
  const file = await ok<Media>(call('GET', `/media/${mediaId}`, { token }));
  const { uploads } = await ok<{ uploads: Upload[] }>(call('GET', '/uploads', { token }));
  // Twenty may be unfinished at once.
  await Promise.all(uploads.map(({ id }) => call('DELETE', `/uploads/${id}`, { token })));
  const upload = await beginUpload(token, PART_BYTES, `${name}.mp4`);
  const [part] = await partUrls(token, upload.id, [1]);
  const old = await ask('POST', '/posts/', token, { content: name, scheduled_time: '2030-01-01T00:00:00Z' });
  const { id: number } = await old.json<{ id: number }>();
  const hook = await webhook(token);
  const last = (url: string | null | undefined) => url?.split('/').pop() ?? '';
  return {
    post: post.id,
    postId: post.id,
    number: String(number),
    acct: creator.account.id,
    accountId: creator.account.id,
    media: mediaId,
    mediaId,
    keyId,
    upl: upload.id,
    uploadId: upload.id,
    sessionId: sessions[0]?.id ?? '',
    hook: hook.id,
    webhookId: hook.id,
    messageId: hook.ping,
    instant: inMs(3_600_000),
    token: last(file.url),
    part: last(part?.url),
  };
}

/** A webhook, of which there may be ten, and an event on its way to it. */
async function webhook(token: string) {
  const { webhooks } = await ok<{ webhooks: { id: string }[] }>(call('GET', '/webhooks', { token }));
  await Promise.all(webhooks.map(({ id }) => call('DELETE', `/webhooks/${id}`, { token })));
  const body = { url: 'http://127.0.0.1:9/nobody' };
  const { id } = await ok<{ id: string }>(call('POST', '/webhooks', { token, body }));
  const ping = await ok<{ id: string }>(call('POST', `/webhooks/${id}/test`, { token }));
  return { id, ping: ping.id };
}

/** The same name means another thing on some paths. */
const forPath = (all: Things, path: string): Things => ({
  ...all,
  ...(/^\/posts\/|tiktok\/posts/.test(path) && { postId: all.number ?? '' }),
  ...(path.startsWith('/parts/') && { token: all.part ?? '' }),
});

beforeAll(async () => {
  [attacker, victim] = await Promise.all([side('attacker'), side(CANARY)]);
  others = await things(victim, `${CANARY} tart`);
});

async function send({ method, url, headers, body }: Attack): Promise<Response> {
  const all = new Headers();
  for (const [name, value] of headers) all.append(name, value);
  return exports.default.fetch(`http://api${url}`, {
    method,
    headers: all,
    redirect: 'manual',
    ...(body !== undefined && { body }),
  });
}

/** A code of TikTok's, a token, a socket, a whole file, a notice or an ended post is needed first: see test/journeys and routes/. */
const JOURNEYS = [
  'changeEmail',
  'checkConfirmation',
  'checkPasswordReset',
  'completePasswordReset',
  'confirmEmail',
  'deleteMe',
  'getExport',
  'putPoster',
  'readAvatar',
  'readPoster',
  'unsubscribeFromPush',
  'completeUpload',
  'deleteMedia',
  'finishConnection',
  'listen',
  'oldAdminOnly',
  'oldCreateVideoPost',
  'oldExchangeToken',
  'oldPublish',
  'oldRefresh',
  'readNotifications',
  'receiveTikTokEvent',
  'resolvePost',
];

/** What is wrong with an answer; nothing, if all is well. */
async function wrongWith({ path, operation }: Route, attack: Attack, answer: Response): Promise<string[]> {
  const { status } = answer;
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const text = await answer.text();
  if (status < 400) good.add(operation.operationId);
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`answered ${status}`);
  const documented = answerOf(document, operation, status);
  if (!documented) wrong.push(`${status} is not documented`);
  // Everybody's mails on one's own machine; the route is not there in production.
  if (text.includes(CANARY) && path !== '/api/v1/outbox')
    wrong.push('holds what belongs to another workspace');
  for (const [kind, id] of Object.entries(others))
    if (kind !== 'instant' && kind !== 'number' && text.includes(id) && !said(attack).includes(id))
      wrong.push(`names ${id}`);
  const content = documented?.content?.[type];
  if (documented?.content && !content) wrong.push(`is ${type || 'untyped'}`);
  if (!documented?.content && text !== '') wrong.push('has a body');
  if (content && type.includes('json')) {
    const body: unknown = JSON.parse(text);
    wrong.push(...violations(document, content.schema, body));
    if (status >= 400 && path.startsWith('/api/v1') && type.includes('problem')) {
      const { requestId } = body as { requestId: string };
      if (!requestId || requestId !== answer.headers.get('x-request-id')) wrong.push('has no request id');
    }
  }
  return wrong.map((sentence) => `${status} ${sentence}: ${text.slice(0, 300)}`);
}
const said = ({ url, headers, body }: Attack) => `${url} ${JSON.stringify(headers)} ${body}`;

/** Signing out is one of the operations. */
async function tokenOf({ creator, login }: Side): Promise<string> {
  if ((await call('GET', '/me', { token: creator.token })).ok) return creator.token;
  const { token } = await ok<{ token: string }>(call('POST', '/sessions', { body: login }));
  creator.token = token;
  return token;
}

describe('whatever is sent, the answer is documented, nobody else’s, and no 5xx', () => {
  it.each(routes.map((route) => [route.name, route] as const))('%s', async (_name, route) => {
    await tokenOf(attacker);
    const own = forPath(await things(attacker, 'mine'), route.path);
    const theirs = forPath(others, route.path);
    const token = await tokenOf(attacker);
    const check = async (attack: Attack) => {
      expect(await wrongWith(route, attack, await send(attack))).toEqual([]);
    };
    await check(politeRequest(route, own, token));
    await fc.assert(fc.asyncProperty(attacks(route, own, theirs, token), check), {
      seed: SEED,
      numRuns: RUNS,
      verbose: 1,
    });
  });

  it('leaves what belongs to others as it was', async () => {
    const { token } = victim.creator;
    const post = await ok<Post>(call('GET', `/posts/${others.postId}`, { token }));
    expect(post).toMatchObject({ status: 'draft', caption: `${CANARY} tart` });
    expect((await call('GET', `/uploads/${others.uploadId}`, { token })).status).toBe(200);
    expect((await call('GET', `/media/${others.mediaId}`, { token })).status).toBe(200);
    const accounts = await call('GET', '/accounts', { token });
    expect(await accounts.text()).toContain('"connected"');
  });

  it('had good answers of all but those that take a journey, so that their shapes were compared', () => {
    const without = routes.map(({ operation }) => operation.operationId).filter((name) => !good.has(name));
    expect(without.toSorted()).toEqual(JOURNEYS.toSorted());
  });
});
