import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import type { Post } from '@tiktimer/worker/contract';
import { barred, outcomeWords, runAll } from './bulk.ts';

const post = (id: string, change: Partial<Post> = {}) =>
  ({ id, status: 'scheduled', handedOverAt: null, ...change }) as Post;
const four = ['a', 'b', 'c', 'd'].map((id) => post(id));

describe('a deed to many posts', () => {
  it('is done to each, a few at once, and counts along', async () => {
    let open = 0;
    let most = 0;
    const seen: number[] = [];
    const act = async (one: Post) => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return one;
    };
    const ten = Array.from({ length: 10 }, (_, index) => post(String(index)));
    const { done, refused } = await runAll(ten, 'move', act, (finished) => seen.push(finished));
    assert.equal(done.length, 10);
    assert.equal(refused.length, 0);
    assert.ok(most > 1 && most <= 4);
    assert.deepEqual(seen, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('goes on when one is refused, and names that one', async () => {
    const refusal = Object.assign(new Error('This post is already on its way to TikTok.'), { status: 409 });
    const act = (one: Post) => (one.id === 'b' ? Promise.reject(refusal) : Promise.resolve(one));
    const outcome = await runAll(four, 'move', act, () => {});
    assert.equal(outcomeWords('move', outcome, 'by 1 day'), '3 moved by 1 day. 1 was already on its way.');
    assert.deepEqual(
      outcome.refused.map(({ post: { id }, sentence }) => [id, sentence]),
      [['b', 'This post is already on its way to TikTok.']],
    );
  });

  it('asks nobody where it makes no sense', async () => {
    const asked: string[] = [];
    const act = async (one: Post) => {
      asked.push(one.id);
      return one;
    };
    const mixed = [post('a'), post('b', { status: 'draft' }), post('c', { status: 'published' })];
    const outcome = await runAll(mixed, 'move', act, () => {});
    assert.deepEqual(asked, ['a']);
    assert.equal(outcomeWords('move', outcome), '1 moved. 1 was already on its way. 1 could not be moved.');
  });

  it('is said in words', () => {
    const done = four.map((before) => ({ before, after: before }));
    assert.equal(outcomeWords('move', { done, refused: [] }, 'by 1 day'), '4 moved by 1 day.');
    assert.equal(outcomeWords('restore', { done: done.slice(0, 1), refused: [] }), '1 is back.');
  });

  it('does not delete what may be on the profile, and does not cancel what is not scheduled', () => {
    assert.match(barred('delete', post('a', { status: 'outcome_unknown' })) ?? '', /profile/);
    assert.match(barred('cancel', post('a', { status: 'draft' })) ?? '', /not scheduled/);
    assert.equal(barred('cancel', post('a', { status: 'publishing' })), null);
  });
});
