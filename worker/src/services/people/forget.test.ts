import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/d1';
import { describe, expect, it } from 'vitest';
import { draft, newCreator } from '../../../test/support/creators.ts';
import { call, signedInPerson } from '../../../test/support/people.ts';
import type { PostId } from '../../contract/ids.ts';
import { forgetPosts, listDeletedPosts } from '../../db/deleted-posts.ts';
import { purgeLinks } from '../../db/mailed-links.ts';
import { purgeStates } from '../../db/oauth-states.ts';
import { oauthStates, posts, publicationEvents, webhookEvents } from '../../db/schema.ts';
import { purgeSessions } from '../../db/sessions.ts';
import { purgeEvents } from '../../db/webhook-events.ts';
import { makeDeps } from '../../deps.ts';
import { purgeOldMails } from '../mail/outbox.ts';
import { forgetWhatIsOver } from './forget.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const db = drizzle(env.DB);
const sweepIn = async (ms: number) => {
  const deps = makeDeps(env);
  const then = { ...deps, clock: { ...deps.clock, now: () => Date.now() + ms } };
  await forgetWhatIsOver(then);
  await purgeOldMails(then);
};
const rowsOf = async (table: 'sessions' | 'oauth_states' | 'mailed_links', userId: string) =>
  (await env.DB.prepare(`select count(*) as n from ${table} where user_id = ?`)
    .bind(userId)
    .first('n')) as number;

describe('what is over is forgotten', () => {
  it('a device that signed out by the next sweep, one that is signed in never', async () => {
    const { user, token, input } = await signedInPerson();
    await call('POST', '/sessions', { body: { login: input.email, password: input.password } });
    await sweepIn(29 * DAY);
    expect(await rowsOf('sessions', user.id)).toBe(2);
    expect((await call('DELETE', '/sessions/current', { token })).status).toBe(204);
    await sweepIn(1);
    expect(await rowsOf('sessions', user.id)).toBe(1);
  });

  it('a device as soon as 30 days have passed without use', async () => {
    const { user } = await signedInPerson();
    await sweepIn(30 * DAY + 60_000);
    expect(await rowsOf('sessions', user.id)).toBe(0);
  });

  it('a refresh token that was used not before it would have expired, so that its replay shows', async () => {
    const { user } = await signedInPerson();
    const used = `update sessions set kind = 'refresh', used_at = 1, expires_at = ? where user_id = ?`;
    await env.DB.prepare(used)
      .bind(Date.now() + 7 * DAY, user.id)
      .run();
    await sweepIn(6 * DAY);
    expect(await rowsOf('sessions', user.id)).toBe(1);
    await sweepIn(7 * DAY + 60_000);
    expect(await rowsOf('sessions', user.id)).toBe(0);
  });

  it('a connection nobody finished an hour after it ran out, and a link a week after', async () => {
    const { user } = await signedInPerson();
    const expiresAt = Date.now() + 10 * 60_000;
    const { id } = (await env.DB.prepare('select workspace_id as id from memberships where user_id = ?')
      .bind(user.id)
      .first<{ id: string }>()) ?? { id: '' };
    await db.insert(oauthStates).values({
      ...{ hash: crypto.randomUUID(), userId: user.id, workspaceId: id as never, returnTo: '/' },
      ...{ createdAt: 1, expiresAt },
    });
    await sweepIn(HOUR);
    expect(await rowsOf('oauth_states', user.id)).toBe(1);
    await sweepIn(HOUR + 11 * 60_000);
    expect(await rowsOf('oauth_states', user.id)).toBe(0);
    expect(await rowsOf('mailed_links', user.id)).toBe(1);
    await sweepIn(60 * DAY);
    expect(await rowsOf('mailed_links', user.id)).toBe(0);
  });

  it('an event of TikTok’s after 30 days', async () => {
    const hash = crypto.randomUUID();
    const event = { openId: 'someone', kind: 'post.publish.complete', content: '{}', createdAt: 1 };
    await db.insert(webhookEvents).values({ ...event, hash, receivedAt: Date.now() });
    const there = () => env.DB.prepare('select 1 from webhook_events where hash = ?').bind(hash).first();
    await sweepIn(29 * DAY);
    expect(await there()).not.toBeNull();
    await sweepIn(30 * DAY + 60_000);
    expect(await there()).toBeNull();
  });

  it('a deleted post with its receipt once nobody can take that back, and no other', async () => {
    const creator = await newCreator();
    const [kept, deleted] = [await draft(creator), await draft(creator)];
    await call('DELETE', `/posts/${deleted.id}`, { token: creator.token, headers: { 'if-match': '*' } });
    await db
      .insert(publicationEvents)
      .values(
        [kept, deleted].map(
          ({ id: postId }) => ({ postId, seq: 1, at: 1, step: 'cancelled', detail: {} }) as const,
        ),
      );
    const left = async ({ id: postId }: { id: PostId }) => [
      await db.$count(posts, eq(posts.id, postId)),
      await db.$count(publicationEvents, eq(publicationEvents.postId, postId)),
    ];
    await sweepIn(29 * DAY);
    expect(await left(deleted)).toEqual([1, 1]);
    await sweepIn(30 * DAY + 60_000);
    expect([await left(deleted), await left(kept)]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  it('a deleted post whose object never closed its books 60 days later, but none that may still be on its way', async () => {
    const creator = await newCreator();
    const [ended, moving] = [await draft(creator), await draft(creator)];
    const deletedAt = Date.now();
    const held = { deletedAt, armedAt: 1 };
    await db
      .update(posts)
      .set({ ...held, status: 'failed' })
      .where(eq(posts.id, ended.id));
    await db
      .update(posts)
      .set({ ...held, status: 'publishing' })
      .where(eq(posts.id, moving.id));
    const left = () => Promise.all([ended, moving].map(({ id }) => db.$count(posts, eq(posts.id, id))));
    await sweepIn(89 * DAY);
    expect(await left()).toEqual([1, 1]);
    await sweepIn(90 * DAY + 60_000);
    expect(await left()).toEqual([0, 1]);
  });

  it('but no post that was taken back while it was about to be erased', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    await db
      .insert(publicationEvents)
      .values({ postId: post.id, seq: 1, at: 1, step: 'cancelled', detail: {} });
    await call('DELETE', `/posts/${post.id}`, { token: creator.token, headers: { 'if-match': '*' } });
    const before = Date.now() + DAY;
    expect((await listDeletedPosts(db as never, before, 1000)).map(({ id }) => id)).toContain(post.id);
    expect((await call('POST', `/posts/${post.id}/restore`, { token: creator.token })).status).toBe(200);
    await forgetPosts(db as never, [post.id], before);
    expect((await call('GET', `/posts/${post.id}`, { token: creator.token })).status).toBe(200);
    expect(await db.$count(publicationEvents, eq(publicationEvents.postId, post.id))).toBe(1);
  });

  it('in pieces of a bounded size, the oldest first, found by an index', async () => {
    for (const purge of [purgeSessions, purgeStates, purgeLinks, purgeEvents, listDeletedPosts]) {
      const { sql, params } = purge(db as never, 1, 7).toSQL();
      const plan = await env.DB.prepare(`explain query plan ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      const steps = plan.results.map(({ detail }) => detail).join(' | ');
      expect(steps).toMatch(/USING (COVERING )?INDEX \w+_(expiry|received|deleted)/);
      expect(steps).not.toMatch(/TEMP B-TREE/);
    }
  });
});
