/** So many in a window of time; the next window begins with the first use after the last one ended. */
export interface Quota {
  quota: number;
  windowMs: number;
}
export interface Window {
  endsAt: number;
  used: number;
}
export type Spent = { ok: boolean; remaining: number; resetSeconds: number; window: Window };

/** One more of a quota. Refused ones are not counted: the window ends when it would have ended anyway. */
export function spend(window: Window | undefined, { quota, windowMs }: Quota, now: number): Spent {
  // A window cannot end later than one that begins now, whatever the clock did meanwhile.
  const running = window && window.endsAt > now && window.endsAt <= now + windowMs;
  const current = running ? window : { endsAt: now + windowMs, used: 0 };
  const ok = current.used < quota;
  const next = ok ? { ...current, used: current.used + 1 } : current;
  const resetSeconds = Math.ceil((next.endsAt - now) / 1000);
  return { ok, remaining: Math.max(0, quota - next.used), resetSeconds, window: next };
}
