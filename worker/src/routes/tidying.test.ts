/** Moving, deleting and taking back posts, and what Home is told: by the doors a creator's pages use. */
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Creator } from '../../test/support/creators.ts';
import { draft, newCreator, ok, readPost, schedule } from '../../test/support/creators.ts';
import { call, signedInPerson } from '../../test/support/people.ts';
import type { AccountDays, MediaId, Post, PostId, PostPage, Punctuality } from '../contract/index.ts';
import { posts } from '../db/schema.ts';
import { openDb } from '../deps.ts';
import { newId } from '../domain/ids.ts';
import { RESTORE_DAYS } from '../services/posts/restore-post.ts';

const db = openDb(env.DB);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (ms: number) => new Date(Date.now() + ms).toISOString();

let mira: Creator;
beforeAll(async () => {
  mira = await newCreator();
});
const scheduled = async (ms = 48 * HOUR) =>
  ok<Post>(schedule(mira, await draft(mira), { publishAt: at(ms) }));
const remove = async (post: Pick<Post, 'id'>) =>
  (await call('DELETE', `/posts/${post.id}`, { token: mira.token })).status;
const restore = (post: Pick<Post, 'id'>) => call('POST', `/posts/${post.id}/restore`, { token: mira.token });

describe('a scheduled post that is given another time', () => {
  const move = (post: Post, body: object) =>
    call('PUT', `/posts/${post.id}/schedule`, {
      token: mira.token,
      body,
      headers: { 'if-match': post.etag },
    });

  it('keeps what was agreed to, and when', async () => {
    const post = await scheduled();
    const moved = await ok<Post>(move(post, { publishAt: at(72 * HOUR), zone: 'Europe/Berlin' }));
    expect(Date.parse(moved.publishAt ?? '') - Date.parse(post.publishAt ?? '')).toBeGreaterThan(23 * HOUR);
    expect(moved.consent).toEqual(post.consent);
    expect(moved.status).toBe('scheduled');
  });

  it('needs a consent if it is not scheduled any more', async () => {
    const post = await scheduled();
    const stopped = await ok<Post>(call('DELETE', `/posts/${post.id}/schedule`, { token: mira.token }));
    expect((await move(stopped, { publishAt: at(72 * HOUR) })).status).toBe(422);
  });
});

describe('a deletion', () => {
  it('of a draft can be taken back, with everything in it', async () => {
    const post = await draft(mira, { caption: 'rye without fear' });
    expect(await remove(post)).toBe(204);
    expect((await call('GET', `/posts/${post.id}`, { token: mira.token })).status).toBe(404);
    const back = await ok<Post>(restore(post));
    expect(back).toMatchObject({ status: 'draft', caption: 'rye without fear', mediaId: post.mediaId });
    expect(await readPost(mira, post.id)).toMatchObject({ caption: 'rye without fear' });
  });

  it('of a scheduled post can be taken back too, but it stays stopped', async () => {
    const post = await scheduled();
    expect(await remove(post)).toBe(204);
    const back = await ok<Post>(restore(post));
    expect(back).toMatchObject({ status: 'cancelled', caption: post.caption });
    expect((await schedule(mira, back)).status).toBe(200);
  });

  it('is taken back once, and doing it again is fine', async () => {
    const post = await draft(mira);
    await remove(post);
    expect((await restore(post)).status).toBe(200);
    expect((await restore(post)).status).toBe(200);
    expect(await remove(post)).toBe(204);
  });

  it('makes an older sight of the post stale', async () => {
    const post = await draft(mira);
    await remove(post);
    await restore(post);
    const change = { token: mira.token, body: { caption: 'mine' }, headers: { 'if-match': post.etag } };
    expect((await call('PATCH', `/posts/${post.id}`, change)).status).toBe(412);
  });

  it('cannot be taken back after thirty days, nor by others', async () => {
    const post = await draft(mira);
    await remove(post);
    const { token } = await signedInPerson();
    expect((await call('POST', `/posts/${post.id}/restore`, { token })).status).toBe(404);
    await db
      .update(posts)
      .set({ deletedAt: Date.now() - RESTORE_DAYS * DAY - 1 })
      .where(eq(posts.id, post.id));
    expect((await restore(post)).status).toBe(404);
  });

  it('waits while the object of the post has books to close', async () => {
    const post = await draft(mira);
    await remove(post);
    await db.update(posts).set({ armedAt: Date.now() }).where(eq(posts.id, post.id));
    expect((await restore(post)).status).toBe(409);
  });
});

describe('the posts of a file', () => {
  it('are named, the newest first, but for deleted ones', async () => {
    const first = await draft(mira, { caption: 'first' });
    const { mediaId } = first;
    await draft(mira, { caption: 'second', mediaId });
    await remove(await draft(mira, { caption: 'third', mediaId }));
    const page = await ok<PostPage>(call('GET', `/media/${mediaId}/posts`, { token: mira.token }));
    expect(page.posts.map(({ caption }) => caption)).toEqual(['second', 'first']);
  });

  it('of nobody are not there', async () => {
    const missing = newId<MediaId>('media', 1, (count) => new Uint8Array(count));
    expect((await call('GET', `/media/${missing}/posts`, { token: mira.token })).status).toBe(404);
  });
});

describe('an account’s day', () => {
  it('has what is planned in 24 hours, all that is scheduled, and the next post', async () => {
    const noor = await newCreator();
    const give = async (caption: string, ms: number) =>
      ok<Post>(schedule(noor, await draft(noor, { caption }), { publishAt: at(ms) }));
    await give('in three days', 72 * HOUR);
    const soon = await give('in two hours', 2 * HOUR);
    const { accounts } = await ok<AccountDays>(call('GET', '/accounts/today', { token: noor.token }));
    expect(accounts).toEqual([
      {
        accountId: noor.account.id,
        quota: { usedIn24h: 0, about: 15 },
        plannedIn24h: 1,
        scheduled: 2,
        next: { id: soon.id, caption: 'in two hours', publishAt: soon.publishAt },
      },
    ]);
  });

  it('of an account that was disconnected is not told', async () => {
    const noor = await newCreator();
    await call('DELETE', `/accounts/${noor.account.id}`, { token: noor.token });
    expect(await ok<AccountDays>(call('GET', '/accounts/today', { token: noor.token }))).toEqual({
      accounts: [],
    });
  });
});

describe('punctuality', () => {
  it('counts what had a second to meet in the last thirty days', async () => {
    const { user, token } = await signedInPerson();
    const publication = (planned: number, lateMs: number) => ({
      id: newId<PostId>('post', Date.now(), (count) => crypto.getRandomValues(new Uint8Array(count))),
      workspaceId: user.workspace.id,
      createdBy: user.id,
      status: 'published' as const,
      findings: [],
      publishAt: planned,
      handedOverAt: planned + lateMs,
      createdAt: 1,
      updatedAt: 1,
    });
    const askedForNow = (row: ReturnType<typeof publication>) => ({
      ...row,
      consent: { text: 'music_usage' as const, at: row.publishAt + 3, userId: user.id },
    });
    const now = Date.now();
    const rows = [
      publication(now - DAY, 120),
      publication(now - 2 * DAY, 80),
      publication(now - 29 * DAY, 600),
      publication(now - 31 * DAY, 60_000),
      { ...publication(now - DAY, 90_000), status: 'failed' as const },
      { ...publication(now - DAY, 90_000), deletedAt: now },
      askedForNow(publication(now - DAY, 90_000)),
    ];
    for (const row of rows) await db.insert(posts).values(row);
    const told = await ok<Punctuality>(call('GET', '/punctuality', { token }));
    expect(told).toMatchObject({ days: 30, posts: 3, medianMs: 120, worstMs: 600 });
  });
});
