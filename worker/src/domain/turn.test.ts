import { describe, expect, it } from 'vitest';
import { turn } from './turn.ts';

describe('taking turns', () => {
  it('lets all have theirs when there is room for all', () => {
    expect(turn(['a', 'b'], 2, 7)).toEqual(['a', 'b']);
    expect(turn([], 2, 7)).toEqual([]);
  });

  it('passes nobody over, however many there are', () => {
    const all = Array.from({ length: 7 }, (_, i) => i);
    const rounds = Array.from({ length: 4 }, (_, round) => turn(all, 2, round));
    expect(rounds).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 0],
    ]);
  });
});
