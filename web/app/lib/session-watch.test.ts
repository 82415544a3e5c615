import { strict as assert } from 'node:assert';
import { it } from 'node:test';
import { WHOSE } from './kept-here.ts';

it('a page stops, and leads to the start, when another creator signs in in another tab', async () => {
  let heard = (_: { key: string; newValue: string | null }) => {};
  const went: string[] = [];
  const here = {
    location: { href: 'https://app.example/posts', assign: (to: string) => went.push(to) },
    addEventListener: (name: string, listen: typeof heard) => {
      if (name === 'storage') heard = listen;
    },
  };
  for (const [name, value] of Object.entries(here))
    Object.defineProperty(globalThis, name, { value, configurable: true });
  const { isOurs, setCreator } = await import('./session-watch.ts');
  setCreator('user_a');

  heard({ key: 'theme', newValue: 'dark' });
  heard({ key: WHOSE, newValue: null }); // signed out: the page asks, and its creator may come back
  heard({ key: WHOSE, newValue: 'user_a' });
  assert.equal(isOurs(), true);
  assert.deepEqual(went, []);

  heard({ key: WHOSE, newValue: 'user_b' });
  assert.equal(isOurs(), false);
  assert.deepEqual(went, ['/']);
});
