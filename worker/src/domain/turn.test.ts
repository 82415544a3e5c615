import { describe, expect, it } from 'vitest';
import { turn } from './turn.ts';

describe('taking turns', () => {
  it('lets all have theirs when there is room for all', () => {
    expect(turn(['a', 'b'], 2, 0.7)).toEqual(['a', 'b']);
    expect(turn([], 2, 0.7)).toEqual([]);
  });

  it('begins anywhere and goes on in a circle, so that nobody is always passed over', () => {
    const all = Array.from({ length: 7 }, (_, i) => i);
    expect(turn(all, 3, 0)).toEqual([0, 1, 2]);
    expect(turn(all, 3, 0.999)).toEqual([6, 0, 1]);
    const began = new Set(all.map((_, i) => turn(all, 3, i / 7 + 0.01)[0]));
    expect(began).toEqual(new Set(all));
  });
});
