import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'node:test';
import { forgetKept, keepFor } from '../lib/kept-here.ts';
import type { Mirror } from './mirror.ts';
import { dropUnsaved, holdUnsaved, keepUnsaved, takeUpUnsaved } from './unsaved.ts';

class Place extends Map<string, string> {
  getItem = (key: string) => this.get(key) ?? null;
  setItem = (key: string, value: string) => void this.set(key, value);
  removeItem = (key: string) => void this.delete(key);
}
/** As a browser's storage, whose own keys are what it holds. */
const storage = () =>
  new Proxy(new Place(), {
    get: (place, name) => {
      const value = Reflect.get(place, name) as unknown;
      return typeof value === 'function' ? value.bind(place) : value;
    },
    ownKeys: (place) => [...place.keys()],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  });
const give = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, configurable: true });
/** As a browser's locks: one holder a name, the others wait in their order or go without. */
const locks = () => {
  const held = new Set<string>();
  const waiting: { name: string; go: () => void }[] = [];
  const turn = (name: string, signal?: AbortSignal) =>
    new Promise<void>((go, stop) => {
      signal?.throwIfAborted();
      waiting.push({ name, go });
      signal?.addEventListener('abort', () => stop(signal.reason));
    });
  return {
    async request(
      name: string,
      ...rest: [LockGrantedCallback<unknown>] | [LockOptions, LockGrantedCallback<unknown>]
    ) {
      const [act, { ifAvailable, signal }] =
        rest.length === 1 ? [rest[0], {} as LockOptions] : [rest[1], rest[0]];
      if (held.has(name) && ifAvailable) return act(null);
      if (held.has(name)) await turn(name, signal);
      held.add(name);
      try {
        return await act({ name, mode: 'exclusive' });
      } finally {
        const next = waiting.findIndex((one) => one.name === name);
        if (next < 0) held.delete(name);
        else waiting.splice(next, 1)[0]?.go();
      }
    },
  };
};
const mirror = (press: string, caption: string, dirty = true) =>
  ({ press, dirty, draft: { caption } }) as unknown as Mirror;
const takeUp = (userId: string, postId: string | null) =>
  takeUpUnsaved(userId, postId, new AbortController().signal);
const found = async (userId: string, postId: string | null) => {
  const taken = await takeUp(userId, postId);
  taken?.letGo();
  return taken?.mirror.draft.caption;
};

beforeEach(() => {
  give('localStorage', storage());
  give('sessionStorage', storage());
  give('navigator', { locks: locks() });
});

describe('words that were not saved when their tab was closed', () => {
  it('are found when the same draft is opened again, or a new one', async () => {
    keepUnsaved('user_a', 'post_a', mirror('p1', 'plum'));
    keepUnsaved('user_a', null, mirror('p2', 'not made yet'));
    assert.equal(await found('user_a', 'post_a'), 'plum');
    assert.equal(await found('user_a', null), 'not made yet');
    assert.equal(await found('user_a', 'post_b'), undefined);
  });
  it('are gone once they are saved', async () => {
    keepUnsaved('user_a', 'post_a', mirror('p1', 'plum'));
    keepUnsaved('user_a', 'post_a', mirror('p1', 'plum', false));
    assert.equal(await found('user_a', 'post_a'), undefined);
  });
  it('stay with the tab that still shows them until it is closed', async () => {
    const close = holdUnsaved('user_a', 'p1');
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    let taken = '';
    const waiting = found('user_a', null).then((caption = 'nothing') => {
      taken = caption;
    });
    await new Promise((turn) => setImmediate(turn));
    assert.equal(taken, '');
    close();
    await waiting;
    assert.equal(taken, 'plum');
  });
  it('are nobody else’s once the tab that showed them has saved them', async () => {
    const close = holdUnsaved('user_a', 'p1');
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    const waiting = found('user_a', null);
    dropUnsaved('user_a', 'p1');
    close();
    assert.equal(await waiting, undefined);
  });
  it('are waited for no longer than the page says, and stay where they are', async () => {
    holdUnsaved('user_a', 'p1');
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    const patience = new AbortController();
    const waiting = takeUpUnsaved('user_a', null, patience.signal);
    patience.abort();
    assert.equal(await waiting, null);
    assert.equal(Object.keys(localStorage).length, 1);
  });
  it('that nobody holds come before newer ones of a tab that is open', async () => {
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    holdUnsaved('user_a', 'p2');
    keepUnsaved('user_a', null, mirror('p2', 'pear'));
    assert.equal(await found('user_a', null), 'plum');
  });
  it('come to one page only, the first that asks', async () => {
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    const first = await takeUp('user_a', null);
    assert.equal(first?.mirror.draft.caption, 'plum');
    const second = found('user_a', null);
    dropUnsaved('user_a', 'p1');
    first?.letGo();
    assert.equal(await second, undefined);
  });
  it('are shown to nobody else, and gone from the browser after a sign-out', async () => {
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    assert.equal(await found('user_b', null), undefined);
    localStorage.setItem('tiktimer.theme', 'dark');
    forgetKept();
    assert.deepEqual(Object.keys(localStorage), ['tiktimer.theme']);
  });
});

describe('a tab in which another creator signs in', () => {
  it('forgets what it knew of the one before', () => {
    keepFor('user_a');
    sessionStorage.setItem('tiktimer.recent', '[{"name":"a caption"}]');
    keepFor('user_a');
    assert.ok(sessionStorage.getItem('tiktimer.recent'));
    keepFor('user_b');
    assert.equal(sessionStorage.getItem('tiktimer.recent'), null);
  });
});
