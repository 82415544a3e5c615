import { useRouteLoaderData } from '@remix-run/react';
import { useSyncExternalStore } from 'react';

/** How often what shows the running time is looked at: seconds change within this of the true one. */
const TICK_MS = 250;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let serverAhead = 0;
let tick = 0;

/** The present by the server's clock: for what is asked once, at a press. */
export const browserNow = (): number => Date.now() + serverAhead;

/**
 * Sets our clock by the server's: a creator's own clock may be minutes off, and the second is what counts here.
 * The page's first byte left the server at about the time it arrived.
 */
export function setClock(serverNow: number): void {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A page out of the browser's own cache was drawn minutes ago: its clock says nothing about now.
  const fresh = page && page.transferSize > 0;
  serverAhead = fresh ? serverNow - (performance.timeOrigin + page.responseStart) : 0;
  tick = browserNow();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = browserNow();
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * What `read` makes of the present instant, from one shared ticker: drawn again when that changes, and only then. While a
 * page hydrates it is made of the instant at which the server drew it.
 */
export function useReading<T extends string | number | boolean | null>(read: (now: number) => T): T {
  const drawnAt = useRouteLoaderData<{ now: number }>('root')?.now ?? 0;
  return useSyncExternalStore(
    subscribe,
    () => read(tick === 0 ? drawnAt : tick),
    () => read(drawnAt),
  );
}

/** The latest of these instants that has passed, 0 before the first: drawn again only when one more does. */
export const useLastPassed = (instants: number[]): number =>
  useReading((now) => Math.max(0, ...instants.filter((at) => at <= now)));

const wholeSecond = (at: number) => at - (at % 1000);
const wholeMinute = (at: number) => at - (at % 60_000);
const wholeDay = (at: number) => at - (at % 86_400_000);

/** The present to the second. */
export const useNow = (): number => useReading(wholeSecond);

/** The present to the minute: for what need not be drawn again each second. */
export const useMinute = (): number => useReading(wholeMinute);
/** The present to the day (of UTC): for what asks no more than the year. */
export const useDay = (): number => useReading(wholeDay);
