const QUARTER_MS = 15 * 60_000;
export const DAY_MS = 86_400_000;

/**
 * The same time of the next day that is ahead, or in a day if none was picked: TikTok counts 24 hours back, so by then the
 * first have left its count (tiktok-api.md 8).
 */
export function dayLater(at: number | null, now: number): number {
  if (at === null) return Math.ceil((now + DAY_MS) / QUARTER_MS) * QUARTER_MS;
  return at + Math.max(1, Math.ceil((now - at) / DAY_MS)) * DAY_MS;
}
