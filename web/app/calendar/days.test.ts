import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { whatMeans } from '../composer/when.ts';
import { wallOf } from '../lib/wall.ts';
import {
  daysOf,
  hoursOf,
  isSkipped,
  minuteOfDay,
  monthWeeks,
  nearInstant,
  passedOf,
  snap,
  spanOf,
  startOfDay,
  step,
  walk,
  weekOf,
} from './days.ts';

const BERLIN = 'Europe/Berlin';
const NEW_YORK = 'America/New_York';
const LORD_HOWE = 'Australia/Lord_Howe';
const CAIRO = 'Africa/Cairo';
const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const meaning = ({ date, time }: { date: string; time: string }, zone: string) =>
  whatMeans(date, time, zone, 'first');

describe('a week', () => {
  it('begins on the day the creator chose, and holds the day it was asked for', () => {
    assert.deepEqual(weekOf('2026-10-14', 1).at(0), '2026-10-12');
    assert.deepEqual(weekOf('2026-10-18', 1).at(-1), '2026-10-18');
    assert.deepEqual(weekOf('2026-10-18', 0).at(0), '2026-10-18');
  });
});

describe('a month', () => {
  it('is whole weeks, six at most and four at least', () => {
    assert.equal(monthWeeks('2026-10-14', 1).length, 5);
    assert.equal(monthWeeks('2026-08-31', 1).length, 6);
    assert.equal(monthWeeks('2027-02-01', 1).length, 4);
    assert.equal(monthWeeks('2026-10-14', 1).at(0)?.at(0), '2026-09-28');
  });
  it('begins on Sunday for those who count so', () => {
    assert.equal(monthWeeks('2026-10-14', 0).at(0)?.at(0), '2026-09-27');
    assert.equal(monthWeeks('2026-02-10', 0).length, 4);
  });
  it('is followed by the next one, at its last day where that is shorter', () => {
    assert.equal(step('month', '2026-01-31', 1), '2026-02-28');
    assert.equal(step('week', '2026-12-30', 1), '2027-01-06');
  });
});

describe('the list', () => {
  it('grows by weeks at both ends', () => {
    const days = daysOf('list', '2026-10-14', 1, { before: 1, after: 2 });
    assert.equal(days[0], '2026-10-05');
    assert.equal(days.length, 8 * 7);
  });
});

describe('a day on which clocks change', () => {
  it('has as many hours as it has', () => {
    assert.equal(hoursOf('2026-03-29', BERLIN), 23);
    assert.equal(hoursOf('2026-10-25', BERLIN), 25);
    assert.equal(hoursOf('2026-03-08', NEW_YORK), 23);
    assert.equal(hoursOf('2026-11-01', NEW_YORK), 25);
    assert.equal(hoursOf('2026-10-04', LORD_HOWE), 23.5);
    assert.equal(hoursOf('2026-04-05', LORD_HOWE), 24.5);
    assert.equal(hoursOf('2026-10-14', BERLIN), 24);
  });
  it('begins when its first second does, even where midnight does not exist', () => {
    assert.equal(startOfDay('2026-10-25', BERLIN), at('2026-10-24T22:00:00Z'));
    assert.equal(startOfDay('2026-04-24', CAIRO), at('2026-04-23T22:00:00Z')); // 00:00 jumps to 01:00
    assert.equal(hoursOf('2026-04-24', CAIRO), 23);
    assert.equal(hoursOf('2026-10-29', CAIRO), 25); // back from 24:00 to 23:00
  });
  it('has hours that no clock shows, and hours that it shows twice', () => {
    assert.equal(isSkipped({ date: '2026-03-29', time: '02:00:00' }, BERLIN), true);
    assert.equal(isSkipped({ date: '2026-03-29', time: '03:00:00' }, BERLIN), false);
    assert.equal(isSkipped({ date: '2026-10-25', time: '02:30:00' }, BERLIN), false);
    assert.equal(nearInstant({ date: '2026-03-29', time: '02:30:00' }, BERLIN), at('2026-03-29T01:30:00Z'));
    assert.equal(nearInstant({ date: '2026-10-25', time: '02:30:00' }, BERLIN), at('2026-10-25T00:30:00Z'));
  });
  it('is inside a span of its real length', () => {
    const { from, to } = spanOf(weekOf('2026-10-25', 1), BERLIN);
    assert.equal(to - from, (7 * 24 + 1) * HOUR);
  });
  it('has passed by half after half of its real hours', () =>
    assert.equal(passedOf('2026-10-25', BERLIN, at('2026-10-25T10:30:00Z')), 0.5));
});

describe('a post that moves', () => {
  const friday = at('2026-10-23T16:00:30Z'); // 18:00:30 in Berlin, summer time
  it('keeps its time on the wall, to the second, over a change of clocks', () => {
    const moved = meaning(walk(wallOf(friday, BERLIN), { days: 3 }), BERLIN);
    assert.deepEqual(moved, { kind: 'at', at: at('2026-10-26T17:00:30Z'), twice: false });
  });
  it('can meet a time that does not exist', () => {
    const saturday = wallOf(at('2026-03-28T01:30:00Z'), BERLIN);
    assert.equal(meaning(walk(saturday, { days: 1 }), BERLIN).kind, 'gap');
    assert.equal(meaning({ date: '2026-03-08', time: '02:30:00' }, NEW_YORK).kind, 'gap');
    assert.equal(meaning({ date: '2026-10-04', time: '02:15:00' }, LORD_HOWE).kind, 'gap');
    assert.equal(meaning({ date: '2026-10-04', time: '02:30:00' }, LORD_HOWE).kind, 'at');
  });
  it('can meet a time that happens twice', () => {
    assert.deepEqual(meaning({ date: '2026-10-25', time: '02:30:00' }, BERLIN), {
      kind: 'at',
      at: at('2026-10-25T00:30:00Z'),
      twice: true,
    });
    assert.equal(
      (meaning({ date: '2026-04-05', time: '01:45:00' }, LORD_HOWE) as { twice: boolean }).twice,
      true,
    );
  });
  it('goes on to the next day past midnight, and back', () => {
    assert.deepEqual(walk({ date: '2026-12-31', time: '23:50:07' }, { minutes: 15 }), {
      date: '2027-01-01',
      time: '00:05:07',
    });
    assert.deepEqual(walk({ date: '2026-10-14', time: '00:05:00' }, { minutes: -15 }), {
      date: '2026-10-13',
      time: '23:50:00',
    });
  });
});

describe('the grid of a week', () => {
  it('snaps to its steps and stays in the day', () => {
    assert.equal(snap(1087, 15), 1080);
    assert.equal(snap(1439, 15), 1425);
    assert.equal(snap(-4, 15), 0);
  });
  it('stands posts where the clock on the wall stands', () =>
    assert.equal(minuteOfDay(at('2026-10-25T17:00:00Z'), BERLIN), 18 * 60));
});
