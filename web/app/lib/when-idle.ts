const IDLE_MS_MAX = 3_000;

/** Runs when the browser has nothing better to do, soon in any case; answers with how to call it off. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(run, IDLE_MS_MAX); // Safari has none
    return () => clearTimeout(timer);
  }
  const waiting = requestIdleCallback(run, { timeout: IDLE_MS_MAX });
  return () => cancelIdleCallback(waiting);
}
