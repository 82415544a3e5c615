import { useSyncExternalStore } from 'react';
import { keepFor, WHOSE } from './kept-here.ts';
import { SIGNED_IN } from './patient-fetch.ts';

let ended = false;
let creator: string | undefined;
const goOn: (() => void)[] = [];
const listeners = new Set<() => void>();

function tell(now: boolean): void {
  ended = now;
  for (const each of listeners) each();
}

/** For the fetch of this page: shows that the session ended, and resolves once the same creator has signed in again. */
export const waitForSession = (): Promise<void> =>
  new Promise((resolve) => {
    goOn.push(resolve);
    tell(true);
  });

const resumed = new Set<() => void>();
/** Calls back each time the same creator has signed in again. */
export const whenSignedInAgain = (call: () => void): void => void resumed.add(call);

const over = new Set<() => void>();
/** Calls back when this page stops being its creator's: what they left on its way must not go out in another's name. */
export const whenOver = (call: () => void): void => void over.add(call);
/** Signs the creator out of this page; the session itself ends elsewhere. */
export function leave(): void {
  for (const each of over) each();
}

/** Whose page this is: nothing typed here may go out in another one's name. */
export function setCreator(userId: string): void {
  // All tabs share one cookie: when another creator signs in in any of them, this one's requests would be theirs.
  if (creator === undefined)
    addEventListener('storage', ({ key, newValue }) => {
      if (key === WHOSE && newValue !== null && newValue !== creator) stopHere();
    });
  if (creator !== userId) leave();
  creator = userId;
  keepFor(userId);
}

let stopped = false;
/** False once this page belongs to nobody who is signed in: it sends nothing any more. */
export const isOurs = (): boolean => !stopped;
/** Another person than before gets a page of their own. What is not saved waits for its creator (composer/unsaved.ts). */
function stopHere(): void {
  stopped = true;
  leave();
  location.assign('/');
}

/** Looks whether somebody has signed in. */
export async function checkSession(): Promise<boolean> {
  const answer = await fetch(SIGNED_IN).catch(() => undefined); // away: the next look will tell
  if (!answer?.ok) return false;
  const { userId } = (await answer.json()) as { userId: string };
  if (creator !== undefined && creator !== userId) {
    stopHere();
    return false;
  }
  for (const each of goOn.splice(0)) each();
  tell(false);
  for (const each of resumed) each();
  return true;
}

export const useSessionEnded = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ended,
    () => false,
  );
