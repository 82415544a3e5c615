/**
 * Between the clock on the wall of a zone and instants (milliseconds UTC), by what `Intl` knows of zones: a date library
 * would weigh as much as half a page.
 */
import { isoDay, second } from './format.ts';

/** "2026-10-14" and "18:00:00", as a clock on the wall shows them. */
export interface Wall {
  date: string;
  time: string;
}

const DAY = 24 * 3_600_000;

/** Where an instant stands on the wall: its day, and its time to the second. */
export const wallOf = (at: number, zone: string): Wall => ({
  date: isoDay(at, zone),
  time: second(at, zone),
});

/** A time on the wall as if it were UTC. */
export const asUtc = ({ date, time }: Wall): number => Date.parse(`${date}T${time}Z`);

/** How far a zone's clocks are ahead of UTC at an instant. */
export const offsetAt = (at: number, zone: string): number => asUtc(wallOf(at, zone)) - (at - (at % 1000));

/** The offsets a day before and a day after, which differ where clocks change in between; no zone changes twice in two days. */
export function offsetsAround(wall: Wall, zone: string): { before: number; after: number } {
  const at = asUtc(wall);
  return { before: offsetAt(at - DAY, zone), after: offsetAt(at + DAY, zone) };
}

/** The instants at which the clock on the wall shows a time: one, two where it is turned back, none where it jumps over it. */
export function instantsOf(wall: Wall, zone: string): number[] {
  const at = asUtc(wall);
  const { before, after } = offsetsAround(wall, zone);
  return [...new Set([at - before, at - after])]
    .filter((instant) => asUtc(wallOf(instant, zone)) === at)
    .sort((one, other) => one - other);
}
