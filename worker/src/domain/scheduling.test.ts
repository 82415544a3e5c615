import { describe, expect, it } from 'vitest';
import { assertTimes, instantOf } from './scheduling.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const HOUR = 3_600_000;

describe('the time of a post', () => {
  it('is an instant, or a wall-clock time in a zone', () => {
    expect(instantOf('2026-12-01T18:00:00+01:00').at).toBe(Date.parse('2026-12-01T17:00:00Z'));
    const berlin = instantOf({ local: '2026-12-01T18:00:00', zone: 'Europe/Berlin' });
    expect(berlin).toEqual({ at: Date.parse('2026-12-01T17:00:00Z'), zone: 'Europe/Berlin' });
  });

  it.each([
    ['Europe/Berlin', '2027-03-28T02:30:00'],
    ['America/New_York', '2027-03-14T02:30:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:10:00'],
  ])('is refused in %s when clocks jump over it (%s)', (zone, local) => {
    expect(() => instantOf({ local, zone })).toThrow('does not exist');
  });

  it('has to say which one when it happens twice', () => {
    const wish = { local: '2026-10-25T02:30:00', zone: 'Europe/Berlin' };
    expect(() => instantOf(wish)).toThrow('happens twice');
    expect(instantOf({ ...wish, fold: 'first' }).at).toBe(Date.parse('2026-10-25T00:30:00Z'));
    expect(instantOf({ ...wish, fold: 'second' }).at).toBe(Date.parse('2026-10-25T01:30:00Z'));
  });

  it('may say which one also where it happens only once', () => {
    const wish = { local: '2026-06-01T02:30:00', zone: 'Europe/Berlin', fold: 'second' as const };
    expect(instantOf(wish).at).toBe(Date.parse('2026-06-01T00:30:00Z'));
  });

  it.each(['Mars/Olympus', 'Europe/../Berlin', ''])(
    'is refused in a zone that does not exist (%j)',
    (zone) => {
      expect(() => instantOf({ local: '2026-12-01T18:00:00', zone })).toThrow('is not a time zone');
    },
  );

  it('exists on leap days of leap years only', () => {
    expect(instantOf({ local: '2028-02-29T10:00:00', zone: 'UTC' }).at).toBe(
      Date.parse('2028-02-29T10:00:00Z'),
    );
    expect(() => instantOf({ local: '2027-02-29T10:00:00', zone: 'UTC' })).toThrow('not a date');
  });
});

describe('scheduling', () => {
  it('refuses the past', () => {
    expect(() => assertTimes(NOW - 60_000, undefined, NOW)).toThrow('That time has passed.');
  });

  it('takes a browser clock that is seconds behind as now', () => {
    expect(assertTimes(NOW - 3_000, undefined, NOW).dueAt).toBe(NOW);
  });

  it('refuses more than a year ahead', () => {
    expect(() => assertTimes(NOW + 367 * 24 * HOUR, undefined, NOW)).toThrow('up to a year ahead');
  });

  it('sends until two hours after, unless told otherwise', () => {
    expect(assertTimes(NOW + HOUR, undefined, NOW).latestAt).toBe(NOW + 3 * HOUR);
    expect(assertTimes(NOW + HOUR, NOW + HOUR, NOW).latestAt).toBe(NOW + HOUR);
  });

  it('refuses a latest time before the time itself', () => {
    expect(() => assertTimes(NOW + HOUR, NOW, NOW)).toThrow('before the time itself');
  });
});
