/** The Durable Object around the real Publisher: its storage, its alarm, and instances that die, are replaced, or live on. */
import type { Publication } from '../../src/domain/publication.ts';
import type { PublicationStorage } from '../../src/services/publishing/ports.ts';
import { Publisher } from '../../src/services/publishing/publisher.ts';
import type { Connection } from './connection.ts';
import { portsOf } from './ports.ts';
import type { World } from './world.ts';

interface Stored {
  publication: Publication | undefined;
  alarmAt: number | null;
}

export class Instance {
  readonly world: World;
  readonly number: number;
  /** Nothing of it runs any more. */
  dead = false;
  /** A successor holds the storage; this one may live on for a while. */
  superseded = false;
  /** It wrote to a storage that was no longer its own: nothing leaves it any more (the output gate). */
  poisoned = false;
  /** Until then nothing reaches its code (SIGSTOP). */
  frozenUntil = 0;
  readonly unsynced: Stored[] = [];
  readonly connections = new Set<Connection>();
  /** Callers who wait for an answer that will not come. */
  readonly deathWatch: (() => void)[] = [];
  readonly publisher: Publisher;

  constructor(world: World, number: number) {
    this.world = world;
    this.number = number;
    this.publisher = new Publisher(portsOf(this));
  }

  /** Gives something back to the instance's code, if it can still take it. */
  deliver(give: () => void): void {
    if (this.dead) return;
    if (this.world.timeline.now < this.frozenUntil)
      this.world.timeline.at(this.frozenUntil, () => this.deliver(give));
    else give();
  }
}

export class PostObject {
  readonly #world: World;
  durable: Stored = { publication: undefined, alarmAt: null };
  current: Instance | undefined;
  instances = 0;
  lostAlarms = 0;
  #token = 0;
  #handling: Instance | undefined;
  #fireAgain = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** The publication as the storage has it, written but unsynced included. */
  get stored(): Publication | undefined {
    return (this.current?.unsynced.at(-1) ?? this.durable).publication;
  }

  storageOf(inst: Instance): PublicationStorage {
    const put = (stored: Stored) => {
      if (inst.dead) return;
      if (inst.superseded) {
        inst.poisoned = true;
        // Some writes of a superseded instance fail at once, others only when they are to become durable.
        if (this.#world.chance.happens(0.5)) throw new Error('This instance is superseded.');
        return;
      }
      inst.unsynced.push(stored);
      this.#setAlarm(stored.alarmAt);
      this.#world.timeline.after(this.#world.chance.between(5, 15), () => this.#flush(inst), true);
    };
    return {
      read: () => this.durable.publication,
      write: (publication, alarmAt) =>
        put({ publication, alarmAt: alarmAt ?? (inst.unsynced.at(-1) ?? this.durable).alarmAt }),
      clear: () => put({ publication: undefined, alarmAt: null }),
      sync: () => this.#sync(inst),
    };
  }

  /** An outgoing call waits until what was written before it is durable; from a poisoned instance it never leaves. */
  gate(inst: Instance): boolean {
    if (inst.dead || inst.poisoned) return false;
    this.#flush(inst);
    return true;
  }

  #flush(inst: Instance): void {
    const last = inst.unsynced.at(-1);
    if (!last || inst.dead || inst.superseded) return;
    this.durable = last;
    inst.unsynced.length = 0;
  }

  #sync(inst: Instance): Promise<void> {
    const { world } = this;
    return new Promise((resolve, reject) => {
      if (inst.dead) return;
      const fate = world.fateOf('storage.sync', 'storage');
      if (fate.kind === 'crash_before') return this.crash(inst);
      if (fate.kind === 'supersede') this.supersede(inst, fate.ms);
      world.timeline.after(world.chance.between(5, 16), () => {
        if (inst.dead) return;
        const lost = inst.superseded && (inst.poisoned || world.chance.happens(0.5));
        this.#flush(inst);
        if (fate.kind === 'crash_after') return this.crash(inst);
        inst.deliver(() => (lost ? reject(new Error('This instance is superseded.')) : resolve()));
      });
    });
  }

  get world(): World {
    return this.#world;
  }

  /** The instance that answers now; a new one reads the durable storage and sets its alarm anew, as the object's constructor does. */
  ensure(): Instance {
    if (this.current) return this.current;
    const inst = new Instance(this.#world, ++this.instances);
    this.current = inst;
    this.#world.note(`instance ${inst.number} starts`);
    const at = inst.publisher.alarmAt;
    if (at !== null) this.#setAlarm(at);
    return inst;
  }

  #setAlarm(at: number | null): void {
    const token = ++this.#token;
    if (at === null) return;
    const { timeline, weather, chance } = this.#world;
    const soonest = Math.max(at, timeline.now + 1);
    const fate = weather.alarm(timeline.now);
    if (fate.kind === 'lost') {
      this.lostAlarms++;
      return;
    }
    if (fate.kind === 'early') timeline.at(soonest - fate.ms, () => this.#fire(token, false));
    else if (fate.kind === 'late') timeline.at(soonest + fate.ms, () => this.#fire(token, false));
    else timeline.at(soonest + chance.between(0, 20), () => this.#fire(token, false));
    if (fate.kind === 'twice') timeline.at(soonest + fate.ms, () => this.#fire(token, true));
  }

  /** `stray`: the platform repeats an alarm that ran already. */
  #fire(token: number, stray: boolean): void {
    if (!stray && token !== this.#token) return;
    if (this.#handling && !stray) {
      this.#fireAgain = true;
      return;
    }
    if (!stray) this.#token++; // Spent: unless the handler sets another, none is left.
    const inst = this.ensure();
    if (stray) {
      void inst.publisher.wake();
      return;
    }
    this.#handling = inst;
    inst.publisher.wake().then(
      () => this.#handled(inst),
      (error: unknown) => this.#world.wrong(`wake() threw: ${error}`),
    );
  }

  #handled(inst: Instance): void {
    if (this.#handling !== inst) return;
    this.#handling = undefined;
    if (!this.#fireAgain) return;
    this.#fireAgain = false;
    this.#fire(this.#token, false);
  }

  crash(inst: Instance): void {
    if (inst.dead) return;
    this.#world.note(`instance ${inst.number} dies`);
    if (!inst.superseded) this.#leave(inst);
    inst.dead = true;
    for (const connection of [...inst.connections]) connection.cut();
    for (const tell of inst.deathWatch) this.#world.timeline.after(5, tell);
  }

  /** A successor starts elsewhere while this one is cut off from the storage and does not know. */
  supersede(inst: Instance, livesOnMs: number): void {
    if (inst.dead || inst.superseded) return;
    this.#world.note(`instance ${inst.number} is superseded, lives on ${livesOnMs} ms`);
    this.#leave(inst);
    inst.superseded = true;
    this.#world.timeline.after(livesOnMs, () => this.crash(inst));
  }

  /** Writes become durable in their order; which of the unsynced ones did is chance. */
  #leave(inst: Instance): void {
    const kept = this.#world.keepsUnsynced ?? this.#world.chance.between(0, inst.unsynced.length);
    const last = inst.unsynced[Math.min(kept, inst.unsynced.length) - 1];
    if (last) this.durable = last;
    if (kept < inst.unsynced.length) inst.poisoned = true;
    inst.unsynced.length = 0;
    this.current = undefined;
    const restart = this.#world.timeline.now + this.#world.restartMs();
    const running = this.#handling === inst;
    if (running) {
      this.#handling = undefined;
      this.#fireAgain = false;
    }
    // The platform repeats an alarm whose handler died.
    const { alarmAt } = this.durable;
    if (running) this.#setAlarm(restart);
    else this.#setAlarm(alarmAt === null ? null : Math.max(alarmAt, restart));
  }

  /** An RPC to the object: delayed, lost, or broken off by the death of the instance. */
  rpc<T>(name: string, call: (publisher: Publisher) => Promise<T>): Promise<T> {
    const { timeline, chance } = this.#world;
    return new Promise((resolve, reject) => {
      const fate = this.#world.fateOf(`rpc.${name}`, 'rpc');
      const slow = 'ms' in fate ? fate.ms : 0;
      const broken = () => reject(new Error('The object did not answer.'));
      if (fate.kind === 'refuse' || fate.kind === 'hang') return timeline.after(slow, broken);
      if (fate.kind === 'late') timeline.after(1, broken);
      timeline.after(chance.between(1, 20) + slow, () => {
        const inst = this.ensure();
        const back = (give: () => void) =>
          timeline.after(chance.between(1, 20), () =>
            inst.dead || inst.superseded || fate.kind === 'lose' ? broken() : give(),
          );
        inst.deathWatch.push(broken);
        call(inst.publisher).then(
          (value) => back(() => resolve(value)),
          (error: unknown) => back(() => reject(error)),
        );
      });
    });
  }
}
