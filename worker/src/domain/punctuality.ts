/** How far after their second posts were handed over, as a picture and three numbers. */
export interface Spread {
  medianMs: number | null;
  worstMs: number | null;
  /** How wide a bucket is, in milliseconds. */
  bucketMs: number;
  /** How many fell into each, from 0 on; the last has everything from its start on. */
  buckets: number[];
}

export const BUCKETS = 20;
/** Widths people can read off an axis, in milliseconds. */
const WIDTHS = [10, 25, 50, 100, 250, 500, 1_000, 3_000, 15_000, 60_000, 180_000, 360_000];
/** The width is chosen for this share, so that one very late post does not press all others into the first bucket. */
const SHARE = 0.95;

/** `lateMs` in any order. A clock of ours that ran behind is not earliness: nothing leaves before its time. */
export function spreadOf(lateMs: readonly number[]): Spread {
  const sorted = lateMs.map((ms) => Math.max(0, ms)).toSorted((a, b) => a - b);
  const most = sorted[Math.ceil(sorted.length * SHARE) - 1] ?? 0;
  const bucketMs = WIDTHS.find((width) => most < width * BUCKETS) ?? WIDTHS.at(-1) ?? 1;
  const buckets = Array.from({ length: BUCKETS }, () => 0);
  for (const ms of sorted) {
    const at = Math.min(BUCKETS - 1, Math.floor(ms / bucketMs));
    buckets[at] = (buckets[at] ?? 0) + 1;
  }
  return {
    medianMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
    worstMs: sorted.at(-1) ?? null,
    bucketMs,
    buckets,
  };
}
