/** What the traces share: times in milliseconds after the world's start, and a post that is due at ten minutes past. */
import { expect } from 'vitest';
import type { Said, Wish } from './user.ts';
import type { Call, Fate } from './weather.ts';
import { scripted } from './weather.ts';
import type { Setting } from './world.ts';
import { START, World } from './world.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
/** When the posts of the traces are due. */
export const T = 10 * MINUTE;
/** Three chunks at TikTok. */
export const THREE_CHUNKS = 52_000_000;

/** Lets time pass until a verb has its answer. */
export async function told(world: World, verb: Promise<Said>): Promise<Said> {
  let over = false;
  const ended = verb.finally(() => {
    over = true;
  });
  await world.timeline.runUntil(world.timeline.now + 10 * MINUTE, () => over);
  return ended;
}

export const scheduleAt = (world: World, ms = T, wish: Omit<Wish, 'dueAt'> = {}): Promise<Said> =>
  told(world, world.user.schedule({ dueAt: START + ms, ...wish }));

/** A world with a post due at T. */
export async function scheduled(setting: Setting = {}, wish: Omit<Wish, 'dueAt'> = {}): Promise<World> {
  const world = new World(setting);
  expect(await scheduleAt(world, T, wish)).toBe('yes');
  return world;
}

/** From here on, fate is what the script says of a call. */
export function script(world: World, says: (call: Call) => Fate | undefined): void {
  world.weather = scripted(says);
}

/** The first call of this name from here on meets this fate, every other is fine. */
export function once(world: World, name: string, fate: Fate): void {
  let met = false;
  script(world, (call) => {
    if (met || call.name !== name) return undefined;
    met = true;
    return fate;
  });
}

/** Between two instants, calls to these far sides fail. */
export function down(world: World, targets: Call['target'][], from: number, until: number): void {
  script(world, (call) =>
    targets.includes(call.target) && call.now >= START + from && call.now < START + until
      ? { kind: 'refuse' }
      : undefined,
  );
}

export const status = (world: World) => world.d1.row?.status;
export const steps = (world: World) => [...world.d1.now.events.values()].map((event) => event.step);
export const notices = (world: World) => [...world.d1.now.notices].join(' ');

/** Exactly one publication, known to D1, and all books closed; gives how late its last byte was. */
export function expectOnePublication(world: World): number {
  expect(world.oracle.wrongs).toEqual([]);
  expect(world.tiktok.taken.length).toBe(1);
  expect(status(world)).toBe('published');
  expect(world.d1.row?.armedAt).toBeNull();
  expect(world.object.stored).toBeUndefined();
  const late = world.lateness.at(-1) ?? Number.NaN;
  expect(late).toBeGreaterThanOrEqual(0);
  return late;
}

/** Nothing ever reached the public, and the row says this. */
export function expectNothingOut(world: World, says: string): void {
  expect(world.oracle.wrongs).toEqual([]);
  expect(world.tiktok.taken).toEqual([]);
  expect(status(world)).toBe(says);
}

/** "On time" in this world, where an instance has no neighbours: the last byte within half a second of T. */
export const ON_TIME = 500;
