import { useRouteLoaderData } from '@remix-run/react';
import { useSyncExternalStore } from 'react';

/** How often what shows the running time is drawn again. */
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

/** The present instant, from one shared ticker. While a page hydrates it is the instant at which the server drew it. */
export function useNow(): number {
  const drawnAt = useRouteLoaderData<{ now: number }>('root')?.now ?? 0;
  return useSyncExternalStore(
    subscribe,
    () => (tick === 0 ? drawnAt : tick),
    () => drawnAt,
  );
}

const MINUTE_MS = 60_000;
const wholeMinute = (at: number) => at - (at % MINUTE_MS);

/** The present to the minute: for what need not be drawn again each second. */
export function useMinute(): number {
  const drawnAt = useRouteLoaderData<{ now: number }>('root')?.now ?? 0;
  return useSyncExternalStore(
    subscribe,
    () => wholeMinute(tick === 0 ? drawnAt : tick),
    () => wholeMinute(drawnAt),
  );
}
