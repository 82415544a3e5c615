import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'node:test';
import { forgetKept, keepFor } from '../lib/kept-here.ts';
import type { Mirror } from './mirror.ts';
import { findUnsaved, keepUnsaved } from './unsaved.ts';

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
let open: string[] = [];
const mirror = (press: string, caption: string, dirty = true) =>
  ({ press, dirty, draft: { caption } }) as unknown as Mirror;
const found = async (userId: string, postId: string | null) =>
  (await findUnsaved(userId, postId))?.draft.caption;

beforeEach(() => {
  open = [];
  give('localStorage', storage());
  give('sessionStorage', storage());
  give('navigator', { locks: { query: async () => ({ held: open.map((name) => ({ name })) }) } });
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
  it('stay with the tab that still shows them', async () => {
    keepUnsaved('user_a', null, mirror('p1', 'plum'));
    open = ['tiktimer:unsaved:user_a:p1'];
    assert.equal(await found('user_a', null), undefined);
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
