import { useOnIdle } from './use-on-idle.ts';

/** A part of the app in a file of its own. */
type Part = () => Promise<unknown>;

/**
 * Fetches what the first picture does not need but a press may, when the page has nothing better to do: so the press finds
 * it, even when the line is gone by then. What could not be fetched is asked for again by the press itself.
 */
export const useFetchLater = (parts: readonly Part[]): void =>
  useOnIdle(() => {
    // A file that failed to load may count as broken for the rest of the page's life: nothing is tried without a line.
    if (navigator.onLine) for (const part of parts) part().catch(() => undefined);
  });
