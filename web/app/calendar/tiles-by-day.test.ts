import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { aTile } from './a-tile.ts';
import type { Tile } from './tile.ts';
import { tilesByDay } from './tiles-by-day.ts';

const zone = 'Europe/Berlin';
const tile = (id: string, iso: string, change: Partial<Tile> = {}) =>
  aTile({ id, at: Date.parse(iso), ...change });
const loaded = () => [
  tile('post_2', '2026-10-14T18:00:00Z'),
  tile('post_1', '2026-10-14T05:15:00Z'),
  tile('post_3', '2026-10-15T22:30:00Z'), // past midnight in Berlin
];

describe('the posts of a month', () => {
  it('stand under their day in the zone that is shown, by time', () => {
    const days = tilesByDay(loaded(), zone);
    assert.deepEqual(
      days.get('2026-10-14')?.map(({ id }) => id),
      ['post_1', 'post_2'],
    );
    assert.deepEqual(
      days.get('2026-10-16')?.map(({ id }) => id),
      ['post_3'],
    );
  });
  it('are the same again, day by day, when the same is loaded', () => {
    const before = tilesByDay(loaded(), zone);
    const after = tilesByDay(loaded(), zone, before);
    assert.equal(after.get('2026-10-14'), before.get('2026-10-14'));
  });
  it('are new on the days on which something changed, and only there', () => {
    const before = tilesByDay(loaded(), zone);
    const [first, ...rest] = loaded();
    const changed = tilesByDay([{ ...(first as Tile), etag: '2' }, ...rest], zone, before);
    assert.notEqual(changed.get('2026-10-14'), before.get('2026-10-14'));
    assert.equal(changed.get('2026-10-16'), before.get('2026-10-16'));
  });
});
