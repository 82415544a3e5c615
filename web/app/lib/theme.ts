import { useRouteLoaderData } from '@remix-run/react';
import { useSyncExternalStore } from 'react';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
/** The address that keeps the choice; forms post `theme` and `back` to it. */
export const THEME_KEPT_AT = '/resources/theme';

/** What was chosen since this page was loaded. The cookie holds it for the next one. */
let chosen: Theme | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The theme of this browser: the server draws the page with it, so that nothing flashes. */
export function useTheme(): Theme {
  const drawn = useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system';
  return useSyncExternalStore(
    subscribe,
    () => chosen ?? drawn,
    () => drawn,
  );
}

/** Changes the page at once and keeps the choice behind. */
export function chooseTheme(theme: Theme): void {
  chosen = theme;
  for (const each of listeners) each();
  const body = new URLSearchParams({ theme });
  fetch(THEME_KEPT_AT, { method: 'POST', body }).catch((error: unknown) => {
    console.warn('The theme holds until this page is closed; it could not be kept.', error);
  });
}
