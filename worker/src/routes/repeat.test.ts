import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Creator } from '../../test/support/creators.ts';
import { clipOf, draft, eventually, newCreator, ok, readPost } from '../../test/support/creators.ts';
import { beginUpload, sendParts } from '../../test/support/files.ts';
import { call, signedInPerson } from '../../test/support/people.ts';
import { tiktok } from '../../test/support/tiktok.ts';
import type { Actor, AppEnv } from '../app-env.ts';
import type { Media, Post, Problem, Upload } from '../contract/index.ts';
import { purgeKeys } from '../db/repeats.ts';
import { idempotencyKeys, posts } from '../db/schema.ts';
import { makeDeps, openDb } from '../deps.ts';
import { stale, unavailable } from '../domain/errors.ts';
import { RUN_MS_MAX } from '../services/repeats/once.ts';
import { repeatable } from './middleware/repeatable.ts';
import { problem } from './problem.ts';

const db = openDb(env.DB);
const DAY = 24 * 60 * 60 * 1000;

beforeAll(() => tiktok.changeSettings({ processingBaseMs: 200, moderationMs: 200 }));

const newKey = () => crypto.randomUUID();
const post = (token: string, path: string, key: string, body?: unknown, headers = {}) =>
  call('POST', path, { token, body, headers: { 'idempotency-key': key, ...headers } });
const postsOf = (workspaceId: string) =>
  db
    .select()
    .from(posts)
    .where(eq(posts.workspaceId, workspaceId as Actor['workspaceId']));

/** What a run leaves that died after its effect and before its answer; it began `ago` milliseconds ago. */
const crash = (key: string, ago = RUN_MS_MAX + 1) =>
  db
    .update(idempotencyKeys)
    .set({
      status: 'pending',
      answerStatus: null,
      answerBody: null,
      answerEtag: null,
      startedAt: Date.now() - ago,
    })
    .where(eq(idempotencyKeys.key, key));

describe('a request with an Idempotency-Key that is sent again', () => {
  it('gets the answer that was given, and nothing is done twice', async () => {
    const { token, user } = await signedInPerson();
    const key = newKey();
    const first = await post(token, '/posts', key, { caption: 'plum tart' });
    const second = await post(token, '/posts', key, { caption: 'plum tart' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(second.headers.get('content-type')).toContain('application/json');
    expect(await second.text()).toBe(await first.text());
    expect(await postsOf(user.workspace.id)).toHaveLength(1);
  });

  it('is refused when its body or its address is another', async () => {
    const { token, user } = await signedInPerson();
    const key = newKey();
    const made = await ok<Post>(post(token, '/posts', key, { caption: 'plum tart' }));
    expect((await post(token, '/posts', key, { caption: 'apple tart' })).status).toBe(422);
    expect((await post(token, `/posts/${made.id}/duplicate`, key)).status).toBe(422);
    expect(await postsOf(user.workspace.id)).toHaveLength(1);
  });

  it('waits while the first one is still at work', async () => {
    const { token } = await signedInPerson();
    const key = newKey();
    await post(token, '/posts', key, { caption: 'plum tart' });
    await crash(key, 1_000);
    const answer = await post(token, '/posts', key, { caption: 'plum tart' });
    expect(answer.status).toBe(409);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('goes on where the first one died, and makes no second post', async () => {
    const { token, user } = await signedInPerson();
    const key = newKey();
    const made = await ok<Post>(post(token, '/posts', key, { caption: 'plum tart' }));
    await crash(key);
    const again = await post(token, '/posts', key, { caption: 'plum tart' });
    expect(again.status).toBe(201);
    expect((await again.json<Post>()).id).toBe(made.id);
    expect(await postsOf(user.workspace.id)).toHaveLength(1);
    expect(
      (await post(token, '/posts', key, { caption: 'plum tart' })).headers.get('idempotency-replayed'),
    ).toBe('true');
  });

  it('at the same moment is done once', async () => {
    const { token, user } = await signedInPerson();
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(token, '/posts', key, { caption: 'plum tart' })),
    );
    expect(await postsOf(user.workspace.id)).toHaveLength(1);
    for (const answer of answers) {
      expect([201, 409]).toContain(answer.status);
      if (answer.status === 409) expect(answer.headers.get('retry-after')).not.toBeNull();
    }
    expect(answers.some((answer) => answer.status === 201)).toBe(true);
  });

  it('gets a refusal again as it was', async () => {
    const { token } = await signedInPerson();
    const key = newKey();
    const wrong = { mediaId: 'media_00000000000000000000000000' };
    const first = await post(token, '/posts', key, wrong);
    const again = await post(token, '/posts', key, wrong);
    expect([first.status, again.status]).toEqual([422, 422]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe('application/problem+json');
    expect(await again.text()).toBe(await first.text());
  });

  it('is done anew a day later', async () => {
    const { token, user } = await signedInPerson();
    const key = newKey();
    await post(token, '/posts', key, { caption: 'plum tart' });
    await db
      .update(idempotencyKeys)
      .set({ createdAt: Date.now() - DAY - 1 })
      .where(eq(idempotencyKeys.key, key));
    const later = await post(token, '/posts', key, { caption: 'plum tart' });
    expect(later.status).toBe(201);
    expect(later.headers.get('idempotency-replayed')).toBeNull();
    expect(await postsOf(user.workspace.id)).toHaveLength(2);
  });

  it.each(['', 'with space', 'ü', 'x'.repeat(256)])(
    'needs a key of 1 to 255 visible characters, not %j',
    async (key) => {
      const { token } = await signedInPerson();
      const headers = new Headers({ authorization: `Bearer ${token}`, 'idempotency-key': key });
      const answer = await call('POST', '/posts', { body: {}, headers: Object.fromEntries(headers) });
      expect(answer.status).toBe(400);
    },
  );

  it('means nothing to another workspace', async () => {
    const [mira, noor] = [await signedInPerson(), await signedInPerson()];
    const key = newKey();
    const hers = await ok<Post>(post(mira.token, '/posts', key, { caption: 'plum tart' }));
    const answer = await post(noor.token, '/posts', key, { caption: 'plum tart' });
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
    expect((await answer.json<Post>()).id).not.toBe(hers.id);
  });
});

describe('an answer that asks for another try', () => {
  const actor = (workspaceId: string) => ({ workspaceId, role: 'owner' }) as Actor;

  it('is not kept: the next try is a real one', async () => {
    const workspaceId = `ws_${newKey()}`;
    let runs = 0;
    const app = new Hono<AppEnv>()
      .use(async (c, next) => {
        c.set('deps', makeDeps(c.env));
        c.set('actor', actor(workspaceId));
        await next();
      })
      .post('/deed', repeatable('post'), async (c) => {
        runs += 1;
        if (runs === 1) throw unavailable('Not at the moment.');
        return c.json({ runs });
      })
      .onError(problem);
    const send = () => app.request('/deed', { method: 'POST', headers: { 'idempotency-key': 'one' } }, env);
    const first = await send();
    expect(first.status).toBe(503);
    expect(first.headers.get('retry-after')).not.toBeNull();
    expect(await (await send()).json()).toEqual({ runs: 2 });
    expect(await (await send()).json()).toEqual({ runs: 2 });
    expect(runs).toBe(2);
  });

  it('gives way to the answer of a request with the same key that was faster', async () => {
    const workspaceId = `ws_${newKey()}`;
    let runs = 0;
    const app = new Hono<AppEnv>()
      .use(async (c, next) => {
        c.set('deps', makeDeps(c.env));
        c.set('actor', actor(workspaceId));
        await next();
      })
      .post('/deed', repeatable('post'), async (c) => {
        runs += 1;
        if (runs === 2) return c.json({ made: 'a post' }, 201, { etag: '"1"' });
        await send();
        throw stale('the post as the other request left it');
      })
      .onError(problem);
    const send = (): Promise<Response> =>
      Promise.resolve(app.request('/deed', { method: 'POST', headers: { 'idempotency-key': 'one' } }, env));
    const answer = await send();
    expect([answer.status, await answer.json(), answer.headers.get('etag')]).toEqual([
      201,
      { made: 'a post' },
      '"1"',
    ]);
    expect(answer.headers.get('idempotency-replayed')).toBe('true');
    expect(answer.headers.get('content-type')).toBe('application/json');
  });
});

describe('publish now', () => {
  const publish = (creator: Creator, { id, etag }: Post, key: string) =>
    post(creator.token, `/posts/${id}/publish`, key, { consent: 'music_usage' }, { 'if-match': etag });

  it('pressed twenty times in three tabs makes one post', async () => {
    const creator = await newCreator();
    const made = await draft(creator);
    const keys = [newKey(), newKey(), newKey()];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => publish(creator, made, keys[at % 3] ?? '')),
    );
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409, 412].includes(status))).toEqual(
      [],
    );
    const done = await eventually(
      () => readPost(creator, made.id),
      ({ status }) => status === 'published',
    );
    expect(done.status).toBe('published');
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });

  it('whose answer was lost is answered by the post that was armed, not armed again', async () => {
    const creator = await newCreator();
    const made = await draft(creator);
    const key = newKey();
    await ok<Post>(publish(creator, made, key));
    const armed = await postsOfId(made.id);
    await crash(key);
    const again = await publish(creator, made, key);
    expect(again.status).toBe(200);
    expect((await again.json<Post>()).id).toBe(made.id);
    expect((await postsOfId(made.id))?.armingId).toBe(armed?.armingId);
    await eventually(
      () => readPost(creator, made.id),
      ({ status }) => status === 'published',
    );
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });

  const postsOfId = (id: Post['id']) => db.select().from(posts).where(eq(posts.id, id)).get();
});

describe('a copy', () => {
  it('asked for twice with one key is one copy', async () => {
    const { token, user } = await signedInPerson();
    const made = await ok<Post>(call('POST', '/posts', { token, body: { caption: 'plum tart' } }));
    const key = newKey();
    const copy = await ok<Post>(post(token, `/posts/${made.id}/duplicate`, key));
    await crash(key);
    expect((await ok<Post>(post(token, `/posts/${made.id}/duplicate`, key))).id).toBe(copy.id);
    expect(await postsOf(user.workspace.id)).toHaveLength(2);
  });
});

describe('an upload', () => {
  it('begun twice with one key is one upload, even after a crash', async () => {
    const { token } = await signedInPerson();
    const body = { name: 'croissant.mp4', bytes: 1_000, type: 'video/mp4' };
    const key = newKey();
    const first = await ok<Upload>(post(token, '/uploads', key, body));
    expect((await ok<Upload>(post(token, '/uploads', key, body))).id).toBe(first.id);
    await crash(key);
    expect((await ok<Upload>(post(token, '/uploads', key, body))).id).toBe(first.id);
    const { uploads } = await ok<{ uploads: Upload[] }>(call('GET', '/uploads', { token }));
    expect(uploads).toHaveLength(1);
  });

  it('completed again is the same file, with an address that is good now', async () => {
    const { token } = await signedInPerson();
    const clip = clipOf();
    const upload = await beginUpload(token, clip.byteLength);
    await sendParts(token, upload, clip);
    const key = newKey();
    const first = await ok<Media>(post(token, `/uploads/${upload.id}/complete`, key));
    const again = await post(token, `/uploads/${upload.id}/complete`, key);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await again.json()).toMatchObject({ id: first.id, status: 'ready' });
    const row = await db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get();
    expect(row).toMatchObject({ status: 'done', answerStatus: 200, answerBody: null });
  });
});

describe('the sweep', () => {
  it('forgets keys older than a day, some at a time, oldest first', async () => {
    const workspaceId = 'ws_old' as Actor['workspaceId'];
    const mine = eq(idempotencyKeys.workspaceId, workspaceId);
    await db.insert(idempotencyKeys).values(
      [1, 2, 3, 10].map((createdAt) => ({
        workspaceId,
        key: `old ${createdAt}`,
        requestHash: '',
        mintedId: '',
        status: 'done' as const,
        startedAt: createdAt,
        createdAt,
      })),
    );
    await purgeKeys(db, 5, 2);
    const left = async () =>
      (await db.select().from(idempotencyKeys).where(mine).orderBy(idempotencyKeys.createdAt)).map(
        (row) => row.createdAt,
      );
    expect(await left()).toEqual([3, 10]);
    await purgeKeys(db, 5, 2);
    expect(await left()).toEqual([10]);
  });
});

describe('the tag of a post', () => {
  const made = async () => {
    const { token } = await signedInPerson();
    const answer = await call('POST', '/posts', { token, body: { caption: 'plum tart' } });
    const { id } = await answer.json<Post>();
    const etag = answer.headers.get('etag') ?? '';
    const change = (ifMatch: string) =>
      call('PATCH', `/posts/${id}`, { token, body: { caption: 'new' }, headers: { 'if-match': ifMatch } });
    const read = (headers: Record<string, string>) => call('GET', `/posts/${id}`, { token, headers });
    return { id, etag, change, read };
  };

  it('is on every answer that shows one post, and the same in its body', async () => {
    const { etag, change, read } = await made();
    const seen = await read({});
    expect(seen.headers.get('etag')).toBe(etag);
    expect((await seen.json<Post>()).etag).toBe(etag);
    const changed = await change(etag);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('spares who has it the body', async () => {
    const { etag, change, read } = await made();
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
      const answer = await read({ 'if-none-match': known });
      expect([answer.status, await answer.text()], known).toEqual([304, '']);
      expect(answer.headers.get('etag')).toBe(etag);
    }
    await change(etag);
    expect((await read({ 'if-none-match': etag })).status).toBe(200);
  });

  it('moves when the post’s object writes what is shown, and a user who saw the one before may still change it', async () => {
    const { id, etag, change, read } = await made();
    await db.update(posts).set({ seq: 7 }).where(eq(posts.id, id));
    expect((await read({ 'if-none-match': etag })).status).toBe(200);
    expect((await change(etag)).status).toBe(200);
  });

  it('lets a change through if it is one of those named, by strong comparison', async () => {
    for (const [ifMatch, status] of [
      [(tag: string) => tag, 200],
      [(tag: string) => `"1.x,y", ${tag}`, 200],
      [() => '*', 200],
      [(tag: string) => `W/${tag}`, 412],
      [() => '"7.-.0"', 412],
      [() => '"7", "8"', 412],
      [() => 'nonsense', 412],
    ] as const) {
      const { etag, change } = await made();
      const answer = await change(ifMatch(etag));
      expect(answer.status, ifMatch(etag)).toBe(status);
      if (status === 412) expect((await answer.json<Problem>()).current).toMatchObject({ etag });
    }
  });
});
