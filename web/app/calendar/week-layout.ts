import { minuteOfDay } from './days.ts';
import type { Tile } from './tile.ts';

/** A tile is 44 px high and so is an hour: what begins within an hour of another shares its width. */
const TILE_MINUTES = 60;
/** Beside two others no time can be read any more. */
const LANES_MAX = 2;

export interface Placed {
  tile: Tile;
  /** Minutes since midnight on the wall. */
  minute: number;
  lane: number;
  lanes: number;
}

/** Where the tiles of one day stand side by side; `hidden` counts, per first tile, those that find no room. */
export function layDay(
  tiles: Tile[],
  zone: string,
): { placed: Placed[]; more: { minute: number; count: number }[] } {
  const sorted = tiles
    .map((tile) => ({ tile, minute: minuteOfDay(tile.at, zone) }))
    .sort((a, b) => a.minute - b.minute);
  const placed: Placed[] = [];
  const more: { minute: number; count: number }[] = [];
  let group: Placed[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const each of group) each.lanes = ends.length;
    placed.push(...group);
    group = [];
    ends = [];
  };
  for (const { tile, minute } of sorted) {
    if (group.length > 0 && ends.every((end) => end <= minute)) close();
    const free = ends.findIndex((end) => end <= minute);
    const lane = free === -1 ? ends.length : free;
    if (lane >= LANES_MAX) {
      const last = more.at(-1);
      const hour = Math.floor(minute / 60) * 60;
      if (last && last.minute === hour) last.count++;
      else more.push({ minute: hour, count: 1 });
      continue;
    }
    ends[lane] = minute + TILE_MINUTES;
    group.push({ tile, minute, lane, lanes: 1 });
  }
  close();
  return { placed, more };
}
