import { useEffect, useMemo, useState } from 'react';
import type { Wall } from '../lib/wall.ts';
import { nearInstant } from './days.ts';
import type { Piece, Tile } from './tile.ts';

/** A post that was moved here. */
export interface Moved {
  tile: Tile;
  /** Saved, and waiting for the page's data to say so too. */
  saved: boolean;
}
/** A post that is carried by keys. */
export interface Lifted {
  piece: Piece;
  wall: Wall;
}
/** A place of the grid; months have no hours. */
export interface Cell {
  day: string;
  hour: number;
}

export type Overlay = ReturnType<typeof useOverlay>;

/**
 * What hands have changed on this page and its data does not say yet. The hands themselves (`hands.tsx`) come after the
 * first paint; what they did is drawn from here.
 */
export function useOverlay(loaded: Tile[] | null, zone: string) {
  const [moved, setMoved] = useState<ReadonlyMap<string, Moved>>(new Map());
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [chosen, choose] = useState<Cell | null>(null);
  const [ready, setReady] = useState(false);

  // Data that came after a save knows of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: new data is the reason to look
  useEffect(() => {
    setMoved((all) => {
      const open = [...all].filter(([, { saved }]) => !saved);
      return open.length === all.size ? all : new Map(open);
    });
  }, [loaded]);

  const placed = useMemo(() => {
    if (!loaded || moved.size === 0) return loaded ?? [];
    return [...loaded.filter(({ id }) => !moved.has(id)), ...[...moved.values()].map(({ tile }) => tile)];
  }, [loaded, moved]);
  const tiles = useMemo(() => {
    if (!lifted) return placed;
    const { piece, wall } = lifted;
    return [...placed.filter(({ id }) => id !== piece.id), { ...piece, at: nearInstant(wall, zone) }];
  }, [placed, lifted, zone]);
  return { placed, tiles, setMoved, lifted, setLifted, chosen, choose, ready, setReady };
}
