import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
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
  it('means nothing while it is half typed', () => {
    assert.equal(whatMeans('2026-10-', '18:00', 'Europe/Berlin', 'first').kind, 'incomplete');
    assert.equal(whatMeans('2026-10-14', '', 'Europe/Berlin', 'first').kind, 'incomplete');
  });
});
