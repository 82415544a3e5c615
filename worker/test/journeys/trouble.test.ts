/** What goes wrong around a post, with real objects, D1, R2 and alarms; TikTok's side by the simulator's faults. */
import { createScheduledController, evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Account, Post } from '../../src/contract/index.ts';
import { posts } from '../../src/db/schema.ts';
import { openDb } from '../../src/deps.ts';
import type { Publication } from '../../src/domain/publication.ts';
import { giveUpUnknown } from '../../src/domain/publication-outcome.ts';
import worker from '../../src/index.ts';
import type { Creator } from '../support/creators.ts';
import {
  clipOf,
  connect,
  draft,
  eventually,
  inMs,
  newCreator,
  ok,
  readPost,
  readReceipt,
  schedule,
} from '../support/creators.ts';
import { uploadFile } from '../support/files.ts';
import { call } from '../support/people.ts';
import type { Fault } from '../support/simulator-client.ts';
import { tiktok } from '../support/tiktok.ts';

beforeAll(() => tiktok.changeSettings({ processingBaseMs: 200, moderationMs: 200 }));

const db = openDb(env.DB);
const ended = (post: Post) => ['published', 'failed', 'outcome_unknown'].includes(post.status);
const objectOf = (id: string) => env.POST_PUBLISHER.getByName(id);
const sweepNow = () => worker.scheduled(createScheduledController(), env);
const makeOverdue = (id: Post['id']) => db.update(posts).set({ sweepAt: 1 }).where(eq(posts.id, id));

async function scheduled(creator: Creator, publishAt: string): Promise<Post> {
  return ok<Post>(schedule(creator, await draft(creator), { publishAt }));
}

describe('a post is published once', () => {
  const kinds: Partial<Fault>[] = [
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'truncated' },
    { kind: 'close' },
    { kind: 'status', status: 503 },
    { kind: 'internal_error' },
    { kind: 'endless_json' },
    { kind: 'redirect', location: 'https://elsewhere.example/' },
  ];
  const endpoints = ['creator_info', 'init', 'put', 'status'] as const;
  const cases = endpoints.flatMap((endpoint) =>
    kinds.flatMap((kind) => [false, true].map((effect) => ({ endpoint, effect, ...kind }) as Fault)),
  );

  it('or fails and says so, whatever TikTok answers at any one call', { timeout: 180_000 }, async () => {
    const person = await newCreator();
    const media = await uploadFile(person.token, clipOf());
    const outcomes = await Promise.all(
      cases.map(async (fault) => {
        const user = await tiktok.createUser();
        const creator = { ...person, user, account: await connect(person.token, user) };
        const post = await draft(creator, { mediaId: media.id });
        await schedule(creator, post, { publishAt: inMs(1_000) });
        await tiktok.addFault({ ...fault, openId: creator.user.openId });
        const done = await eventually(() => readPost(creator, post.id), ended, 100_000);
        return {
          fault,
          status: done.status,
          reason: done.failure?.reason,
          count: await tiktok.postsCount(creator.user.openId),
        };
      }),
    );
    for (const { fault, status, reason, count } of outcomes) {
      const name = `${fault.endpoint} ${fault.kind} ${fault.effect ? 'with' : 'without'} effect: ${reason ?? status}`;
      expect(count, name).toBe(status === 'published' ? 1 : 0);
      // A redirect is nothing TikTok does: the token does not follow it, and nothing is tried twice on such an answer.
      if (fault.kind !== 'redirect') expect(status, name).toBe('published');
    }
  });
});

describe('the sweep', () => {
  it('pokes a post whose poke was lost', async () => {
    const creator = await newCreator();
    const poke = vi.spyOn(env.POST_PUBLISHER, 'getByName').mockImplementation(() => {
      throw new Error('lost');
    });
    const post = await draft(creator);
    const answer = await schedule(creator, post, { publishAt: inMs(2_000) });
    poke.mockRestore();
    expect(answer.status).toBe(200);
    await makeOverdue(post.id);
    await sweepNow();
    expect((await eventually(() => readPost(creator, post.id), ended)).status).toBe('published');
  });

  it('heals an object whose alarm was lost', async () => {
    const creator = await newCreator();
    const post = await scheduled(creator, inMs(2_500));
    await eventually(
      () => runInDurableObject(objectOf(post.id), (_, state) => state.storage.getAlarm()),
      (at) => at !== null,
    );
    await runInDurableObject(objectOf(post.id), (_, state) => state.storage.deleteAlarm());
    await makeOverdue(post.id);
    await sweepNow();
    expect((await eventually(() => readPost(creator, post.id), ended)).status).toBe('published');
  });

  it('leaves a post alone whose object is on time', async () => {
    const creator = await newCreator();
    const post = await scheduled(creator, inMs(3_600_000));
    const row = await eventually(
      () => db.select().from(posts).where(eq(posts.id, post.id)).get(),
      (found) => (found?.sweepAt ?? 0) > Date.now() + 600_000,
    );
    expect(row?.sweepAt).toBeGreaterThan(Date.now() + 600_000);
  });
});

describe('a restored database', () => {
  it('does not publish a post again that is in the ledger', async () => {
    const creator = await newCreator();
    const post = await scheduled(creator, inMs(300));
    const { needsYou: _computed, ...before } =
      (await db.select().from(posts).where(eq(posts.id, post.id)).get()) ?? {};
    await eventually(() => readPost(creator, post.id), ended);
    await eventually(
      () => runInDurableObject(objectOf(post.id), (_, state) => state.storage.kv.get('publication')),
      (p) => p === undefined,
    );

    await db
      .update(posts)
      .set({ ...before, sweepAt: 1 })
      .where(eq(posts.id, post.id));
    await sweepNow();
    const restored = await eventually(() => readPost(creator, post.id), ended);
    expect(restored.status).toBe('published');
    await sweepNow();
    const row = await db.select().from(posts).where(eq(posts.id, post.id)).get();
    expect(row).toMatchObject({ armedAt: null, sweepAt: null });
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });
});

describe('disconnecting an account', () => {
  it('cancels what is scheduled, and names what is already on its way', async () => {
    const creator = await newCreator();
    const waiting = await scheduled(creator, inMs(3_600_000));
    const slow = await draft(creator, { caption: '#sim:processing=forever' });
    await schedule(creator, slow, { publishAt: inMs(200) });
    await eventually(
      () => readPost(creator, slow.id),
      (p) => p.handedOverAt !== null,
    );

    const answer = await call('DELETE', `/accounts/${creator.account.id}`, { token: creator.token });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ cancelled: [waiting.id], tooLate: [slow.id] });
    expect((await readPost(creator, waiting.id)).status).toBe('cancelled');
    expect((await schedule(creator, await draft(creator, { accountId: creator.account.id }))).status).toBe(
      409,
    );
  });
});

describe('an account TikTok signed us out of', () => {
  it('holds its post, says so, and sends it as soon as the user has reconnected', async () => {
    const creator = await newCreator();
    const post = await scheduled(creator, inMs(4_000));
    await tiktok.removeAccess(creator.user.openId);
    const held = await eventually(
      () => readPost(creator, post.id),
      (p) => p.held !== null,
    );
    expect(held.held).toMatchObject({ reason: 'reconnect_needed' });
    const [account] = (await ok<{ accounts: Account[] }>(call('GET', '/accounts', { token: creator.token })))
      .accounts;
    expect(account).toMatchObject({ status: 'needs_reconnect', signedOutAt: expect.any(String) });

    await connect(creator.token, creator.user);
    expect((await eventually(() => readPost(creator, post.id), ended)).status).toBe('published');
    const steps = (await readReceipt(creator, post.id)).events.map((event) => event.step);
    expect(steps).toEqual(expect.arrayContaining(['held', 'released', 'published']));
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });
});

describe('an outcome nobody knows', () => {
  /** As the object stores it a day after the last byte left, when TikTok never answered (domain/publication-outcome.ts). */
  async function unknownPost(creator: Creator): Promise<Post> {
    const post = await scheduled(creator, inMs(3_600_000));
    await eventually(
      () => db.query.posts.findFirst({ where: (row, { eq: is }) => is(row.id, post.id) }),
      (row) => (row?.seq ?? 0) > 1,
    );
    await runInDurableObject(objectOf(post.id), (_object, { storage }) => {
      const waiting = storage.kv.get<Publication>('publication') as Publication;
      const given = giveUpUnknown({ ...waiting, publishId: 'v_pub_lost' }, Date.now());
      storage.kv.put('publication', given);
    });
    await evictDurableObject(objectOf(post.id));
    await objectOf(post.id).poke(post.id);
    return eventually(() => readPost(creator, post.id), ended);
  }
  const say = (creator: Creator, post: Post, body: unknown) =>
    call('POST', `/posts/${post.id}/resolve`, { token: creator.token, body });
  const link = 'https://www.tiktok.com/@mira.bakes/video/7710582556971786333';

  it('is its creator’s to tell, with the address they found it at', async () => {
    const creator = await newCreator();
    const post = await unknownPost(creator);
    for (const url of ['https://example.com/@mira/video/1', 'javascript:alert(1)', ''])
      expect((await say(creator, post, { outcome: 'published', url })).status).toBe(422);
    expect((await say(creator, post, { outcome: 'not_published', url: link })).status).toBe(422);

    const told = await ok<Post>(say(creator, post, { outcome: 'published', url: `${link}?is_copy_url=1` }));
    expect(told).toMatchObject({ status: 'published', url: link });
    expect((await readReceipt(creator, post.id)).events.at(-1)).toMatchObject({ step: 'resolved' });
    expect((await say(creator, post, { outcome: 'published' })).status).toBe(409);
  });

  it('may be scheduled again once its creator says that it is not there', async () => {
    const creator = await newCreator();
    const post = await unknownPost(creator);
    expect((await schedule(creator, post, { publishAt: inMs(3_600_000) })).status).toBe(409);
    const told = await ok<Post>(say(creator, post, { outcome: 'not_published' }));
    expect(told).toMatchObject({ status: 'failed', failure: { reason: 'not_published' } });
    const again = await ok<Post>(schedule(creator, told, { publishAt: inMs(3_600_000) }));
    expect(again.status).toBe('scheduled');
  });
});

describe('a file', () => {
  it('that is not the one that was checked is not sent', async () => {
    const creator = await newCreator();
    const post = await scheduled(creator, inMs(3_000));
    const row = await db.query.media.findFirst({
      where: (media, { eq: is }) => is(media.id, post.mediaId ?? ('' as never)),
    });
    await env.MEDIA.put(row?.key ?? '', 'something else');
    const done = await eventually(() => readPost(creator, post.id), ended);
    expect(done).toMatchObject({ status: 'failed', failure: { reason: 'media_changed' } });
    expect(await tiktok.postsCount(creator.user.openId)).toBe(0);
  });
});
