import { useEffect } from 'react';

const LATEST_MS = 4000;

/** Does something once, when the page has nothing better to do: fetching what a press may ask for next. */
export function useOnIdle(act: () => unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what it was at first
  useEffect(() => {
    // Safari has no idle callback.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(act, LATEST_MS);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(() => act(), { timeout: LATEST_MS });
    return () => cancelIdleCallback(idle);
  }, []);
}
