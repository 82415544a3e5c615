import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { parseDateTime, toZoned } from '@internationalized/date';
import { whatMeans } from './when.ts';

describe('a typed date and time', () => {
  it('is one instant on an ordinary day', () => {
    assert.deepEqual(whatMeans('2026-10-14', '18:00', 'Europe/Berlin', 'first'), {
      kind: 'at',
      at: Date.UTC(2026, 9, 14, 16),
      twice: false,
    });
  });
  it('does not exist in the hour that spring leaves out', () => {
    assert.deepEqual(whatMeans('2027-03-28', '02:30:00', 'Europe/Berlin', 'first'), {
      kind: 'gap',
      from: '02:00',
      to: '03:00',
      instead: '03:30',
    });
  });
  it('exists twice in autumn, an hour apart, and the creator says which', () => {
    const [first, second] = (['first', 'second'] as const).map((fold) =>
      whatMeans('2026-10-25', '02:30', 'Europe/Berlin', fold),
    );
    assert.ok(first?.kind === 'at' && second?.kind === 'at' && first.twice && second.twice);
    assert.equal(second.at - first.at, 3_600_000);
  });
  it('jumps by half an hour on Lord Howe Island', () => {
    assert.equal(whatMeans('2026-10-04', '02:15', 'Australia/Lord_Howe', 'first').kind, 'gap');
  });
  it('is what the calendar library of the API makes of it, on each hour around every change of clocks', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'])
      for (const day of ['2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'])
        for (let hour = 0; hour < 24; hour++) {
          const time = `${String(hour).padStart(2, '0')}:30`;
          const [earlier, later] = (['earlier', 'later'] as const).map((side) =>
            toZoned(parseDateTime(`${day}T${time}`), zone, side)
              .toDate()
              .getTime(),
          );
          const [first, second] = (['first', 'second'] as const).map((fold) =>
            whatMeans(day, time, zone, fold),
          );
          if (first?.kind !== 'at' || second?.kind !== 'at') continue;
          assert.deepEqual([first.at, second.at], [earlier, later], `${zone} ${day} ${time}`);
        }
  });
  it('means nothing while it is half typed', () => {
    assert.equal(whatMeans('2026-10-', '18:00', 'Europe/Berlin', 'first').kind, 'incomplete');
    assert.equal(whatMeans('2026-10-14', '', 'Europe/Berlin', 'first').kind, 'incomplete');
    assert.equal(whatMeans('2026-02-31', '18:00', 'Europe/Berlin', 'first').kind, 'incomplete');
  });
});
