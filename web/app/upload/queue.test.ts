import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'node:test';
import type { Media } from '@tiktimer/worker/contract';
import { leave, setCreator } from '../lib/session-watch.ts';
import { makeQueue, queue as queueOfTab } from './queue.ts';
import type { send as realSend } from './send.ts';
import { leftToUs, NO_UPLOADS, readUploads, toldOf, writeUploads } from './uploads.ts';

/** What the page asks of its browser when the tab is closed. */
let asks: boolean;
const hear = (on: boolean) => (name: string) => {
  if (name === 'beforeunload') asks = on;
};
const browser = { addEventListener: hear(true), removeEventListener: hear(false) };
for (const [name, value] of Object.entries(browser))
  Object.defineProperty(globalThis, name, { value, configurable: true });

const clip = (name: string) => new File(['clip'], name);
const media = (name: string) => ({ id: `media_${name}`, name, status: 'ready' }) as Media;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The files that were begun, in order, and the way each of them ends. */
let begun: {
  name: string;
  signal: AbortSignal;
  arrive(): void;
  refuse(): void;
  stop(alone?: boolean): void;
}[];
const send: typeof realSend = (file, on, signal) =>
  new Promise((resolve) => {
    on.state({ step: 'preparing', file, startedAt: 0, alreadySent: 0 });
    const stop = (sentence: string | null, alone = false) => {
      on.state({ step: 'stopped', file, sentence, alone, sent: 0 });
      resolve(undefined);
    };
    signal.addEventListener('abort', () => stop(null));
    begun.push({
      name: file.name,
      signal,
      arrive: () => resolve(media(file.name)),
      refuse: () => {
        on.state({ step: 'refused', file });
        resolve(undefined);
      },
      stop: (alone) => stop('No room.', alone),
    });
  });
const queue = makeQueue(send, async () => undefined);
const names = () => readUploads().items.map(({ file }) => file.name);
const news = () => readUploads().news.map(({ end }) => end);
const last = () => begun.at(-1) ?? assert.fail('nothing was begun');

beforeEach(() => {
  queue.end();
  writeUploads(NO_UPLOADS);
  begun = [];
  queue.add([clip('one.mp4'), clip('two.mp4'), clip('three.mp4')]);
});

describe('the queue of a tab', () => {
  it('sends one file after the other, in the order in which they were chosen', async () => {
    for (const name of ['one.mp4', 'two.mp4', 'three.mp4']) {
      assert.equal(last().name, name);
      last().arrive();
      await turn();
    }
    assert.equal(begun.length, 3);
    assert.deepEqual(names(), []);
    assert.deepEqual(news(), ['arrived', 'arrived', 'arrived']);
  });
  it('keeps a refused file for its creator to see, and goes on with the next', async () => {
    last().refuse();
    await turn();
    assert.deepEqual(names(), ['one.mp4', 'two.mp4', 'three.mp4']);
    assert.equal(last().name, 'two.mp4');
    assert.deepEqual(news(), ['refused']);
  });
  it('goes on past a file that the API does not take, and waits where the line broke', async () => {
    last().stop(true);
    await turn();
    assert.equal(last().name, 'two.mp4');
    last().stop(false);
    await turn();
    assert.equal(begun.length, 2);
    assert.deepEqual(news(), ['stopped', 'stopped']);
  });
  it('stands still while a file is paused, which is no news, and goes on with that one first', async () => {
    queue.pause();
    await turn();
    queue.add([clip('four.mp4')]);
    assert.equal(begun.length, 1);
    assert.deepEqual(news(), []);
    queue.resume(readUploads().items[0]?.id ?? 0);
    assert.deepEqual(
      begun.map(({ name }) => name),
      ['one.mp4', 'one.mp4'],
    );
  });
  it('stops a file that is removed, forgets it, and goes on with the next', async () => {
    const [one] = begun;
    queue.remove(readUploads().items[0]?.id ?? 0);
    await turn();
    assert.equal(one?.signal.aborted, true);
    assert.deepEqual(names(), ['two.mp4', 'three.mp4']);
    assert.equal(last().name, 'two.mp4');
  });
  it('takes out a file that only waits, and the one on its way goes on', () => {
    queue.remove(readUploads().items[1]?.id ?? 0);
    assert.deepEqual(names(), ['one.mp4', 'three.mp4']);
    assert.equal(begun[0]?.signal.aborted, false);
  });
  it('tells each piece of news once', async () => {
    last().arrive();
    await turn();
    const first = readUploads().news;
    last().arrive();
    await turn();
    toldOf(first);
    assert.deepEqual(news(), ['arrived']);
  });
});

describe('a tab with a queue', () => {
  it('asks before it is closed while a file is on its way or waits, and not once all are there', async () => {
    assert.equal(asks, true);
    queue.pause();
    await turn();
    assert.equal(asks, true, 'two wait behind the paused one');
    queue.resume(readUploads().items[0]?.id ?? 0);
    for (let file = 0; file < 3; file++) {
      last().arrive();
      await turn();
    }
    assert.equal(asks, false);
  });
  it('does not ask for the sake of a refused file', async () => {
    for (let file = 0; file < 3; file++) {
      last().refuse();
      await turn();
    }
    assert.equal(names().length, 3);
    assert.equal(asks, false);
  });
  it('sends nothing more once its creator has signed out, and keeps nothing of theirs', async () => {
    const [one] = begun;
    queue.end();
    await turn();
    assert.equal(one?.signal.aborted, true);
    assert.equal(begun.length, 1);
    assert.deepEqual(readUploads(), NO_UPLOADS);
    assert.equal(asks, false);
  });
  it('gives no picture to a file of somebody who signed out meanwhile', async () => {
    let give = () => {};
    const slow = makeQueue(
      send,
      (file) => new Promise((resolve) => (give = () => resolve({ ...file, posterUrl: 'p' }))),
    );
    slow.add([clip('four.mp4')]);
    last().arrive();
    await turn();
    slow.end();
    give();
    await turn();
    assert.deepEqual(readUploads(), NO_UPLOADS);
  });
  it('is empty for another creator who signs in in it, and stays as it is for the same one', () => {
    setCreator('user_a');
    writeUploads({ items: [{ id: 1, file: clip('one.mp4'), upload: null, check: null }] });
    setCreator('user_a');
    assert.deepEqual(names(), ['one.mp4']);
    setCreator('user_b');
    assert.deepEqual(names(), []);
    queueOfTab.end();
    writeUploads({ items: [{ id: 2, file: clip('two.mp4'), upload: null, check: null }] });
    leave();
    assert.deepEqual(names(), []);
  });
});

describe('an unfinished upload that the API tells of', () => {
  const told = [{ name: 'one.mp4', bytes: 4 }];
  it('is not offered again while this tab sends it, nor once it has arrived', async () => {
    assert.deepEqual(leftToUs(told, readUploads()), []);
    last().arrive();
    await turn();
    assert.deepEqual(leftToUs(told, readUploads()), []);
  });
  it('is offered when another file is meant', () => {
    assert.deepEqual(leftToUs([{ name: 'one.mp4', bytes: 5 }], readUploads()).length, 1);
    assert.deepEqual(leftToUs([{ name: 'other.mp4', bytes: 4 }], readUploads()).length, 1);
  });
});
