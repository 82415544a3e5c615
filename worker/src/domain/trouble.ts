import type { FailureReason } from '../contract/index.ts';

/**
 * What a call to TikTok that did not succeed means, as data: what to do is decided by the publication, not by the client.
 * - `retry`: not executed or safe to repeat; wait (`retryAfterMs` if TikTok said so) and repeat.
 * - `reauthorize`: the access token is dead; get a fresh one, repeat the same call once.
 * - `hold`: the user can mend it (`reconnect_needed`, `permission_missing`); wait for them.
 * - `retry_hourly`: a cap that moves by itself; try each hour until the post's latest time.
 * - `fail`: final; show `reason`.
 * - `unknown`: no readable answer; the call may have been executed.
 */
export interface Trouble {
  action: 'retry' | 'reauthorize' | 'hold' | 'retry_hourly' | 'fail' | 'unknown';
  reason: FailureReason;
  /** TikTok's error.code or fail_reason, or our own word such as `timeout`, `html`, `network`. */
  code: string;
  /** TikTok's words and log_id, for "Technical detail" and our log. Never a token or an address. */
  technical: string;
  httpStatus: number | null;
  retryAfterMs: number | null;
}

/** The answer of one call to TikTok. `serverDate` is its Date header in milliseconds, to notice a wrong clock (faults.md 15). */
export type Told<T> =
  | { ok: true; value: T; serverDate: number | null }
  | { ok: false; trouble: Trouble; serverDate: number | null };
