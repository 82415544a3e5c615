import { strict as assert } from 'node:assert';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { notHereWords, patiently } from './patiently.ts';

const line = { onLine: true };
const events = new EventTarget();
Object.defineProperty(globalThis, 'navigator', { configurable: true, value: line });
globalThis.addEventListener = events.addEventListener.bind(events) as typeof addEventListener;

/** A file that fails to load so many times. */
const failing = (times: number) =>
  mock.fn(async () => {
    if (times-- > 0) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the part';
  });

beforeEach(() => {
  line.onLine = true;
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(console, 'warn', () => undefined);
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});
/** Lets all pauses pass. */
async function later(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
    mock.timers.tick(1_000);
  }
}

describe('a part of the page that did not come', () => {
  it('is waited for while there is no line', async () => {
    line.onLine = false;
    const load = failing(1);
    const coming = patiently(load);
    await later();
    assert.equal(load.mock.callCount(), 1, 'nothing is asked without a line');
    line.onLine = true;
    events.dispatchEvent(new Event('online'));
    assert.equal(await coming, 'the part');
  });
  it('is asked for again when the line only stuttered', async () => {
    const coming = patiently(failing(2));
    await later();
    assert.equal(await coming, 'the part');
  });
  it('is given up when it is gone, instead of taking the page down', async () => {
    const load = failing(Number.POSITIVE_INFINITY);
    const coming = patiently(load);
    await later();
    assert.equal(await coming, undefined);
    assert.equal(load.mock.callCount(), 3);
  });
  it('is told as what it is', () => {
    assert.match(notHereWords(), /Reload/);
    line.onLine = false;
    assert.equal(notHereWords(), 'No connection.');
  });
});
