/** A PUT to TikTok whose body is given step by step, as the product's `OpenUpload`. */
import { TAIL_BYTES } from '../../src/services/publishing/hand-over.ts';
import type { OpenUpload, PutAnswer } from '../../src/services/publishing/ports.ts';
import type { Instance } from './object.ts';

interface Target {
  url: string;
  index: number;
  bytes: number;
  isLast: boolean;
  /** Of the arming whose post this is; nothing of its tail may leave before. */
  dueAt: number;
}

export class Connection implements OpenUpload {
  readonly answer: Promise<PutAnswer>;
  readonly #inst: Instance;
  readonly #to: Target;
  readonly #openedAt: number;
  #sent = 0;
  #ended = false;
  #tailLeft = false;
  #answered: (answer: PutAnswer) => void = () => undefined;
  #broken: (error: Error) => void = () => undefined;

  constructor(inst: Instance, to: Target) {
    this.#inst = inst;
    this.#to = to;
    this.#openedAt = inst.world.timeline.now;
    this.answer = new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#broken = reject;
    });
    this.answer.catch(() => undefined); // Whoever waits for it is told; nobody has to.
    inst.connections.add(this);
    const { tiktok, chance, timeline } = inst.world;
    // TikTok may refuse an address before it has read the body, or after.
    const refused = tiktok.refusesAddress(to.url, this.#openedAt);
    if (refused && chance.happens(0.5)) timeline.after(30, () => this.#give(refused));
  }

  ended(): boolean {
    return this.#ended;
  }

  advance(upTo: number): Promise<void> {
    const { world } = this.#inst;
    const { isLast, bytes, dueAt } = this.#to;
    if (isLast && upTo > Math.max(0, bytes - TAIL_BYTES) && world.timeline.now < dueAt)
      world.wrong('bytes of the tail left before T');
    return new Promise((resolve, reject) => {
      if (this.#inst.dead) return;
      if (this.#ended) return reject(new Error('The connection is closed.'));
      const fate = world.fateOf('put.advance', world.chance.happens(0.5) ? 'put' : 'r2');
      if (fate.kind === 'crash_before') return world.object.crash(this.#inst);
      if (fate.kind === 'supersede') world.object.supersede(this.#inst, fate.ms);
      const more = Math.max(0, upTo - this.#sent);
      const takes = more / world.bytesPerMs + ('ms' in fate && fate.kind !== 'supersede' ? fate.ms : 0);
      const bad =
        fate.kind === 'refuse' || fate.kind === 'lose' || fate.kind === 'hang' || fate.kind === 'late';
      world.timeline.after(Math.ceil(takes) + 1, () => {
        if (fate.kind === 'crash_after') return world.object.crash(this.#inst);
        if (this.#ended || bad) {
          this.#end(new Error('The connection broke.'));
          this.#inst.deliver(() => reject(new Error('The connection broke.')));
          return;
        }
        this.#sent = Math.max(this.#sent, upTo);
        this.#inst.deliver(resolve);
      });
    });
  }

  release(): void {
    const { world } = this.#inst;
    if (this.#ended || this.#tailLeft || this.#inst.dead) return;
    const fate = world.fateOf(this.#to.isLast ? 'put.release_last' : 'put.release', 'put');
    if (fate.kind === 'crash_before') world.object.crash(this.#inst);
    if (fate.kind === 'supersede') world.object.supersede(this.#inst, fate.ms);
    if (world.tailGated && !world.object.gate(this.#inst)) return;
    const { now } = world.timeline;
    if (this.#to.isLast && now < this.#to.dueAt)
      world.wrong(`the tail left ${this.#to.dueAt - now} ms before T`);
    this.#tailLeft = true;
    const left = this.#to.bytes - this.#sent;
    if (fate.kind === 'refuse' || fate.kind === 'hang') {
      const answer = world.chance.happens(0.5) ? { status: 502, reported: null } : null;
      world.timeline.after(fate.kind === 'hang' ? fate.ms : 5, () =>
        answer ? this.#give(answer) : this.#end(new Error('The connection was reset.')),
      );
      return;
    }
    const delay = fate.kind === 'slow' || fate.kind === 'late' ? Math.min(fate.ms, 20_000) : 0;
    if (fate.kind === 'late')
      world.timeline.after(5, () => this.#end(new Error('The connection was reset.')));
    world.timeline.after(Math.ceil(left / world.bytesPerMs) + world.chance.between(1, 8) + delay, () => {
      if (this.#inst.dead && world.chance.happens(0.3)) return; // The last bytes died with their sender.
      const answer = world.tiktok.receive(this.#to.url, this.#to.index, this.#openedAt);
      world.note(`TikTok: PUT ${this.#to.index} → ${answer.status}`);
      if (fate.kind === 'crash_after') return world.object.crash(this.#inst);
      if (fate.kind === 'late') return;
      if (fate.kind !== 'lose') return world.timeline.after(3, () => this.#give(answer));
      if (world.chance.happens(0.5)) this.#end(new Error('The answer was lost.'));
      else world.timeline.after(3, () => this.#give({ status: 500, reported: null }));
    });
  }

  abort(): void {
    this.#end(new Error('Aborted.'));
  }

  /** Its instance died. */
  cut(): void {
    this.#end(new Error('Cut.'));
  }

  #give(answer: PutAnswer): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#inst.connections.delete(this);
    this.#inst.deliver(() => this.#answered(answer));
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#inst.connections.delete(this);
    this.#inst.deliver(() => this.#broken(error));
  }
}
