import { describe, expect, it } from 'vitest';
import { chunkAt, chunksHeld, planChunks } from './chunk-plan.ts';

const MB = 1_000_000;
const FOUR_GB = 4_294_967_296;

/** Every boundary of TikTok's rules and of ours, and two thousand sizes between, each ten thousandth or so of the range. */
const SIZES = [
  1,
  65_536,
  5_242_879,
  5_242_880,
  10_485_759,
  10_485_760,
  16_777_216,
  33_554_431,
  33_554_432,
  64 * MB,
  64 * MB + 1,
  67_108_864,
  121 * MB,
  FOUR_GB - 1,
  FOUR_GB,
  ...Array.from({ length: 2_000 }, (_, i) => Math.max(1, Math.floor((FOUR_GB * i * i) / 4_000_000) + i)),
];

describe('a chunk plan', () => {
  it('keeps every rule of TikTok from one byte to 4 GB (tiktok-api.md 3.2), and every chunk within 64 MB', () => {
    for (const bytes of SIZES) {
      for (const single of [false, true]) {
        const plan = planChunks(bytes, single);
        const last = chunkAt(plan, plan.chunkCount - 1);
        const said = `${bytes} bytes as ${plan.chunkCount} × ${plan.chunkBytes}`;
        expect(plan.chunkCount, said).toBe(Math.floor(bytes / plan.chunkBytes));
        expect(plan.chunkCount, said).toBeLessThanOrEqual(1000);
        expect(plan.chunkBytes, said).toBeLessThanOrEqual(64 * MB);
        expect(last.bytes, said).toBeLessThanOrEqual(64 * MB);
        if (plan.chunkCount === 1) expect(plan.chunkBytes, said).toBe(bytes);
        else expect(plan.chunkBytes, said).toBeGreaterThanOrEqual(5_242_880);
      }
    }
  });

  it('has no gap, no overlap and no rest', () => {
    for (const bytes of SIZES.filter((size) => size < 300 * MB)) {
      const plan = planChunks(bytes);
      let next = 0;
      for (let index = 0; index < plan.chunkCount; index++) {
        const chunk = chunkAt(plan, index);
        expect(chunk.offset).toBe(next);
        expect(chunk.bytes).toBeGreaterThan(0);
        next += chunk.bytes;
      }
      expect(next).toBe(bytes);
    }
  });

  it('is one chunk when TikTok wants one and the file fits in it', () => {
    expect(planChunks(40 * MB).chunkCount).toBeGreaterThan(1);
    expect(planChunks(40 * MB, true).chunkCount).toBe(1);
    expect(planChunks(65 * MB, true).chunkCount).toBeGreaterThan(1);
  });

  it("reads TikTok's progress as a count or as the last index, and never counts a half chunk", () => {
    for (const bytes of [52 * MB, 300 * MB, FOUR_GB]) {
      const plan = planChunks(bytes);
      for (let held = 0; held < plan.chunkCount; held++) {
        const there = held * plan.chunkBytes;
        expect(chunksHeld(plan, there)).toBe(held);
        if (held > 0) expect(chunksHeld(plan, there - 1)).toBe(held);
        expect(chunksHeld(plan, there + 100_000)).toBe(held);
      }
      expect(chunksHeld(plan, bytes)).toBe(plan.chunkCount);
      expect(chunksHeld(plan, bytes - 1)).toBe(plan.chunkCount);
    }
  });
});
