import { describe, expect, it } from 'vitest';
import { BUCKETS, spreadOf } from './punctuality.ts';

describe('the punctuality of posts', () => {
  it('has no numbers while nothing was handed over', () => {
    expect(spreadOf([])).toEqual({
      medianMs: null,
      worstMs: null,
      bucketMs: 10,
      buckets: Array.from({ length: BUCKETS }, () => 0),
    });
  });

  it('names the middle one and the worst', () => {
    expect(spreadOf([300, 100, 200])).toMatchObject({ medianMs: 200, worstMs: 300 });
    expect(spreadOf([400, 100, 200, 300])).toMatchObject({ medianMs: 200, worstMs: 400 });
  });

  it('takes the finest axis that holds nearly all of them', () => {
    expect(spreadOf([0, 40, 199]).bucketMs).toBe(10);
    expect(spreadOf([0, 40, 200]).bucketMs).toBe(25);
    expect(spreadOf([0, 40, 5_000]).bucketMs).toBe(500);
  });

  it('is not pressed flat by one very late post, which stands in the last bucket', () => {
    const { bucketMs, buckets, worstMs } = spreadOf([...Array(39).fill(110), 3_600_000]);
    expect(bucketMs).toBe(10);
    expect(buckets[11]).toBe(39);
    expect(buckets.at(-1)).toBe(1);
    expect(worstMs).toBe(3_600_000);
  });

  it('counts every post once, and a clock that ran behind as on time', () => {
    const { buckets } = spreadOf([-3, 0, 12, 700, 9_000]);
    expect(buckets.reduce((sum, posts) => sum + posts, 0)).toBe(5);
    expect(buckets[0]).toBeGreaterThan(1);
  });
});
