import type { BackOff } from '../../domain/guesses.ts';
import type { Quota } from '../../domain/quota.ts';

/** `waitSeconds`: how long to wait before asking again; 0 when it may go on. */
export interface Allowance {
  waitSeconds: number;
}

/** What a RateLimiter object offers, by RPC: one object for each thing that is counted. */
export interface RateLimiterApi {
  /** One more of a quota. */
  spend(quota: Quota): Promise<Allowance>;
  /** One more try at a password, wrong until `right` or `takeBack` says otherwise. `from` names the place it comes from. */
  guess(rule: BackOff, from: string | null): Promise<Allowance>;
  /** The owner got in from this place. */
  right(rule: BackOff, from: string | null): Promise<void>;
  /** One of the tries was right. */
  takeBack(rule: BackOff): Promise<void>;
}
