import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { aTile } from './a-tile.ts';
import { judge, judgeInstant } from './moves.ts';
import { composerAt, usualTime } from './slot.ts';

const zone = 'Europe/Berlin';
const now = Date.parse('2026-10-14T12:32:00Z');
const plan = { zone, now, tiles: [] };
const friday = { date: '2026-10-16', time: '18:00:00' };

describe('a scheduled post', () => {
  it('moves to a time that comes', () =>
    assert.deepEqual(judge(aTile(), friday, plan), {
      kind: 'move',
      at: Date.parse('2026-10-16T16:00:00Z'),
      warning: null,
    }));
  it('does not move into the past', () =>
    assert.deepEqual(judge(aTile(), { ...friday, date: '2026-10-13' }, plan), {
      kind: 'refused',
      reason: 'That time has passed.',
    }));
  it('asks at a time that does not exist, or exists twice', () => {
    assert.equal(judge(aTile(), { date: '2027-03-28', time: '02:30:00' }, plan).kind, 'ask');
    assert.equal(judge(aTile(), { date: '2026-10-25', time: '02:30:00' }, plan).kind, 'ask');
  });
  it('stays where it was dropped on its own time', () =>
    assert.equal(judge(aTile(), { date: '2026-10-15', time: '18:00:00' }, plan).kind, 'stay'));
  it('may join a full day, with a warning', () => {
    const tiles = Array.from({ length: 15 }, (_, index) =>
      aTile({ id: `post_${index + 2}`, at: Date.parse('2026-10-16T08:00:00Z') }),
    );
    const verdict = judge(aTile(), friday, { ...plan, tiles });
    assert.equal(
      verdict.kind === 'move' && verdict.warning,
      '@mira.bakes has 15 posts that day; TikTok takes about 15 in 24 h.',
    );
  });
});

describe('a post that is not scheduled', () => {
  it('opens the composer: visibility and consent are the creator’s to give', () => {
    for (const status of ['draft', 'failed', 'cancelled'] as const)
      assert.equal(judgeInstant(aTile({ status }), now + 60_000, plan).kind, 'compose');
  });
  it('stays when TikTok has it, or may have it', () => {
    assert.deepEqual(judge(aTile({ status: 'published' }), friday, plan), {
      kind: 'refused',
      reason: 'Already on its way.',
    });
    assert.equal(judge(aTile({ status: 'outcome_unknown' }), friday, plan).kind, 'refused');
  });
});

describe('a free day', () => {
  it('offers the time most posts go out at', () => {
    assert.equal(
      usualTime([], () => '07:15'),
      '18:00',
    );
    assert.equal(
      usualTime([aTile(), aTile()], () => '07:15'),
      '07:15',
    );
  });
  it('leads to the composer at that time, with all that was chosen', () =>
    assert.equal(
      composerAt({ wall: friday, zone: 'Asia/Tokyo' }, { account: 'acct_1', home: zone }),
      '/posts/new?at=2026-10-16T18%3A00%3A00&zone=Asia%2FTokyo&account=acct_1',
    ));
});
