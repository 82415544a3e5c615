import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { instantsOf, wallOf } from './wall.ts';

const at = (iso: string) => Date.parse(iso);

describe('a time on the wall', () => {
  it('is one instant on an ordinary day, and that instant stands there', () => {
    const wall = { date: '2026-10-14', time: '18:00:30' };
    assert.deepEqual(instantsOf(wall, 'Europe/Berlin'), [at('2026-10-14T16:00:30Z')]);
    assert.deepEqual(wallOf(at('2026-10-14T16:00:30Z'), 'Europe/Berlin'), wall);
  });
  it('is two instants where clocks are turned back, and none where they jump over it', () => {
    assert.deepEqual(instantsOf({ date: '2026-10-25', time: '02:30:00' }, 'Europe/Berlin'), [
      at('2026-10-25T00:30:00Z'),
      at('2026-10-25T01:30:00Z'),
    ]);
    assert.deepEqual(instantsOf({ date: '2027-03-28', time: '02:30:00' }, 'Europe/Berlin'), []);
  });
  it('is one instant on either side of a change of half an hour', () => {
    const lordHowe = (time: string) => instantsOf({ date: '2026-10-04', time }, 'Australia/Lord_Howe');
    assert.deepEqual(lordHowe('01:59:59'), [at('2026-10-03T15:29:59Z')]);
    assert.deepEqual(lordHowe('02:29:59'), []);
    assert.deepEqual(lordHowe('02:30:00'), [at('2026-10-03T15:30:00Z')]);
  });
});
