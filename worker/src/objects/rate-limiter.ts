import { DurableObject } from 'cloudflare:workers';
import { systemClock } from '../deps.ts';
import type { BackOff, Guesses } from '../domain/guesses.ts';
import { forgottenAt, guess, guessedRight, NO_GUESSES, takeBack } from '../domain/guesses.ts';
import type { Quota, Window } from '../domain/quota.ts';
import { spend } from '../domain/quota.ts';
import type { Allowance, RateLimiterApi } from '../services/limits/limiter-api.ts';

/** Counts one thing exactly, wherever the requests come in. What it counted is gone when it means nothing any more. */
export class RateLimiter extends DurableObject<Cloudflare.Env> implements RateLimiterApi {
  async spend(quota: Quota): Promise<Allowance> {
    const now = systemClock.now();
    const { ok, window, resetSeconds } = spend(this.#read<Window>('window'), quota, now);
    if (ok) this.#keep('window', window, window.endsAt);
    return { waitSeconds: ok ? 0 : resetSeconds };
  }

  async guess(rule: BackOff, from: string | null): Promise<Allowance> {
    const { waitMs, state } = guess(this.#guesses(), rule, from, systemClock.now());
    if (waitMs === 0) this.#keep('guesses', state, forgottenAt(state, rule));
    return { waitSeconds: Math.ceil(waitMs / 1000) };
  }

  async right(rule: BackOff, from: string | null): Promise<void> {
    const state = guessedRight(this.#guesses(), from, systemClock.now());
    this.#keep('guesses', state, forgottenAt(state, rule));
  }

  async takeBack(rule: BackOff): Promise<void> {
    const state = takeBack(this.#guesses());
    this.#keep('guesses', state, forgottenAt(state, rule));
  }

  override async alarm(): Promise<void> {
    const forgetAt = this.#read<number>('forget_at') ?? 0;
    const now = systemClock.now();
    // An alarm may come twice, and the second time after a new count.
    if (forgetAt > now) await this.ctx.storage.setAlarm(forgetAt);
    else await this.ctx.storage.deleteAll();
  }

  #guesses = (): Guesses => this.#read<Guesses>('guesses') ?? NO_GUESSES;
  #read = <T>(key: string): T | undefined => this.ctx.storage.kv.get<T>(key);

  /** No await between the writes: they are one (platform.md 3). */
  #keep(key: 'window' | 'guesses', value: Window | Guesses, until: number): void {
    const forgetAt = Math.max(Math.ceil(until), systemClock.now() + 1000);
    this.ctx.storage.kv.put(key, value);
    this.ctx.storage.kv.put('forget_at', forgetAt);
    void this.ctx.storage.setAlarm(forgetAt);
  }
}
