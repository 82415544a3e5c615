import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import * as format from './format.ts';

const BERLIN = 'Europe/Berlin';
const NOW = Date.UTC(2026, 9, 14, 12, 32);
const SIX = Date.UTC(2026, 9, 14, 16);

describe('times', () => {
  it('say as little of the day as is enough', () => {
    assert.equal(format.postTime(SIX, BERLIN, NOW), 'Today 18:00');
    assert.equal(format.postTime(SIX + 86_400_000, BERLIN, NOW), 'Thu 18:00');
    assert.equal(format.postTime(SIX + 14 * 86_400_000, BERLIN, NOW), 'Wed 28 Oct, 17:00');
    assert.equal(format.postTime(Date.UTC(2025, 9, 14, 16), BERLIN, NOW), '14 Oct 2025, 18:00');
  });
  it('show seconds when they say something', () => {
    assert.equal(format.clockTime(SIX, BERLIN), '18:00');
    assert.equal(format.clockTime(SIX + 30_000, BERLIN), '18:00:30');
    assert.equal(format.fullMoment(SIX, BERLIN), 'Wednesday 14 October, 18:00:00 Berlin');
  });
  it('name the year where it is not this one', () => {
    const later = Date.UTC(2031, 0, 1, 11);
    assert.equal(format.planned(SIX, BERLIN, NOW), 'Wed 14 Oct, 18:00');
    assert.equal(format.planned(later, BERLIN, NOW), 'Wed 1 Jan 2031, 12:00');
    assert.equal(format.fullMoment(later, BERLIN, NOW), 'Wednesday 1 January 2031, 12:00:00 Berlin');
    assert.equal(format.longDay(Date.UTC(2026, 11, 31, 23), BERLIN, NOW), 'Friday 1 January 2027');
  });
  it('cut hundredths and never round up to a second that had not come', () => {
    assert.equal(format.hundredths(SIX + 999), '.99');
    assert.equal(format.hundredths(SIX + 5), '.00');
  });
  it('name midnight as the start of its day', () => {
    assert.equal(format.second(Date.UTC(2026, 9, 13, 22), BERLIN), '00:00:00');
  });
  it('give the offset of that instant', () => {
    assert.equal(format.zoneWords(SIX, BERLIN), 'Berlin, GMT+2');
    assert.equal(format.zoneWords(Date.UTC(2026, 11, 1), BERLIN), 'Berlin, GMT+1');
  });
});

describe('spans and lateness', () => {
  it('use the two largest units, and seconds only under ten minutes', () => {
    assert.equal(format.span(12_420_000), '3 h 27 min');
    assert.equal(format.span(252_000), '4 min 12 s');
    assert.equal(format.span(15 * 60_000 + 9000), '15 min');
    assert.equal(format.span(3 * 86_400_000), '3 days');
  });
  it('carry a sign', () => {
    assert.equal(format.lateness(125), '+0.12 s');
    assert.equal(format.lateness(-40), '−0.04 s');
    assert.equal(format.lateness(65_000), '+1 min 5 s');
  });
});

it('sizes are decimal', () => {
  assert.deepEqual([412_300_000, 1_234_000_000, 900, 0].map(format.bytes), [
    '412 MB',
    '1.2 GB',
    '1 kB',
    '0 kB',
  ]);
});
