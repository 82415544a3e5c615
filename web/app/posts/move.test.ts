import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { latestAfter, movedTo, moveWords } from './move.ts';

const post = (publishAt: string, zone = 'Europe/Berlin') => ({ publishAt, zone });
const iso = (at: number | undefined) => at && new Date(at).toISOString();

describe('moving a post', () => {
  it('by hours moves the instant', () => {
    const to = movedTo(post('2026-10-14T16:00:00.000Z'), { amount: 3, unit: 'hours', later: false }, 'UTC');
    assert.equal(iso(to), '2026-10-14T13:00:00.000Z');
  });

  it('by days keeps the time of day, also when the clocks change between', () => {
    // Berlin goes from GMT+2 to GMT+1 on 25 October 2026.
    const to = movedTo(post('2026-10-24T16:00:30.000Z'), { amount: 1, unit: 'days', later: true }, 'UTC');
    assert.equal(iso(to), '2026-10-25T17:00:30.000Z');
  });

  it('by days crosses the ends of months and years', () => {
    const by = { amount: 2, unit: 'days', later: true } as const;
    assert.equal(iso(movedTo(post('2026-12-30T11:00:00.000Z'), by, 'UTC')), '2027-01-01T11:00:00.000Z');
  });

  it('to a time that does not exist is no time', () => {
    const by = { amount: 1, unit: 'days', later: true } as const;
    // 02:30 does not exist in Berlin on 28 March 2027.
    assert.equal(movedTo(post('2027-03-27T01:30:00.000Z'), by, 'UTC'), undefined);
    assert.equal(movedTo({ publishAt: null, zone: null }, by, 'UTC'), undefined);
  });

  it('moves the latest time along', () => {
    const times = { publishAt: '2026-10-14T16:00:00.000Z', latestAt: '2026-10-14T17:30:00.000Z' };
    assert.equal(latestAfter(times, Date.parse('2026-10-15T16:00:00Z')), '2026-10-15T17:30:00.000Z');
  });

  it('is said in words', () => {
    assert.equal(moveWords({ amount: 1, unit: 'days', later: true }), '1 day');
    assert.equal(moveWords({ amount: 3, unit: 'hours', later: false }), '3 hours earlier');
  });
});
