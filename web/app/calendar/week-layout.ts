import { minuteOfDay } from './days.ts';
import type { Tile } from './tile.ts';

/** A tile is 44 px high and so is an hour: what begins within an hour of another shares its width. */
const TILE_MINUTES = 60;
/** Beside two others no time can be read any more. */
const LANES_MAX = 2;
/** What begins later stands here, or its tile would hang out of the grid. */
const LAST_MINUTE = 23 * 60;

export interface Placed {
  tile: Tile;
  /** Minutes since midnight on the wall. */
  minute: number;
  lane: number;
  lanes: number;
}
/** Stands in the last lane for the tiles that find no room there. */
export interface More {
  minute: number;
  count: number;
}

/** Where the tiles of one day stand side by side, and where it only says how many more there are. */
export function layDay(tiles: Tile[], zone: string): { placed: Placed[]; more: More[] } {
  const sorted = tiles
    .map((tile) => ({ tile, minute: Math.min(minuteOfDay(tile.at, zone), LAST_MINUTE) }))
    .sort((a, b) => a.minute - b.minute);
  const placed: Placed[] = [];
  const more: More[] = [];
  let group: Placed[] = [];
  let lanes: { end: number; last: Placed | More }[] = [];
  const close = () => {
    for (const each of group) each.lanes = lanes.length;
    placed.push(...group);
    group = [];
    lanes = [];
  };
  for (const { tile, minute } of sorted) {
    if (lanes.length > 0 && lanes.every(({ end }) => end <= minute)) close();
    const free = lanes.findIndex(({ end }) => end <= minute);
    const lane = free === -1 ? lanes.length : free;
    if (lane < LANES_MAX) {
      const last = { tile, minute, lane, lanes: 1 };
      lanes[lane] = { end: minute + TILE_MINUTES, last };
      group.push(last);
      continue;
    }
    // The tile that stands there gives way, so that nothing covers half of it.
    const full = lanes[LANES_MAX - 1];
    if (!full) continue;
    if ('count' in full.last) full.last.count++;
    else {
      const { last } = full;
      group = group.filter((each) => each !== last);
      full.last = { minute: last.minute, count: 2 };
      more.push(full.last);
    }
  }
  close();
  return { placed, more };
}
