import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';

const ORIGIN = 'https://tiktimer.example';
const SOURCE = readFileSync(new URL('../../public/sw.js', import.meta.url), 'utf8');

/** The service worker in a browser that writes down what it is asked to do. */
function wake(open: string[] = []) {
  const heard = new Map<string, (event: object) => void>();
  const did: unknown[][] = [];
  const self = {
    location: { origin: ORIGIN },
    addEventListener: (name: string, listen: (event: object) => void) => heard.set(name, listen),
    registration: { showNotification: (...shown: unknown[]) => did.push(['shown', ...shown]) },
    clients: {
      matchAll: async () =>
        open.map((path) => ({ url: ORIGIN + path, focus: () => did.push(['focused', path]) })),
      openWindow: (address: string) => did.push(['opened', address]),
    },
  };
  runInNewContext(SOURCE, { self, URL });
  const tell = async (name: string, event: object) => {
    const waits: unknown[] = [];
    heard.get(name)?.({ ...event, waitUntil: (wait: unknown) => waits.push(wait) });
    await Promise.all(waits);
    return structuredClone(did);
  };
  return {
    push: (data: unknown) => tell('push', { data }),
    press: (path: unknown) =>
      tell('notificationclick', { notification: { close: () => {}, data: { path } } }),
  };
}

describe('a push', () => {
  it('is shown with its words and its tag, and remembers where it leads', async () => {
    const news = { title: 'Live on TikTok', body: 'Handed over.', path: '/posts/post_1', tag: 'note_1' };
    const [[, title, shown] = []] = await wake().push({ json: () => news });
    assert.equal(title, 'Live on TikTok');
    const { body, tag, data } = shown as Record<string, unknown>;
    assert.deepEqual([body, tag, data], ['Handed over.', 'note_1', { path: '/posts/post_1' }]);
  });
  it('that cannot be read still says that there is news', async () => {
    const [[, title, shown] = []] = await wake().push(null);
    assert.equal(title, 'TikTimer');
    assert.deepEqual((shown as { data: unknown }).data, { path: '/notifications' });
  });
});

describe('a press on a push', () => {
  it('goes to the tab that shows the page already', async () =>
    assert.deepEqual(await wake(['/home', '/posts/post_1']).press('/posts/post_1'), [
      ['focused', '/posts/post_1'],
    ]));
  it('opens another tab beside one where something may be being typed', async () =>
    assert.deepEqual(await wake(['/posts/new']).press('/posts/post_1'), [
      ['opened', `${ORIGIN}/posts/post_1`],
    ]));
  for (const path of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    undefined,
  ])
    it(`leads to no page but ours: ${path}`, async () => {
      const [[, address] = []] = await wake().press(path);
      assert.equal(new URL(String(address)).origin, ORIGIN);
    });
});
