import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { SaveState, Sent } from './saver.ts';
import { createSaver } from './saver.ts';

/** A saver whose requests are answered by the test. */
function stand(...answers: Sent[]) {
  const sent: string[] = [];
  const states: SaveState['kind'][] = [];
  const saver = createSaver<string>(
    async (content) => {
      sent.push(content);
      return answers.shift() ?? { ok: true };
    },
    ({ kind }) => states.push(kind),
    () => 7,
  );
  return { saver, sent, states };
}
const pass = async (ms: number) => {
  mock.timers.tick(ms);
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

describe('a draft', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('is saved once, 800 ms after the last of several changes', async () => {
    const { saver, sent, states } = stand();
    saver.change('p');
    await pass(500);
    saver.change('plum');
    await pass(799);
    assert.deepEqual(sent, []);
    await pass(1);
    assert.deepEqual(sent, ['plum']);
    assert.deepEqual(states, ['saving', 'saved']);
  });
  it('has a change that is still to be saved until it is, so that taking it back counts as one too', async () => {
    const { saver, sent } = stand();
    assert.equal(saver.isBusy(), false);
    saver.change('ticked');
    await pass(500);
    assert.equal(saver.isBusy(), true);
    saver.change('not ticked');
    await pass(800);
    assert.deepEqual(sent, ['not ticked']);
    assert.equal(saver.isBusy(), false);
  });
  it('is tried again by itself while there is no connection, with what was written meanwhile', async () => {
    const { saver, sent, states } = stand({ ok: false, why: 'offline' });
    saver.change('plum');
    await pass(800);
    assert.equal(states.at(-1), 'offline');
    saver.change('plum tart');
    await pass(5_000);
    assert.deepEqual(sent, ['plum', 'plum tart']);
    assert.equal(states.at(-1), 'saved');
  });
  it('waits for the creator when somebody else changed it', async () => {
    const { saver, sent, states } = stand({ ok: false, why: 'stale' });
    saver.change('mine');
    await pass(60_000);
    assert.deepEqual(sent, ['mine']);
    assert.equal(states.at(-1), 'stale');
    await saver.flush(); // "Keep mine"
    assert.deepEqual(sent, ['mine', 'mine']);
  });
  it('sends nothing of what was given up for the other version', async () => {
    const { saver, sent } = stand({ ok: false, why: 'stale' });
    saver.change('mine');
    await pass(800);
    saver.drop(); // "See the new version"
    await saver.flush(); // the page is left
    assert.deepEqual(sent, ['mine']);
  });
  it('waits while a press carries its words, and is saved if the press did not take', async () => {
    const { saver, sent } = stand();
    saver.change('mine');
    saver.hold();
    await pass(60_000);
    await saver.flush(); // the line is back
    assert.deepEqual(sent, []);
    saver.release();
    await pass(800);
    assert.deepEqual(sent, ['mine']);
  });
  it('is never on its way twice at once', async () => {
    let answer = (_: Sent) => {};
    const sent: string[] = [];
    const saver = createSaver<string>(
      (content) => {
        sent.push(content);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      () => {},
      () => 0,
    );
    saver.change('a');
    const first = saver.flush();
    saver.change('b');
    assert.equal(saver.flush(), first);
    assert.deepEqual(sent, ['a']);
    answer({ ok: true });
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    assert.deepEqual(sent, ['a', 'b']);
    answer({ ok: true });
    await first;
  });
});
