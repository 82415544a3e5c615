import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { endOfWelcome, firstPostOf } from './end.ts';

const NOW = Date.parse('2026-10-14T12:00:00Z');
const post = (publishAt: string | null) =>
  ({ id: 'post_1', publishAt }) as Parameters<typeof endOfWelcome>[0];

describe('the end of the welcome', () => {
  it('is the launch of a first post that goes out within ten minutes', () => {
    assert.equal(endOfWelcome(post('2026-10-14T12:10:00Z'), NOW), '/posts/post_1/launch');
    assert.equal(endOfWelcome(post(null), NOW), '/posts/post_1/launch', 'one that goes out now has no time');
  });

  it('is home for one that goes out later, which then knows the post', () => {
    const home = endOfWelcome(post('2026-10-14T12:10:01Z'), NOW);
    assert.equal(home, '/home?first=post_1');
    assert.equal(firstPostOf(new URLSearchParams(home.split('?')[1])), 'post_1');
  });

  it('leads nowhere else, whatever the address of home says', () => {
    for (const first of ['', '../logout', '//evil.example', 'post_1/../x'])
      assert.equal(firstPostOf(new URLSearchParams({ first })), undefined, first);
  });
});
