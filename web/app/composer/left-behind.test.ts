import { strict as assert } from 'node:assert';
import { describe, it } from 'node:test';
import { leaveBehind, newestOwn, noteOwnSave, takeOver } from './left-behind.ts';

/** A saver that is still at it, and what became of it. */
function busy(postId: string | null) {
  const one = { stopped: false, settle: () => {} };
  const settled = new Promise<void>((resolve) => {
    one.settle = resolve;
  });
  const stop = () => {
    one.stopped = true;
  };
  leaveBehind({ saver: { isBusy: () => !one.stopped, stop, settled: () => settled }, postId: () => postId });
  return one;
}

describe('a draft that was left before it was saved', () => {
  it('is saved by one page: opening it again stops the earlier one, and waits for what it still sends', async () => {
    const earlier = busy('post_a');
    let over = false;
    const waits = takeOver('post_a').then(() => {
      over = true;
    });
    assert.ok(earlier.stopped);
    await Promise.resolve();
    assert.equal(over, false);
    earlier.settle();
    await waits;
  });
  it('goes on saving while another one is opened', async () => {
    const earlier = busy('post_b');
    await takeOver('post_c');
    await takeOver(null);
    assert.equal(earlier.stopped, false);
  });
  it('is opened again in the state that our own saves have made of it, and of no other', () => {
    noteOwnSave('post_d', '"1"', '"2"');
    noteOwnSave('post_d', '"2"', '"3"');
    noteOwnSave('post_d', '"3"', '"3"');
    assert.equal(newestOwn('post_d', '"1"'), '"3"');
    assert.equal(newestOwn('post_d', '"9"'), '"9"');
    assert.equal(newestOwn('post_e', '"1"'), '"1"');
  });
});
