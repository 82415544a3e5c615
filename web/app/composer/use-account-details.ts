import type { AccountDetail } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useRef, useState } from 'react';

/** Names and limits are asked for again after this (ui.md 3.6). */
const FRESH_MS = 10 * 60_000;
/** Null where nobody answered. */
type Known = Record<string, AccountDetail | null>;

/**
 * What TikTok says of the ticked accounts: from the page for the first, asked anew when another is chosen and when it got
 * old. `failed`: TikTok, or TikTimer, did not answer.
 */
export function useAccountDetails(ids: string[], first: AccountDetail | null) {
  const [known, setKnown] = useState<Known>(first ? { [first.id]: first } : {});
  const [round, setRound] = useState(0);
  const wanted = ids.filter((id) => known[id] === undefined).join(' ');

  const ask = useCallback(async (id: string, signal: AbortSignal) => {
    const detail = await fetch(`/resources/accounts/${id}`, { signal })
      .then((answer) => (answer.ok ? (answer.json() as Promise<AccountDetail>) : null))
      // No line: the page says so, and offers to try again. Or nobody waits any more, which may be half-way through the answer.
      .catch(() => null);
    if (!signal.aborted) setKnown((before) => ({ ...before, [id]: detail ?? before[id] ?? null }));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    const stop = new AbortController();
    for (const id of wanted.split(' ').filter(Boolean)) void ask(id, stop.signal);
    return () => stop.abort();
  }, [wanted, round, ask]);
  // What was said before stays until the new answer comes: somebody may be in the middle of choosing from it.
  const ticked = useRef(ids);
  ticked.current = ids;
  useEffect(() => {
    const stop = new AbortController();
    const timer = setInterval(() => {
      setKnown((before) =>
        Object.fromEntries(Object.entries(before).filter(([id]) => ticked.current.includes(id))),
      );
      for (const id of ticked.current) void ask(id, stop.signal);
    }, FRESH_MS);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [ask]);

  return {
    of: (id: string): AccountDetail | null => known[id] ?? null,
    failed: (id: string) => known[id] === null,
    again: (id: string) => {
      setKnown(({ [id]: _, ...rest }) => rest);
      setRound((before) => before + 1);
    },
  };
}
