import { strict as assert } from 'node:assert';
import { connect, PASSWORD, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { startReceiver } from '../support/receiver.ts';
import { pickTime } from '../support/when.ts';

const AHEAD_MS = 3_600_000;
const PUBLISHED_WITHIN_MS = 90_000;
const NOT_LIVE_WITHIN_MS = 40_000;

export const live: Journey = {
  name: 'a creator watches a post change by itself, and their own server hears of it',
  async walk(world) {
    const { page, product, look } = world;
    const { email } = await signUp(world);
    await connect(world);
    const receiver = await startReceiver();
    try {
      const ask = await signedInAt(product.api, email);
      const hook = await ask<{ id: string; secret: string }>('POST', '/webhooks', { url: receiver.url });
      receiver.secret = hook.secret;

      await page.goto(`${product.url}/posts/new`);
      await upload(world, smallClip);
      await page.getByLabel('Caption').fill('A plum tart that changes by itself');
      await page.getByLabel('Who can see this post').selectOption({ label: 'Everyone' });
      await pickTime(page, Date.now() + AHEAD_MS);
      await page.getByRole('button', { name: /^Schedule for/ }).click();
      await page.waitForURL(/\/posts\/post_\w+$/);
      const postId = new URL(page.url()).pathname.split('/').at(-1) ?? '';

      // From now on nobody touches this page.
      const frames: string[] = [];
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => frames.push(String(payload))),
      );
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      const listening = new Promise((resolve) =>
        session.once('Network.webSocketHandshakeResponseReceived', resolve),
      );
      await page.reload();
      await page.getByText('Goes out in').waitFor();
      // The page is drawn before it hears anything; what happens until then it asks for later.
      await listening;
      await session.detach();
      await ask('POST', `/posts/${postId}/publish`, { consent: 'music_usage' });
      await page
        .getByRole('heading', { name: 'Live on TikTok', level: 1 })
        .waitFor({ timeout: PUBLISHED_WITHIN_MS });
      const saysSo = (frame: string) => frame.includes(postId) && frame.includes('"published"');
      for (let wait = 0; wait < 100 && !frames.some(saysSo); wait++) await page.waitForTimeout(100);
      assert.ok(frames.some(saysSo), `the feed said so: ${frames.join(' ')}`);
      assert.ok(!frames.join().includes('plum tart'), 'hints hold nothing of the post');

      const types = () => [...new Set(receiver.told.map(({ type }) => type))].toSorted();
      for (let wait = 0; wait < 100 && types().length < 3; wait++) await page.waitForTimeout(200);
      assert.deepEqual(
        types(),
        ['post.handed_over', 'post.published', 'post.scheduled'],
        'each step was told to the server',
      );
      const published = receiver.told.filter(({ type }) => type === 'post.published');
      assert.deepEqual(
        published.map(({ data }) => data.postId),
        [postId],
      );
    } finally {
      receiver.stop();
    }

    await page.routeWebSocket(/\/live$/, (socket) => socket.close());
    await page.reload();
    // Ten seconds without a feed are none yet.
    await page.getByText('· not live').waitFor({ timeout: NOT_LIVE_WITHIN_MS });
    await look('not-live');
  },
};

/** The same creator as a program of theirs: by the API. */
async function signedInAt(api: string, login: string) {
  const send = async <T>(token: string, method: string, path: string, body: unknown): Promise<T> => {
    const answer = await fetch(`${api}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path} answered ${answer.status}`);
    return answer.json() as Promise<T>;
  };
  const { token } = await send<{ token: string }>('', 'POST', '/sessions', { login, password: PASSWORD });
  return <T = unknown>(method: string, path: string, body: unknown) => send<T>(token, method, path, body);
}
