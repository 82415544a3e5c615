import { useEffect } from 'react';

/** By then the page has come to rest. */
const AFTER_MS = 3_000;

/** A part of the app in a file of its own. */
type Part = () => Promise<unknown>;

/**
 * Fetches what the first picture does not need but a press may, once the page has come to rest: so the press finds it,
 * even when the line is gone by then. What could not be fetched is asked for again by the press itself.
 */
export function useFetchLater(parts: readonly Part[]): void {
  useEffect(() => {
    const fetchAll = () => {
      // A file that failed to load counts as broken for the rest of the page's life, so nothing is tried without a line.
      if (navigator.onLine) for (const part of parts) part().catch(() => undefined);
    };
    // Safari has no idle callbacks.
    const timer = setTimeout(
      () => ('requestIdleCallback' in window ? requestIdleCallback(fetchAll) : fetchAll()),
      AFTER_MS,
    );
    return () => clearTimeout(timer);
  }, [parts]);
}
