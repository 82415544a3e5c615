import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../contract/index.ts';
import { networkOf } from './address.ts';
import type { BackOff, Guesses } from './guesses.ts';
import { forgottenAt, guess, guessedRight, NO_GUESSES, takeBack } from './guesses.ts';
import { backOffOf, GUESSES, QUOTAS, quotaOf } from './limits.ts';
import type { Quota } from './quota.ts';
import { spend } from './quota.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const production = { ENVIRONMENT: 'production' } as const;
const development = { ENVIRONMENT: 'development' } as const;

describe('a quota', () => {
  const three: Quota = { quota: 3, windowMs: MINUTE };

  it('lets through what it says, tells what is left, and says when it begins anew', () => {
    let window = spend(undefined, three, NOON).window;
    window = spend(window, three, NOON + 1_000).window;
    expect(spend(window, three, NOON + 2_000)).toMatchObject({ ok: true, remaining: 0, resetSeconds: 58 });
    window = spend(window, three, NOON + 2_000).window;
    expect(spend(window, three, NOON + 3_000)).toMatchObject({ ok: false, remaining: 0, resetSeconds: 57 });
    expect(spend(window, three, NOON + MINUTE)).toMatchObject({ ok: true, remaining: 2 });
  });

  it('does not last for ever when the clock goes back', () => {
    let { window } = spend(undefined, three, NOON);
    for (let i = 0; i < 3; i++) window = spend(window, three, NOON).window;
    expect(spend(window, three, NOON - 10 * MINUTE).ok).toBe(true);
  });
});

describe('guessing passwords', () => {
  const rule: BackOff = { free: 3, baseMs: 30_000, maxMs: 5 * MINUTE, forgetMs: 60 * MINUTE };
  const tryAll = (times: number, from: string | null = null, start: Guesses = NO_GUESSES, at = NOON) => {
    let state = start;
    let through = 0;
    for (let i = 0; i < times; i++) {
      const next = guess(state, rule, from, at);
      state = next.state;
      if (next.waitMs === 0) through += 1;
    }
    return { state, through };
  };

  it('is over after the free tries, however many come at once', () => {
    expect(tryAll(1_000).through).toBe(3);
  });

  it('waits twice as long after each further try, and not longer for knocking meanwhile', () => {
    let { state } = tryAll(1_000);
    let now = NOON;
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      const { waitMs } = guess(state, rule, null, now);
      waits.push(waitMs / 1000);
      expect(guess(state, rule, null, now + waitMs - 1).waitMs).toBe(1);
      now += waitMs;
      state = guess(state, rule, null, now).state;
    }
    expect(waits).toEqual([30, 60, 120, 240, 300, 300]);
  });

  it('gets no further than some dozens of tries a day', () => {
    let { state, through } = tryAll(1_000);
    for (let now = NOON; now < NOON + 24 * 60 * MINUTE; now += MINUTE) {
      const next = guess(state, rule, null, now);
      if (next.waitMs === 0) through += 1;
      state = next.state;
    }
    expect(through).toBeLessThan(300);
  });

  it('is forgotten by and by', () => {
    const { state } = tryAll(3);
    expect(tryAll(3, null, state, NOON + 61 * MINUTE).through).toBe(1);
    expect(tryAll(9, null, state, forgottenAt(state, rule)).through).toBe(3);
  });

  it('begins anew once the owner got in', () => {
    const { state } = tryAll(3);
    expect(tryAll(9, null, guessedRight(state, null, NOON)).through).toBe(3);
  });

  it('by strangers does not lock the owner out of where they have signed in before', () => {
    const home = guessedRight(NO_GUESSES, 'home', NOON);
    const { state } = tryAll(1_000, 'elsewhere', home);
    expect(guess(state, rule, 'elsewhere', NOON).waitMs).toBeGreaterThan(0);
    expect(guess(state, rule, 'home', NOON).waitMs).toBe(0);
    expect(tryAll(1_000, 'home', state).through).toBe(3);
  });

  it('from one address is not begun anew by somebody there who knows a password', () => {
    const { state } = tryAll(3);
    expect(tryAll(9, null, takeBack(state)).through).toBe(1);
  });
});

describe('an address, as limits count it', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['1::', '1:0:0:0::/64'],
  ])('%s is %s', (text, network) => {
    expect(networkOf(text)).toBe(network);
  });
  it.each([
    undefined,
    '',
    'unknown',
    '203.0.113.700',
    '1.2.3',
    '1:2:3',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    'g::1',
    '1:2:3:4:5:6:7::8:9',
  ])('%s is none', (text) => {
    expect(networkOf(text)).toBeUndefined();
  });
});

describe('the limits', () => {
  const each = (ms: number) =>
    ms % 3_600_000 === 0 ? 'an hour' : ms === 60_000 ? 'a minute' : `in ${ms / 1000} s`;
  const quota = ({ quota: count, windowMs }: Quota) => `${count.toLocaleString('en')} ${each(windowMs)}`;
  const backOff = ({ free, baseMs, maxMs, forgetMs }: BackOff) =>
    `${free.toLocaleString('en')}, then one after ${baseMs / 1000} s, doubling up to ${maxMs / MINUTE} min; one is forgotten each ${forgetMs < MINUTE ? `${forgetMs / 1000} s` : `${forgetMs / MINUTE} min`}`;

  it('stand in worker/docs/limits.md as they are in the code', () => {
    const table = [
      ...Object.values(GUESSES).map((row) => ({ ...row, words: backOff })),
      ...Object.values(QUOTAS).map((row) => ({ ...row, words: quota })),
    ].map(({ words, ...row }) => {
      const say = words as (rule: BackOff | Quota) => string;
      const figures = `${say(row.production)} | ${say(row.development)}`;
      return `| ${row.counts} | ${row.per} | ${figures} | ${row.counted} | ${row.away} |`;
    });
    const page = readFileSync(`${import.meta.dirname}/../../docs/limits.md`, 'utf8');
    expect(page.match(/^\| (?!what is counted|---).*$/gm)).toEqual(table);
  });

  it('are stricter in production, line by line', () => {
    for (const name of Object.keys(QUOTAS) as (keyof typeof QUOTAS)[])
      expect(quotaOf(production, name).quota).toBeLessThan(quotaOf(development, name).quota);
    for (const name of Object.keys(GUESSES) as (keyof typeof GUESSES)[])
      expect(backOffOf(production, name).free).toBeLessThan(backOffOf(development, name).free);
  });
});

describe('the scopes of API keys', () => {
  it('stand in worker/docs/api-keys.md as they are in the contract', () => {
    const page = readFileSync(`${import.meta.dirname}/../../docs/api-keys.md`, 'utf8');
    const rows = Object.entries(SCOPES).map(([scope, words]) => `| \`${scope}\` | ${words} |`);
    expect(page.match(/^\| `.*$/gm)).toEqual(rows);
  });
});
