import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useToast } from '../components/toast.tsx';
import { planned, zoneCity } from '../lib/format.ts';
import type { Tile } from './tile.ts';

interface Moved {
  tile: Tile;
  /** Saved, and waiting for the page's data to say so too. */
  saved: boolean;
}

/**
 * Moves posts at once and saves behind (components.md 6): a refused one goes back to its place with a sentence. Moves of
 * one post wait for each other, so that each names the state the one before it left.
 */
export function useMoves(loaded: Tile[] | null, zone: string) {
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map());
  const saving = useRef(new Map<string, Promise<string | null>>());
  const { revalidate } = useRevalidator();
  const toast = useToast();

  // Data that came after a save knows of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new data is the reason to look
  useEffect(() => {
    setMoved((all) => {
      const open = [...all].filter(([, { saved }]) => !saved);
      return open.length === all.size ? all : new Map(open);
    });
  }, [loaded]);

  const move = useCallback(
    async (tile: Tile, at: number, warning: string | null = null) => {
      const keep = (entry: Moved | null) =>
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
        const answer = await save(tile, etag, at);
        if ('problem' in answer) {
          keep(null);
          revalidate();
          toast({ tone: 'bad', text: `Could not move it: ${answer.problem}` });
          return null;
        }
        const done = { ...tile, at, etag: answer.etag };
        keep({ tile: done, saved: true });
        revalidate();
        toast({
          text: [`Moved to ${planned(at, zone)} ${zoneCity(zone)}.`, warning].filter(Boolean).join(' '),
          action: { label: 'Undo', run: () => void move(done, tile.at) },
        });
        return answer.etag;
      })();
      saving.current.set(tile.id, run);
      await run;
      if (saving.current.get(tile.id) === run) saving.current.delete(tile.id);
    },
    [revalidate, toast, zone],
  );

  const tiles = useMemo(() => {
    if (!loaded || moved.size === 0) return loaded ?? [];
    const kept = loaded.filter(({ id }) => !moved.has(id));
    return [...kept, ...[...moved.values()].map(({ tile }) => tile)];
  }, [loaded, moved]);
  return { tiles, move };
}

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
    return { problem: navigator.onLine ? 'TikTimer did not answer.' : 'you are offline.' };
  }
}
