const DAY = 24 * 60 * 60 * 1000;
/** 30 days without use, 90 at most (security.md 2). */
const IDLE_MAX = 30 * DAY;
const AGE_MAX = 90 * DAY;
/** Last-seen is written at most this often, so that reading pages costs no writes. */
const SEEN_EVERY = 60 * 1000;

export const sessionEnd = (createdAt: number, seenAt: number) =>
  Math.min(seenAt + IDLE_MAX, createdAt + AGE_MAX);

export const shouldNoteSeen = (lastSeenAt: number, now: number) => now - lastSeenAt >= SEEN_EVERY;
