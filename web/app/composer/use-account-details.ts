import type { AccountDetail } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useState } from 'react';

/** Names and limits are asked for again after this (ui.md 3.6). */
const FRESH_MS = 10 * 60_000;
type Asked = { detail: AccountDetail | null; at: number };

/**
 * What TikTok says of the ticked accounts: from the page for the first, asked anew when another is chosen and when it got
 * old. `failed`: TikTok, or TikTimer, did not answer.
 */
export function useAccountDetails(ids: string[], first: AccountDetail | null) {
  const [known, setKnown] = useState<Record<string, Asked>>(
    first ? { [first.id]: { detail: first, at: 0 } } : {},
  );
  const [round, setRound] = useState(0);
  const wanted = ids.filter((id) => known[id] === undefined).join(' ');

  const ask = useCallback(async (id: string, signal: AbortSignal) => {
    const detail = await fetch(`/resources/accounts/${id}`, { signal }).then(
      (answer) => (answer.ok ? (answer.json() as Promise<AccountDetail>) : null),
      () => null, // no line: the page says so, and offers to try again
    );
    if (!signal.aborted) setKnown((before) => ({ ...before, [id]: { detail, at: Date.now() } }));
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `round` asks again
  useEffect(() => {
    const stop = new AbortController();
    for (const id of wanted.split(' ').filter(Boolean)) void ask(id, stop.signal);
    return () => stop.abort();
  }, [wanted, round, ask]);
  useEffect(() => {
    const timer = setInterval(() => setKnown({}), FRESH_MS);
    return () => clearInterval(timer);
  }, []);

  return {
    of: (id: string): AccountDetail | null => known[id]?.detail ?? null,
    failed: (id: string) => known[id] !== undefined && known[id].detail === null,
    again: (id: string) => {
      setKnown(({ [id]: _, ...rest }) => rest);
      setRound((before) => before + 1);
    },
  };
}
