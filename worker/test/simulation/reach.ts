/** A call over a port: it leaves, has its effect, and is answered, and at each of these points something may go wrong. */
import type { Instance } from './object.ts';
import type { Fate, Target } from './weather.ts';
import type { World } from './world.ts';

/** The far side could not be had. `executed`: it did what was asked all the same, or may have. */
export class Unreached extends Error {
  readonly executed: boolean;
  constructor(name: string, executed: boolean) {
    super(`${name} did not answer`);
    this.name = 'Unreached';
    this.executed = executed;
  }
}

export function reach<T>(inst: Instance, name: string, target: Target, deed: () => T): Promise<T> {
  const { world } = inst;
  return new Promise((resolve, reject) => {
    if (inst.dead) return;
    const fate = world.fateOf(name, target);
    if (fate.kind === 'crash_before') return world.object.crash(inst);
    if (fate.kind === 'supersede') world.object.supersede(inst, fate.ms);
    if (!world.object.gate(inst)) return;
    const answer = (give: () => void) => inst.deliver(give);
    travel(world, name, fate, () => (fate.kind === 'crash_after' ? world.object.crash(inst) : undefined), {
      deed: () => {
        // What had left before the death arrives, or not.
        if (inst.dead && world.chance.happens(0.3)) throw new Unreached(name, false);
        return deed();
      },
      resolve: (value) => answer(() => resolve(value)),
      reject: (error) => answer(() => reject(error)),
    });
  });
}

/** The same for a caller that is not the object: a verb, the sweep. */
export function reachFromOutside<T>(world: World, name: string, target: Target, deed: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const fate = world.fateOf(name, target);
    travel(world, name, fate, () => undefined, { deed, resolve, reject });
  });
}

function travel<T>(
  world: World,
  name: string,
  fate: Fate,
  afterEffect: () => void,
  call: { deed: () => T; resolve: (value: T) => void; reject: (error: unknown) => void },
): void {
  const { timeline, chance } = world;
  const hop = () => chance.between(1, 15);
  const there = hop() + (fate.kind === 'slow' ? fate.ms : 0);
  if (fate.kind === 'refuse' || fate.kind === 'hang') {
    timeline.after(fate.kind === 'hang' ? fate.ms : there, () => call.reject(new Unreached(name, false)));
    return;
  }
  if (fate.kind === 'late') timeline.after(there, () => call.reject(new Unreached(name, true)));
  timeline.after(fate.kind === 'late' ? fate.ms : there, () => {
    const outcome = attempt(call.deed);
    afterEffect();
    if (fate.kind === 'late') return;
    timeline.after(fate.kind === 'answers_late' ? fate.ms : hop(), () => {
      if (fate.kind === 'lose') call.reject(new Unreached(name, true));
      else if (outcome.ok) call.resolve(outcome.value);
      else call.reject(outcome.error);
    });
  });
}

function attempt<T>(deed: () => T): { ok: true; value: T } | { ok: false; error: unknown } {
  try {
    return { ok: true, value: deed() };
  } catch (error) {
    return { ok: false, error };
  }
}
