import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Tile } from './tile.ts';
import { layDay } from './week-layout.ts';

const ZONE = 'Europe/Berlin';
/** Wall times of one October day, two hours ahead of UTC. */
const day = (...times: string[]) =>
  layDay(
    times.map((time) => ({ id: time, at: Date.parse(`2026-10-14T${time}+02:00`) }) as Tile),
    ZONE,
  );
const shown = ({ placed }: ReturnType<typeof layDay>) =>
  placed.map(({ tile, lane, lanes }) => `${tile.id.slice(0, 5)} ${lane + 1}/${lanes}`);

describe('the tiles of a day in the week', () => {
  it('have its width to themselves, or share it within an hour', () => {
    assert.deepEqual(shown(day('09:00:00', '10:00:00', '10:30:00')), ['09:00 1/1', '10:00 1/2', '10:30 2/2']);
  });
  it('give way to a number where a third begins, so that it covers none of them', () => {
    const crowd = day('14:00:00', '14:00:00', '14:00:00', '14:00:00', '14:00:00', '14:00:00');
    assert.deepEqual(shown(crowd), ['14:00 1/2']);
    assert.deepEqual(crowd.more, [{ minute: 14 * 60, count: 5 }]);
  });
  it('never stand where such a number stands', () => {
    const train = day('10:00:00', '10:10:00', '10:20:00', '11:00:00', '11:05:00', '11:10:00');
    assert.deepEqual(shown(train), ['10:00 1/2', '11:00 1/2', '11:10 2/2']);
    assert.deepEqual(train.more, [{ minute: 10 * 60 + 10, count: 3 }]);
  });
  it('of the last hour stand whole in it', () => {
    const late = day('22:30:00', '23:59:59');
    assert.deepEqual(
      late.placed.map(({ minute, lane }) => [minute, lane]),
      [
        [22 * 60 + 30, 0],
        [23 * 60, 1],
      ],
    );
  });
});
