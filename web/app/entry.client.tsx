import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { keepEarlyInput } from './lib/early-input.ts';
import { patientFetch } from './lib/patient-fetch.ts';
import { isOurs, waitForSession } from './lib/session-watch.ts';

/** Resolves when the line is back. */
const lineIsBack = () =>
  new Promise<void>((resolve) => addEventListener('online', () => resolve(), { once: true }));

// Remix asks through the global fetch, so this is where a page learns patience.
window.fetch = patientFetch(window.fetch.bind(window), {
  ours: isOurs,
  now: () => Date.now(),
  online: () => navigator.onLine,
  line: lineIsBack,
  session: waitForSession,
});

// A page that is left while it asks gives up what it asked, which is meant; Remix leaves some of that for nobody to hear.
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof DOMException && event.reason.name === 'AbortError') event.preventDefault();
});

/** A press that came before its part of the page was awake: React draws that part anew, and nothing is lost. */
const EARLY_PRESS = /#421|received an update before it finished hydrating/;

keepEarlyInput();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
    {
      onRecoverableError(error) {
        if (!(error instanceof Error && EARLY_PRESS.test(error.message))) reportError(error);
      },
    },
  );
});

if (import.meta.env.PROD && 'serviceWorker' in navigator)
  navigator.serviceWorker.register('/sw.js').catch((error: unknown) => {
    // Without it the app works; it only can't say by itself that the device is offline, nor take shared files.
    console.warn('The service worker could not be started.', error);
  });
