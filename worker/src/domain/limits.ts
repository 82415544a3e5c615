/** Every limit on how often somebody may ask, in one table. worker/docs/limits.md shows it; a test compares the two. */
import type { BackOff } from './guesses.ts';
import type { Quota } from './quota.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Row<Rule> {
  counts: string;
  per: string;
  /** `object`: exactly, in a RateLimiter. `isolate`: in the memory of whoever answers, to shed load. */
  counted: 'object' | 'isolate';
  /** What happens while the counter cannot be reached. */
  away: 'refused' | 'let through' | 'cannot happen';
  production: Rule;
  /** Enough for a suite, a bench or a class room behind one address. */
  development: Rule;
}

/** After `free` wrong tries each further one waits, twice as long as the one before; one is forgotten each `forgetMs`. */
const guesses = (free: number, forgetMs: number): BackOff => ({
  free,
  baseMs: 30 * SECOND,
  maxMs: 15 * MINUTE,
  forgetMs,
});

export const GUESSES = {
  account: {
    counts: 'wrong passwords',
    per: 'account, or login name that nobody has',
    counted: 'object',
    away: 'refused',
    production: guesses(10, 30 * MINUTE),
    development: guesses(150, 30 * MINUTE),
  },
  address: {
    counts: 'wrong passwords, whatever the account',
    per: 'address',
    counted: 'object',
    away: 'refused',
    production: guesses(100, 30 * SECOND),
    development: guesses(100_000, 30 * SECOND),
  },
} as const satisfies Record<string, Row<BackOff>>;

export const QUOTAS = {
  registrations: {
    counts: 'registrations, also refused ones',
    per: 'address',
    counted: 'object',
    away: 'refused',
    production: { quota: 20, windowMs: HOUR },
    development: { quota: 10_000, windowMs: HOUR },
  },
  resets: {
    counts: 'forgotten passwords',
    per: 'address',
    counted: 'object',
    away: 'refused',
    production: { quota: 10, windowMs: HOUR },
    development: { quota: 10_000, windowMs: HOUR },
  },
  uploads: {
    counts: 'uploads begun',
    per: 'person in a workspace',
    counted: 'object',
    away: 'let through',
    production: { quota: 300, windowMs: HOUR },
    development: { quota: 100_000, windowMs: HOUR },
  },
  publish: {
    counts: '“publish now”',
    per: 'person in a workspace',
    counted: 'object',
    away: 'let through',
    production: { quota: 60, windowMs: HOUR },
    development: { quota: 10_000, windowMs: HOUR },
  },
  tests: {
    counts: 'tests of notifications',
    per: 'person in a workspace',
    counted: 'object',
    away: 'let through',
    production: { quota: 20, windowMs: HOUR },
    development: { quota: 10_000, windowMs: HOUR },
  },
  key: {
    counts: 'requests with an API key',
    per: 'key',
    counted: 'isolate',
    away: 'cannot happen',
    production: { quota: 600, windowMs: MINUTE },
    development: { quota: 6_000, windowMs: MINUTE },
  },
  user: {
    counts: 'requests of somebody signed in',
    per: 'person in a workspace',
    counted: 'isolate',
    away: 'cannot happen',
    production: { quota: 1_200, windowMs: MINUTE },
    development: { quota: 1_000_000, windowMs: MINUTE },
  },
  address: {
    counts: 'requests of any kind',
    per: 'address',
    counted: 'isolate',
    away: 'cannot happen',
    production: { quota: 3_000, windowMs: MINUTE },
    development: { quota: 1_000_000, windowMs: MINUTE },
  },
} as const satisfies Record<string, Row<Quota>>;

export type QuotaName = keyof typeof QUOTAS;
export type GuessName = keyof typeof GUESSES;

type Where = { ENVIRONMENT: 'development' | 'test' | 'production' };
const column = ({ ENVIRONMENT }: Where) => (ENVIRONMENT === 'production' ? 'production' : 'development');

export const quotaOf = (settings: Where, name: QuotaName): Quota => QUOTAS[name][column(settings)];
export const backOffOf = (settings: Where, name: GuessName): BackOff => GUESSES[name][column(settings)];
