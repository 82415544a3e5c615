import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import { useToast } from '../components/toast.tsx';
import { planned, zoneCity } from '../lib/format.ts';
import type { Tile } from './tile.ts';
import type { Overlay } from './use-overlay.ts';

/**
 * Moves posts at once and saves behind (components.md 6): a refused one goes back to its place with a sentence. Moves of
 * one post wait for each other, so that each names the state the one before it left.
 */
export function useMoves({ placed, setMoved }: Pick<Overlay, 'placed' | 'setMoved'>, zone: string) {
  const saving = useRef(new Map<string, Promise<string | null>>());
  const known = useRef<Tile[] | null>(placed);
  known.current = placed;
  /** As our own moves left them. */
  const left = useRef(new Map<string, Tile>());
  // A toast outlives its page, and what that page drew last may be older than what was saved since.
  useEffect(
    () => () => {
      known.current = null;
    },
    [],
  );
  const { revalidate } = useRevalidator();
  const toast = useToast();

  return useCallback(
    async function move(tile: Tile, at: number, warning: string | null = null): Promise<void> {
      const keep = (entry: { tile: Tile; saved: boolean } | null) =>
        setMoved((all) => {
          const next = new Map(all);
          if (entry) next.set(tile.id, entry);
          else next.delete(tile.id);
          return next;
        });
      keep({ tile: { ...tile, at }, saved: false });
      const before = saving.current.get(tile.id);
      const run = (async () => {
        const etag = (await before) ?? tile.etag;
        if (!navigator.onLine) {
          toast({ text: 'You are offline. The move is saved when you are back.' });
          await line();
        }
        const answer = await save(tile, etag, at);
        if ('problem' in answer) {
          keep(null);
          revalidate();
          toast({ tone: 'bad', text: `Could not move it: ${answer.problem}` });
          return null;
        }
        const done = { ...tile, at, etag: answer.etag };
        left.current.set(tile.id, done);
        keep({ tile: done, saved: true });
        revalidate();
        toast({
          text: [`Moved to ${planned(at, zone)} ${zoneCity(zone)}.`, warning].filter(Boolean).join(' '),
          action: {
            label: 'Undo',
            // The post as it is known by then: TikTimer itself may have written to it meanwhile.
            run: () => {
              const newest = known.current?.find(({ id }) => id === tile.id) ?? left.current.get(tile.id);
              void move(newest ?? done, tile.at);
            },
          },
        });
        return answer.etag;
      })();
      saving.current.set(tile.id, run);
      await run;
      if (saving.current.get(tile.id) === run) saving.current.delete(tile.id);
    },
    [setMoved, revalidate, toast, zone],
  );
}

const line = () =>
  new Promise<void>((resolve) => addEventListener('online', () => resolve(), { once: true }));

async function save(tile: Tile, etag: string, at: number): Promise<{ etag: string } | { problem: string }> {
  try {
    const answer = await fetch(`/resources/posts/${tile.id}/move`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ etag, at, zone: tile.zone }),
    });
    const body = (await answer.json()) as { etag: string; detail?: string };
    if (answer.ok) return { etag: body.etag };
    if (answer.status === 412) return { problem: 'the post changed meanwhile.' };
    return { problem: body.detail ?? 'TikTimer did not answer.' };
  } catch {
    // No answer, or none of ours: the page's data is asked for again and shows what is true.
    return { problem: navigator.onLine ? 'TikTimer did not answer.' : 'the line broke.' };
  }
}
