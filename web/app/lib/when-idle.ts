/** What waits longer is done anyway, idle or not. */
const LATEST_MS = 1_000;
/** Safari has no idle callback; a moment after the last event comes near to one. */
const MOMENT_MS = 30;

/** Calls when the browser has nothing better to do. Returns what takes that back. */
export function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, MOMENT_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act, { timeout: LATEST_MS });
  return () => cancelIdleCallback(handle);
}
