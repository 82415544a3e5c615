import { strict as assert } from 'node:assert';
import { connect, signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { weigh } from '../support/weigh.ts';

const KB_MAX = 130;
const OUTSIDE = ['/', '/login', '/signup'];
// A post that is not there is told by the post page.
const INSIDE = [
  '/home',
  '/calendar',
  '/calendar?view=week',
  '/posts',
  '/posts/new',
  '/posts/post_none',
  '/accounts',
  '/media',
  '/notifications',
  '/settings/profile',
  '/settings/notifications',
  '/settings/webhooks',
];

export const weight: Journey = {
  name: `a creator with a slow line waits for ${KB_MAX} KB of scripts at most, on any page`,
  async walk(world) {
    const { page, product } = world;
    const heavy: string[] = [];
    const weighAll = async (paths: string[]) => {
      for (const path of paths) {
        const { count, kb } = await weigh(page.request, `${product.url}${path}`);
        assert.ok(count > 2, `${path} has scripts`);
        if (kb > KB_MAX) heavy.push(`${path}: ${kb} KB`);
      }
    };
    await weighAll(OUTSIDE);
    await signUp(world, 'light');
    await connect(world);
    await weighAll(INSIDE);
    assert.deepEqual(heavy, []);
  },
};
