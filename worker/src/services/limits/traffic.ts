import type { Quota, Spent, Window } from '../../domain/quota.ts';
import { spend } from '../../domain/quota.ts';

const COUNTED_MAX = 20_000;

/**
 * Requests counted in the memory of this isolate: no storage, no network, some microseconds. Cloudflare runs many isolates,
 * so this sheds load and is no account of it; what protects sign-in is counted in objects. A `ratelimits` binding counts
 * for a whole location, but never says how much is left, which callers are told here.
 */
export class Traffic {
  readonly #windows = new Map<string, Window>();

  count(who: string, quota: Quota, now: number): Spent {
    const before = this.#windows.get(who);
    const spent = spend(before, quota, now);
    if (spent.window === before) return spent;
    // A new window goes to the end, so that the first of the map is the oldest.
    if (before && before.endsAt !== spent.window.endsAt) this.#windows.delete(who);
    if (!before && this.#windows.size >= COUNTED_MAX) this.#forgetOldest();
    this.#windows.set(who, spent.window);
    return spent;
  }

  #forgetOldest(): void {
    const [oldest] = this.#windows.keys();
    if (oldest !== undefined) this.#windows.delete(oldest);
  }
}
