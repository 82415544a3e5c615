/** The live feed, over real sockets and objects. */
import { env, exports } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { eventually } from '../../test/support/creators.ts';
import { APP_URL, call, signedInPerson } from '../../test/support/people.ts';
import type { LiveHint, LiveMessage, Post } from '../contract/index.ts';
import { memberships, users } from '../db/schema.ts';
import { makeDeps, openDb } from '../deps.ts';
import { SOCKETS_MAX } from '../services/live/feed.ts';
import { tellFeed } from '../services/live/tell-feed.ts';

type Person = Awaited<ReturnType<typeof signedInPerson>>;
const db = openDb(env.DB);

const upgrade = (token: string, headers: Record<string, string> = {}) =>
  exports.default.fetch('http://api/api/v1/live', {
    headers: { upgrade: 'websocket', authorization: `Bearer ${token}`, ...headers },
  });

const opened: WebSocket[] = [];
afterAll(() => {
  for (const socket of opened) socket.close();
});

/** A socket, what came on it, and how it was closed. */
async function listen(token: string) {
  const answer = await upgrade(token);
  const socket = answer.webSocket;
  if (!socket) throw new Error(`${answer.status}: ${await answer.text()}`);
  const hints: LiveHint[] = [];
  const texts: string[] = [];
  const ear = { socket, hints, texts, closed: undefined as number | undefined };
  socket.addEventListener('message', ({ data }) => {
    texts.push(String(data));
    if (String(data).startsWith('{')) hints.push(...(JSON.parse(String(data)) as LiveMessage).hints);
  });
  socket.addEventListener('close', ({ code }) => {
    ear.closed = code;
  });
  socket.accept();
  opened.push(socket);
  return ear;
}
const createPost = async ({ token }: Pick<Person, 'token'>) =>
  (await call('POST', '/posts', { token, body: { caption: 'plum tart' } })).json<Post>();
const heard = (ear: { hints: LiveHint[] }, count = 1) =>
  eventually(
    async () => ear.hints,
    (hints) => hints.length >= count,
    5_000,
  );
const closedWith = (ear: { closed: number | undefined }) =>
  eventually(
    async () => ear.closed,
    (code) => code !== undefined,
    5_000,
  );
const signInAgain = async ({ input }: Person) => {
  const body = { login: input.email, password: input.password };
  return (await (await call('POST', '/sessions', { body })).json<{ token: string }>()).token;
};

describe('the live feed', () => {
  it('says which post changed to everybody in the workspace, and to nobody else, and never what is in it', async () => {
    const [mira, stranger] = await Promise.all([signedInPerson(), signedInPerson()]);
    const ears = [await listen(mira.token), await listen(await signInAgain(mira))];
    const strange = await listen(stranger.token);
    const post = await createPost(mira);
    const hint = { type: 'post', postId: post.id, status: 'draft', revision: 0, seq: 0 };
    for (const ear of ears) expect(await heard(ear)).toEqual([hint]);
    expect(ears[0]?.texts.join()).not.toContain('plum tart');
    await createPost(stranger);
    expect(await heard(strange)).toHaveLength(1);
    expect(strange.texts.join()).not.toContain(post.id);
  });

  it('puts what happens at once into one message, and says "all" when it is too much', async () => {
    const mira = await signedInPerson();
    const ear = await listen(mira.token);
    const deps = makeDeps(env);
    const tell = (hints: LiveHint[]) => tellFeed(deps, mira.user.workspace.id, hints);
    for (let i = 0; i < 20; i++) tell([{ type: 'notice' }]);
    await heard(ear);
    expect(ear.texts).toEqual(['{"hints":[{"type":"notice"}]}']);
    tell(Array.from({ length: 150 }, (_, i) => ({ type: 'media', mediaId: `media_${i}` as never })));
    await heard(ear, 2);
    expect(ear.texts.at(-1)).toBe('{"hints":[{"type":"all"}]}');
  });

  it('answers a ping and takes nothing else', async () => {
    const ear = await listen((await signedInPerson()).token);
    ear.socket.send('ping');
    await eventually(
      async () => ear.texts,
      (texts) => texts.length > 0,
      5_000,
    );
    expect(ear.texts).toEqual(['pong']);
    ear.socket.send('tell me more');
    expect(await closedWith(ear)).toBe(1008);
  });

  it('ends with the session: by signing out, or when another device ends it', async () => {
    const mira = await signedInPerson();
    const other = await listen(await signInAgain(mira));
    const own = await listen(mira.token);
    expect((await call('DELETE', '/sessions', { token: mira.token })).status).toBe(204);
    expect(await closedWith(other)).toBe(4001);
    expect(own.closed).toBeUndefined();
    expect((await call('DELETE', '/sessions/current', { token: mira.token })).status).toBe(204);
    expect(await closedWith(own)).toBe(4001);
  });

  it.each([
    [
      'was switched off',
      (mira: Person) => db.update(users).set({ isActive: false }).where(eq(users.id, mira.user.id)),
    ],
    [
      'was taken out of the workspace',
      (mira: Person) => db.delete(memberships).where(eq(memberships.userId, mira.user.id)),
    ],
  ])('tells nothing to somebody who %s', async (_how, end) => {
    const mira = await signedInPerson();
    const ear = await listen(mira.token);
    await end(mira);
    tellFeed(makeDeps(env), mira.user.workspace.id, [{ type: 'notice' }]);
    expect(await closedWith(ear)).toBe(4001);
    expect(ear.texts).toEqual([]);
  });

  it('is for our own pages and for signed-in devices', async () => {
    const { token, input } = await signedInPerson();
    expect((await upgrade('nonsense')).status).toBe(401);
    for (const origin of ['https://evil.example', 'null', `${APP_URL}.evil.example`])
      expect((await upgrade(token, { origin })).status, origin).toBe(403);
    const own = await upgrade(token, { origin: APP_URL });
    expect(own.status).toBe(101);
    own.webSocket?.accept();
    own.webSocket?.close();
    const form = new URLSearchParams({ username: input.username, password: input.password });
    const signIn = await exports.default.fetch('http://api/token', { method: 'POST', body: form });
    const { access_token } = await signIn.json<{ access_token: string }>();
    expect((await upgrade(access_token)).status).toBe(403);
  });

  it('has places for so many pages of a workspace, and a closed one is free again', async () => {
    const { token } = await signedInPerson();
    const ears = [];
    for (let i = 0; i < SOCKETS_MAX; i++) ears.push(await listen(token));
    const refused = await upgrade(token);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    ears[0]?.socket.close(1000);
    const status = async () => {
      const answer = await upgrade(token);
      answer.webSocket?.accept();
      return answer.status;
    };
    expect(await eventually(status, (code) => code === 101, 5_000)).toBe(101);
  });
});
