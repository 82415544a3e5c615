/**
 * Virtual time. The code under test uses native promises, so after each event a turn of the real event loop lets every
 * microtask run out; only then does the clock move on to the next event.
 */
interface Entry {
  at: number;
  order: number;
  run: () => void;
  /** Nobody's promise depends on it, so no turn is needed after it. */
  quiet: boolean;
}

/** Far more than any world needs; a loop without waiting would run for ever. */
const EVENTS_MAX = 400_000;

export class Timeline {
  now: number;
  events = 0;
  #order = 0;
  readonly #heap: Entry[] = [];

  constructor(start: number) {
    this.now = start;
  }

  at(when: number, run: () => void, quiet = false): void {
    this.#push({ at: Math.max(when, this.now), order: this.#order++, run, quiet });
  }

  after(ms: number, run: () => void, quiet = false): void {
    this.at(this.now + ms, run, quiet);
  }

  /** Runs every event up to `end`, then stands there. */
  async runUntil(end: number, enough: () => boolean = () => false): Promise<void> {
    await turn();
    for (let next = this.#heap[0]; next && next.at <= end && !enough(); next = this.#heap[0]) {
      this.#pop();
      this.now = next.at;
      if (++this.events > EVENTS_MAX) throw new Error('Too many events: something runs without waiting.');
      next.run();
      if (!next.quiet) await turn();
    }
    if (!enough()) this.now = Math.max(this.now, end);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const above = heap[up] as Entry;
      if (before(above, entry)) break;
      heap[i] = above;
      i = up;
    }
    heap[i] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= heap.length) break;
      if (down + 1 < heap.length && before(heap[down + 1] as Entry, heap[down] as Entry)) down++;
      if (before(last, heap[down] as Entry)) break;
      heap[i] = heap[down] as Entry;
      i = down;
    }
    heap[i] = last;
  }
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order);
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
