import { isoDay } from '../lib/format.ts';
import type { Tile } from './tile.ts';

/**
 * The posts of each day, by time. What did not change since `before` is the same array again: a page that asks anew each
 * time something happens draws only the days on which something did.
 */
export function tilesByDay(
  tiles: Tile[],
  zone: string,
  before: ReadonlyMap<string, Tile[]> = new Map(),
): Map<string, Tile[]> {
  const days = new Map<string, Tile[]>();
  for (const tile of tiles.toSorted((one, other) => one.at - other.at)) {
    const day = isoDay(tile.at, zone);
    const list = days.get(day);
    if (list) list.push(tile);
    else days.set(day, [tile]);
  }
  for (const [day, list] of days) {
    const old = before.get(day);
    if (old?.length === list.length && list.every((tile, index) => looksSame(tile, old[index])))
      days.set(day, old);
  }
  return days;
}

/** The etag speaks for all that is stored; a picture's address and an account's name change beside it. */
const looksSame = (one: Tile, other: Tile | undefined): boolean =>
  one.id === other?.id &&
  one.at === other.at &&
  one.etag === other.etag &&
  one.shown === other.shown &&
  one.poster === other.poster &&
  one.account === other.account;
