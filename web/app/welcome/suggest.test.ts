import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { suggestTimes } from './suggest.ts';

const times = (iso: string, zone: string) =>
  suggestTimes(Date.parse(iso), zone).map(
    ({ name, at }) => `${name} ${new Date(at).toISOString().slice(0, 16)}`,
  );

describe('a first time', () => {
  it('is soon, this evening or tomorrow morning, in the creator’s own zone', () => {
    assert.deepEqual(times('2026-10-14T12:00:30Z', 'Europe/Berlin'), [
      'In 10 minutes 2026-10-14T12:11',
      'This evening 2026-10-14T16:00',
      'Tomorrow morning 2026-10-15T05:15',
    ]);
  });

  it('is tomorrow evening when this evening is over or nearly here', () => {
    assert.deepEqual(times('2026-10-14T15:50:00Z', 'Europe/Berlin'), [
      'In 10 minutes 2026-10-14T16:00',
      'Tomorrow morning 2026-10-15T05:15',
      'Tomorrow evening 2026-10-15T16:00',
    ]);
  });

  it('keeps its wall clock over a change of clocks', () => {
    assert.ok(times('2026-10-24T20:00:00Z', 'Europe/Berlin').includes('Tomorrow morning 2026-10-25T06:15'));
  });
});
