import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { pinsOf } from './pins.ts';

const at = (post: string, hour: number) => ({ post, share: hour / 24 });

describe('the pins of a day', () => {
  it('stand from left to right, each where its post is', () => {
    assert.deepEqual(pinsOf([at('noon', 12), at('morning', 6)]), [
      { share: 0.25, items: ['morning'] },
      { share: 0.5, items: ['noon'] },
    ]);
  });

  it('are one when they would lie on top of each other', () => {
    const pins = pinsOf([at('a', 18), at('b', 18.5), at('c', 20.9), at('d', 21.1)]);
    assert.deepEqual(
      pins.map(({ items }) => items),
      [['a', 'b', 'c'], ['d']],
    );
  });
});
