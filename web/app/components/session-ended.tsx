import { useEffect, useRef } from 'react';
import { checkSession, useSessionEnded } from '../lib/session-watch.ts';
import { Overlay } from './overlay.tsx';

const LOOK_EVERY_MS = 2_000;
const SIGN_IN = '/login?next=/signed-in';

/**
 * Stands over the page when the session has ended under it. Signing in happens in a tab of its own, so that every way
 * of signing in works and nothing typed here is lost; what was being sent goes out by itself afterwards.
 */
export function SessionEnded() {
  return useSessionEnded() ? <SignInAgain /> : null;
}

function SignInAgain() {
  const tab = useRef<Window | null>(null);
  useEffect(() => {
    const look = async () => {
      if (await checkSession()) tab.current?.close();
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', look);
    };
  }, []);
  return (
    // There is no way round it but signing in, so closing does nothing.
    <Overlay label="Please sign in again" onClose={() => {}} className="max-w-sm">
      <div className="p-6">
        <h2 className="text-lg tracking-title">Please sign in again.</h2>
        <p className="mt-2 text-soft">
          Your draft is safe. Once you are signed in, this page goes on where it was.
        </p>
        <a
          href={SIGN_IN}
          target="_blank"
          rel="noreferrer"
          onClick={(event) => {
            tab.current = window.open(SIGN_IN);
            if (tab.current) event.preventDefault();
          }}
          className="mt-6 inline-flex h-11 items-center rounded-md bg-primary px-4 font-medium text-on-primary no-underline hover:bg-primary-hover md:h-9"
        >
          Sign in
        </a>
      </div>
    </Overlay>
  );
}
