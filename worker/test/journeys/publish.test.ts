/** From a draft to the feed, through real objects, alarms, D1 and R2, with the simulator as TikTok. */

import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ArmingId, LinkId, Post, UserId } from '../../src/contract/index.ts';
import { markScheduled } from '../../src/db/posts.ts';
import type { PostRow } from '../../src/db/schema.ts';
import { posts } from '../../src/db/schema.ts';
import { openDb } from '../../src/deps.ts';
import {
  clipOf,
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
import { tiktok } from '../support/tiktok.ts';

beforeAll(() => tiktok.changeSettings({ processingBaseMs: 200, moderationMs: 200 }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const ended = (post: Post) => ['published', 'failed', 'outcome_unknown'].includes(post.status);

describe('a scheduled post', () => {
  it('goes out once, not before its second, with the bytes that were uploaded', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    const publishAt = inMs(4_000);
    expect((await schedule(creator, post, { publishAt })).status).toBe(200);

    const done = await eventually(() => readPost(creator, post.id), ended);
    expect(done.status).toBe('published');
    const publications = await tiktok.publications({ openId: creator.user.openId });
    expect(publications).toHaveLength(1);
    expect(publications[0]).toMatchObject({
      sha256: sha256(clipOf()),
      caption: 'plum tart',
      publishId: done.publishId,
    });
    expect(publications[0]?.lastByteAt).toBeGreaterThanOrEqual(Date.parse(publishAt));
    expect(done.latenessMs).toBeGreaterThanOrEqual(0);
  });

  it('is staged in chunks when it is large, and arrives whole', async () => {
    const creator = await newCreator();
    const file = clipOf(11_000_000);
    const media = await uploadFile(creator.token, file);
    const post = await draft(creator, { mediaId: media.id });
    await schedule(creator, post, { publishAt: inMs(3_000) });

    const done = await eventually(() => readPost(creator, post.id), ended);
    expect(done.status).toBe('published');
    const [publication] = await tiktok.publications({ openId: creator.user.openId });
    expect(publication).toMatchObject({ sha256: sha256(file), chunks: 2 });
  });

  it('shows on its receipt what happened when', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    await schedule(creator, post, { publishAt: inMs(500) });
    await eventually(() => readPost(creator, post.id), ended);
    const receipt = await eventually(
      () => readReceipt(creator, post.id),
      (r) => r.events.some((event) => event.step === 'published'),
    );
    const steps = receipt.events.map((event) => event.step);
    for (const step of [
      'scheduled',
      'staging',
      'initiated',
      'staged',
      'handed_over',
      'processing',
      'published',
    ]) {
      expect(steps).toContain(step);
    }
    expect(receipt.events.map((event) => event.seq)).toEqual(
      receipt.events.map((event) => event.seq).toSorted((a, b) => a - b),
    );
  });

  it('is not sent when it was cancelled before, and the yes is kept', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    const scheduled = await ok<Post>(schedule(creator, post, { publishAt: inMs(5_000) }));
    const answer = await call('DELETE', `/posts/${post.id}/schedule`, {
      token: creator.token,
      headers: { 'if-match': scheduled.etag },
    });
    expect(answer.status).toBe(200);
    expect((await answer.json<Post>()).status).toBe('cancelled');
    await scheduler.wait(6_000);
    expect(await tiktok.postsCount(creator.user.openId)).toBe(0);
    expect((await readPost(creator, post.id)).status).toBe('cancelled');
  });

  it('can be scheduled again after it was cancelled', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    const scheduled = await ok<Post>(schedule(creator, post));
    const cancelled = await ok<Post>(
      call('DELETE', `/posts/${post.id}/schedule`, {
        token: creator.token,
        headers: { 'if-match': scheduled.etag },
      }),
    );
    await schedule(creator, cancelled, { publishAt: inMs(500) });
    expect((await eventually(() => readPost(creator, post.id), ended)).status).toBe('published');
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });

  it('goes out with the new content when it was changed meanwhile', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    const scheduled = await ok<Post>(schedule(creator, post));
    const patch = (body: Record<string, unknown>) =>
      call('PATCH', `/posts/${post.id}`, {
        token: creator.token,
        body,
        headers: { 'if-match': scheduled.etag },
      });
    expect((await patch({ caption: 'rye bread' })).status).toBe(422);
    const changed = await ok<Post>(patch({ caption: 'rye bread', consent: 'music_usage' }));
    expect(changed).toMatchObject({ caption: 'rye bread', status: 'scheduled' });
    expect((await patch({ allowDuet: true })).status).toBe(412);
    await schedule(creator, changed, { publishAt: inMs(500) });
    await eventually(() => readPost(creator, post.id), ended);
    const publications = await tiktok.publications({ openId: creator.user.openId });
    expect(publications.map((publication) => publication.caption)).toEqual(['rye bread']);
  });

  it('is one post however often publish now is pressed', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    const press = () =>
      call('POST', `/posts/${post.id}/publish`, { token: creator.token, body: { consent: 'music_usage' } });
    const answers = await Promise.all(Array.from({ length: 20 }, press));
    expect(answers.map((answer) => answer.status)).toContain(200);
    for (const answer of answers) expect([200, 409, 412]).toContain(answer.status);
    await eventually(() => readPost(creator, post.id), ended);
    await scheduler.wait(500);
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });

  it('cannot be cancelled once it is handed over', async () => {
    const creator = await newCreator();
    const post = await draft(creator, { caption: 'slow #sim:processing=forever' });
    await schedule(creator, post, { publishAt: inMs(300) });
    const handed = await eventually(
      () => readPost(creator, post.id),
      (p) => p.handedOverAt !== null,
    );
    const answer = await call('DELETE', `/posts/${post.id}/schedule`, { token: creator.token });
    expect(answer.status).toBe(409);
    expect((await answer.json<{ code: string }>()).code).toBe('too_late');
    expect(handed.status).toBe('publishing');
  });

  it('fails with TikTok’s reason in plain words, and nothing was posted', async () => {
    const creator = await newCreator();
    const post = await draft(creator, { caption: '#sim:fail=frame_rate_check_failed' });
    await schedule(creator, post, { publishAt: inMs(300) });
    const done = await eventually(() => readPost(creator, post.id), ended);
    expect(done).toMatchObject({
      status: 'failed',
      failure: { reason: 'refused_content', action: 'Replace the video' },
    });
    expect(await tiktok.postsCount(creator.user.openId)).toBe(0);
    const { notices } = await ok<{ notices: { postId: string; kind: string }[] }>(
      call('GET', '/notifications', { token: creator.token }),
    );
    expect(notices.filter((notice) => notice.postId === post.id).map((notice) => notice.kind)).toEqual([
      'failed',
    ]);
  });

  it('is asked for again when the answer to its last byte was lost, and is published once', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    await tiktok.addFault({
      endpoint: 'put',
      kind: 'close',
      effect: true,
      chunk: 'last',
      count: 1,
      openId: creator.user.openId,
    });
    await schedule(creator, post, { publishAt: inMs(300) });
    const done = await eventually(() => readPost(creator, post.id), ended);
    expect(done.status).toBe('published');
    expect(await tiktok.postsCount(creator.user.openId)).toBe(1);
  });
});

describe('a schedule whose answer was lost', () => {
  it('does not come true after the user has cancelled, not even for a post that was cancelled before', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    const cancel = () => call('DELETE', `/posts/${post.id}/schedule`, { token: creator.token });
    await cancel();
    const seen = await openDb(env.DB).select().from(posts).where(eq(posts.id, post.id)).get();
    expect((await cancel()).status).toBe(200);

    const link = await openDb(env.DB).query.tiktokAccounts.findFirst({
      where: (a, { eq: is }) => is(a.id, creator.account.id),
    });
    // The statement that was on its way all the time arrives now.
    const late = await markScheduled(openDb(env.DB), seen as PostRow, {
      armingId: 'arm_00000000000000000000000000' as ArmingId,
      linkId: link?.linkId as LinkId,
      publishAt: Date.now(),
      latestAt: Date.now() + 60_000,
      stageAt: Date.now(),
      zone: 'UTC',
      consent: { text: 'music_usage', at: 1, userId: 'user_00000000000000000000000000' as UserId },
      now: Date.now(),
    });
    expect(late).toBeUndefined();
    expect((await readPost(creator, post.id)).status).toBe('cancelled');
  });
});

describe('scheduling is refused', () => {
  it.each([
    ['in the past', { publishAt: '2020-01-01T00:00:00Z' }, 'That time has passed.'],
    [
      'over a year ahead',
      { publishAt: '2099-01-01T00:00:00Z' },
      'Posts can be scheduled up to a year ahead.',
    ],
    [
      'with the wrong consent',
      { consent: 'branded_content' },
      'consent: this post needs the text "music_usage".',
    ],
  ])('%s', async (_name, change, sentence) => {
    const creator = await newCreator();
    const post = await draft(creator);
    const answer = await schedule(creator, post, change);
    expect(answer.status).toBe(422);
    expect((await answer.json<{ detail: string }>()).detail).toBe(sentence);
    expect((await readPost(creator, post.id)).status).toBe('draft');
  });

  it('without consent', async () => {
    const creator = await newCreator();
    const post = await draft(creator);
    expect((await schedule(creator, post, { consent: undefined })).status).toBe(422);
  });

  it('with a privacy option the creator does not have', async () => {
    const creator = await newCreator({ private: true });
    const post = await draft(creator);
    const answer = await schedule(creator, post);
    expect(answer.status).toBe(422);
    expect((await answer.json<{ detail: string }>()).detail).toContain('is not offered');
  });

  it('with a video longer than the account may post', async () => {
    const creator = await newCreator({ maxVideoSeconds: 1 });
    const answer = await schedule(creator, await draft(creator));
    expect(answer.status).toBe(422);
    expect((await answer.json<{ detail: string }>()).detail).toContain('may post up to 0:01');
  });

  it('while privacy is not chosen', async () => {
    const creator = await newCreator();
    const answer = await schedule(creator, await draft(creator, { privacy: null }));
    expect((await answer.json<{ detail: string }>()).detail).toContain('choose who can see');
  });
});

describe('a caption', () => {
  it('has 2,200 UTF-16 units at most', async () => {
    const creator = await newCreator();
    const write = (caption: string) => call('POST', '/posts', { token: creator.token, body: { caption } });
    expect((await write('🥐'.repeat(1_100))).status).toBe(201);
    expect((await write(`${'🥐'.repeat(1_100)}x`)).status).toBe(422);
    expect((await write('\ud800 half a pair')).status).toBe(422);
    expect((await write('nul \u0000')).status).toBe(422);
  });
});

describe('somebody else’s post', () => {
  it('is as missing as one that never was, on every route', async () => {
    const owner = await newCreator();
    const stranger = await newCreator();
    const post = await draft(owner);
    const routes: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { caption: 'mine' }],
      ['DELETE', ''],
      ['PUT', '/schedule', { publishAt: inMs(3_600_000), consent: 'music_usage' }],
      ['DELETE', '/schedule'],
      ['POST', '/publish', { consent: 'music_usage' }],
      ['POST', '/duplicate'],
      ['POST', '/resolve', { outcome: 'published' }],
      ['GET', '/receipt'],
      ['GET', '/preflight'],
    ];
    for (const [method, path, body] of routes) {
      const asked = async (id: string) => {
        const answer = await call(method, `/posts/${id}${path}`, { token: stranger.token, body });
        const { requestId: _, ...rest } = await answer.json<Record<string, unknown>>();
        return { status: answer.status, rest };
      };
      const foreign = await asked(post.id);
      expect(foreign.status, `${method} ${path}`).toBe(404);
      expect(foreign).toEqual(await asked('post_00000000000000000000000000'));
      expect(foreign).toEqual(await asked('nonsense'));
    }
    expect((await readPost(owner, post.id)).caption).toBe('plum tart');
  });
});
