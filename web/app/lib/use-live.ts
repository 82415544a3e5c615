import { useRevalidator } from '@remix-run/react';
import type { LiveHint } from '@tiktimer/worker/contract';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { LiveConnection } from './live-connection.ts';
import { whenSignedInAgain } from './session-watch.ts';

let connection: LiveConnection | undefined;

/** The one connection of this tab. */
function live(): LiveConnection {
  if (connection) return connection;
  connection = new LiveConnection({
    open: (hear) => {
      const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live`);
      socket.addEventListener('open', hear.opened);
      socket.addEventListener('message', ({ data }) => hear.message(String(data)));
      socket.addEventListener('close', ({ code }) => hear.closed(code));
      return socket;
    },
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });
  window.addEventListener('online', () => connection?.retryNow());
  whenSignedInAgain(() => connection?.resume());
  return connection;
}

/** Calls back for each hint of the live feed. Hints say where to look again; `all` means anywhere (contract/live.ts). */
export function useLive(onHint: (hint: LiveHint) => void): void {
  const latest = useRef(onHint);
  useEffect(() => {
    latest.current = onHint;
  });
  useEffect(() => {
    let stop = () => {};
    // Not while the page wakes up: opening a socket is work too.
    const timer = setTimeout(() => {
      stop = live().listen((hint) => latest.current(hint));
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}

const ALWAYS_LIVE = () => true;

/** False while we have to ask instead of listening. True until then, and before scripts run. */
export const useIsLive = () =>
  useSyncExternalStore(
    (onChange) => live().watch(onChange),
    () => live().isLive,
    ALWAYS_LIVE,
  );

/** Hints that come close together cause one question. */
const GATHER_MS = 100;

/** Asks for the page's data again when a hint concerns it: `all` always does. A page nobody looks at asks when it is looked at. */
export function useLiveRefresh(concerns: (hint: LiveHint) => boolean): void {
  const { revalidate, state } = useRevalidator();
  const owed = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const refresh = useRef(() => {});
  useEffect(() => {
    refresh.current = () => {
      if (!owed.current || state !== 'idle' || document.visibilityState !== 'visible') return;
      owed.current = false;
      revalidate();
    };
    // What came while the last question was out is asked now.
    refresh.current();
  }, [state, revalidate]);
  useLive((hint) => {
    if (hint.type !== 'all' && !concerns(hint)) return;
    owed.current = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => refresh.current(), GATHER_MS);
  });
  useEffect(() => {
    const onReturn = () => refresh.current();
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, []);
}
