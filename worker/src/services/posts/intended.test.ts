import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Creator } from '../../../test/support/creators.ts';
import { draft, inMs, newCreator, ok, readPost, schedule } from '../../../test/support/creators.ts';
import { ask, oldClient, oldPost } from '../../../test/support/old-client.ts';
import { call } from '../../../test/support/people.ts';
import type { Post } from '../../contract/index.ts';

const HOUR = 3_600_000;
const intend = (creator: Creator, post: Post, intended: unknown) =>
  call('PATCH', `/posts/${post.id}`, {
    token: creator.token,
    body: { intended },
    headers: { 'if-match': post.etag },
  });
const berlin = (ms: number, latestMs: number | null = null) => ({
  at: inMs(ms),
  latestAt: latestMs === null ? null : inMs(latestMs),
  zone: 'Europe/Berlin',
});

describe('the time a draft is meant for', () => {
  it('is kept with the draft, changes like its words, and sends nothing', async () => {
    const creator = await newCreator();
    const first = berlin(HOUR);
    const made = await draft(creator, { intended: first });
    expect(made.intended).toEqual(first);
    const second = berlin(2 * HOUR, 3 * HOUR);
    const changed = await ok<Post>(intend(creator, made, second));
    expect(changed).toMatchObject({ status: 'draft', publishAt: null, intended: second });
    expect((await readPost(creator, made.id)).intended).toEqual(second);
    expect((await ok<Post>(intend(creator, changed, null))).intended).toBeNull();
  });

  it('gives way to the time it is scheduled for, and a scheduled post takes none', async () => {
    const creator = await newCreator();
    const made = await draft(creator, { intended: berlin(HOUR) });
    const planned = await ok<Post>(schedule(creator, made, { publishAt: inMs(5 * HOUR) }));
    expect(planned.intended).toBeNull();
    expect((await intend(creator, planned, berlin(HOUR))).status).toBe(422);
  });

  it('gives way to the time an old client gives it', async () => {
    const { token } = await oldClient();
    const { id: number } = await oldPost(token, { scheduled_time: inMs(HOUR) });
    const { posts } = await ok<{ posts: Post[] }>(call('GET', '/posts', { token }));
    const [made] = posts;
    const headers = { 'if-match': '*' };
    await ok(call('PATCH', `/posts/${made?.id}`, { token, body: { intended: berlin(2 * HOUR) }, headers }));
    await ask('PATCH', `/posts/${number}`, token, { content: 'other words' });
    const read = () => ok<Post>(call('GET', `/posts/${made?.id}`, { token }));
    expect((await read()).intended).not.toBeNull();
    const moved = inMs(3 * HOUR);
    await ask('PATCH', `/posts/${number}`, token, { scheduled_time: moved });
    expect(await read()).toMatchObject({ publishAt: moved, intended: null });
  });

  it('takes an old client’s post over: it goes out when it is scheduled anew, not at its old time', async () => {
    const { token } = await oldClient();
    const posts = ['kept', 'moved'].map((content) => oldPost(token, { content, scheduled_time: inMs(HOUR) }));
    await Promise.all(posts);
    const list = await ok<{ posts: Post[] }>(call('GET', '/posts', { token }));
    for (const post of list.posts) {
      const at = post.caption === 'kept' ? post.publishAt : inMs(2 * HOUR);
      const body = { caption: `${post.caption}, edited`, intended: { ...berlin(0), at } };
      await ok(call('PATCH', `/posts/${post.id}`, { token, body, headers: { 'if-match': post.etag } }));
    }
    const { results } = await env.DB.prepare(
      "select caption, sweep_at from posts where caption like '%, edited' and id in (?, ?) order by caption",
    )
      .bind(...list.posts.map(({ id }) => id))
      .all<{ caption: string; sweep_at: number | null }>();
    expect(results.map(({ caption, sweep_at }) => [caption, sweep_at !== null])).toEqual([
      ['kept, edited', true],
      ['moved, edited', false],
    ]);
  });

  it('is refused without a zone that exists, or with an end before its beginning', async () => {
    const creator = await newCreator();
    const made = await draft(creator);
    expect((await intend(creator, made, { ...berlin(HOUR), zone: 'Mars/Olympus' })).status).toBe(422);
    expect((await intend(creator, made, berlin(2 * HOUR, HOUR))).status).toBe(422);
  });
});
