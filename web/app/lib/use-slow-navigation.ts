import { useLocation, useNavigation } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useSessionEnded } from './session-watch.ts';
import { useOnline } from './use-online.ts';

/** A page that comes sooner needs no stand-in; one that stood for less would flicker (components.md 6). */
const SHOWN_AFTER_MS = 150;
const SHOWN_FOR_MS = 300;

/** Where a navigation leads that takes its time, or null. While it waits for a line or a sign-in, the page stays. */
export function useSlowNavigation(): string | null {
  const { state, location, formMethod } = useNavigation();
  const { pathname } = useLocation();
  const online = useOnline();
  const signedOut = useSessionEnded();
  const leaving =
    state === 'loading' && !formMethod && online && !signedOut && location.pathname !== pathname;
  const target = leaving ? location.pathname : null;
  const [shown, setShown] = useState<{ target: string; since: number } | null>(null);
  useEffect(() => {
    if (target === (shown?.target ?? null)) return;
    const wait = target
      ? SHOWN_AFTER_MS
      : Math.max(0, SHOWN_FOR_MS - (performance.now() - (shown?.since ?? 0)));
    const timer = setTimeout(() => setShown(target ? { target, since: performance.now() } : null), wait);
    return () => clearTimeout(timer);
  }, [target, shown]);
  return shown?.target ?? null;
}
