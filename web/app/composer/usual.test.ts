import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Post } from '@tiktimer/worker/contract';
import { nextAt, usualTimes } from './usual.ts';

const ZONE = 'Europe/Berlin';
const at = (publishAt: string, status: Post['status'] = 'published') =>
  ({ accountId: 'acct_1', publishAt: `2026-10-${publishAt}.000Z`, status }) as Post;

describe('the usual times of an account', () => {
  it('are those it posts at most, to the quarter of an hour', () => {
    const posts = [
      at('01T16:00:00'),
      at('02T15:58:20'),
      at('03T16:04:00', 'scheduled'),
      at('04T05:15:00'),
      at('05T05:15:30'),
      at('06T09:00:00'),
    ];
    assert.deepEqual(usualTimes(posts, ZONE), { acct_1: ['18:00', '07:15'] });
  });
  it('are not guessed from a handful of posts, nor from what never went out', () => {
    const few = Array.from({ length: 4 }, () => at('01T16:00:00'));
    assert.deepEqual(usualTimes(few, ZONE), { acct_1: [] });
    const cancelled = Array.from({ length: 9 }, () => at('01T16:00:00', 'cancelled'));
    assert.deepEqual(usualTimes(cancelled, ZONE), {});
  });
  it('come next today, or tomorrow once they have passed', () => {
    const noon = Date.UTC(2026, 9, 14, 10);
    assert.equal(nextAt('18:00', ZONE, noon), Date.UTC(2026, 9, 14, 16));
    assert.equal(nextAt('07:15', ZONE, noon), Date.UTC(2026, 9, 15, 5, 15));
  });
});
