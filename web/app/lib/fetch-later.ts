import { useEffect } from 'react';
import { whenIdle } from './when-idle.ts';

/** By then the page has its pictures, and has come to rest. */
const AFTER_MS = 2_000;

/** A part of the app in a file of its own. */
type Part = () => Promise<unknown>;

/**
 * Fetches what the first picture does not need but a press may, once the page rests: so the press finds it, even when the
 * line is gone by then. What could not be fetched is asked for again by the press itself.
 */
export function useFetchLater(parts: readonly Part[]): void {
  useEffect(() => {
    let takeBack = () => {};
    const timer = setTimeout(() => {
      takeBack = whenIdle(() => fetchAll(parts));
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      takeBack();
    };
  }, [parts]);
}

/** A file that failed to load may count as broken for the rest of the page's life: nothing is tried without a line. */
function fetchAll(parts: readonly Part[]): void {
  if (navigator.onLine) for (const part of parts) part().catch(() => undefined);
}
