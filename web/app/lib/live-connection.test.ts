import { strict as assert } from 'node:assert';
import { beforeEach, describe, it } from 'node:test';
import type { LiveHint } from '@tiktimer/worker/contract';
import type { LiveEars } from './live-connection.ts';
import { LiveConnection } from './live-connection.ts';

interface Socket extends LiveEars {
  sent: string[];
  ended: boolean;
}
let now = 0;
let timers: { at: number; call: () => void }[] = [];
let sockets: Socket[] = [];
let hints: LiveHint[] = [];
let connection: LiveConnection;
let stopListening = () => {};

const all = { type: 'all' } as const;
const pass = (ms: number) => {
  const end = now + ms;
  for (;;) {
    const next = timers.toSorted((a, b) => a.at - b.at)[0];
    if (!next || next.at > end) break;
    now = next.at;
    timers = timers.filter((timer) => timer !== next);
    next.call();
  }
  now = end;
};
const socket = () => sockets.at(-1) as Socket;

beforeEach(() => {
  [now, timers, sockets, hints] = [0, [], [], []];
  connection = new LiveConnection({
    open: (ears) => {
      const opened = { ...ears, sent: [] as string[], ended: false };
      sockets.push(opened);
      return { send: (text) => opened.sent.push(text), close: () => (opened.ended = true) };
    },
    after: (ms, call) => {
      const timer = { at: now + ms, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    random: () => 0.5,
  });
  stopListening = connection.listen((hint) => hints.push(hint));
});

describe('the live connection', () => {
  it('is one socket for all who listen, and passes hints on', () => {
    const others: LiveHint[] = [];
    connection.listen((hint) => others.push(hint));
    assert.equal(sockets.length, 1);
    socket().opened();
    socket().message('{"hints":[{"type":"notice"},{"type":"all"}]}');
    assert.deepEqual(hints, [{ type: 'notice' }, all]);
    assert.deepEqual(others, hints);
  });

  it('comes back later each time, up to a minute, and then looks at everything', () => {
    socket().opened();
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) {
      const [before, count] = [now, sockets.length];
      socket().closed(1006);
      while (sockets.length === count) pass(250);
      waits.push(now - before);
    }
    assert.deepEqual(waits, [750, 1500, 3000, 6000, 12_000, 24_000, 45_000, 45_000, 45_000]);
    hints = [];
    socket().opened();
    assert.deepEqual(hints, [all]);
    const began = now;
    socket().closed(1006);
    const count = sockets.length;
    while (sockets.length === count) pass(250);
    assert.equal(now - began, 750, 'the first wait is short again');
  });

  it('says that it is not live after ten seconds, and asks each fifteen until it is', () => {
    let changes = 0;
    connection.watch(() => changes++);
    socket().opened();
    socket().closed(1006);
    pass(9_900);
    assert.equal(connection.isLive, true);
    assert.deepEqual(hints, []);
    pass(200);
    assert.equal(connection.isLive, false);
    pass(30_000);
    assert.deepEqual(hints, [all, all, all]);
    socket().opened();
    assert.equal(connection.isLive, true);
    assert.equal(changes, 2);
    hints = [];
    pass(25_000);
    assert.deepEqual(hints, []);
  });

  it('is not live when it never opened', () => {
    pass(10_001);
    assert.equal(connection.isLive, false);
    assert.deepEqual(hints, [all]);
  });

  it('asks a quiet line whether it lives, and opens another when it does not answer', () => {
    socket().opened();
    pass(30_001);
    assert.deepEqual(socket().sent, ['ping']);
    socket().message('pong');
    pass(30_001);
    assert.deepEqual(socket().sent, ['ping', 'ping']);
    const dead = socket();
    pass(11_000);
    assert.equal(dead.ended, true);
    assert.equal(sockets.length, 2);
    socket().opened();
    dead.closed(1006);
    dead.message('{"hints":[{"type":"notice"}]}');
    assert.equal(sockets.length, 2, 'what the dead line still says counts for nothing');
    assert.deepEqual(hints, [all]);
  });

  it('does not wait when the network is back', () => {
    socket().opened();
    socket().closed(1006);
    connection.retryNow();
    assert.equal(sockets.length, 2);
    pass(5_000);
    assert.equal(sockets.length, 2, 'the retry that was planned is taken back');
  });

  it('stays closed after a sign-out, and lets the page find out', () => {
    socket().opened();
    socket().closed(4001);
    assert.deepEqual(hints, [all]);
    pass(5_000);
    connection.retryNow();
    assert.equal(sockets.length, 1);
  });

  it('goes on when the same creator has signed in again, on the page that waited for it', () => {
    socket().opened();
    socket().closed(4001);
    connection.resume();
    assert.equal(sockets.length, 2);
    socket().opened();
    assert.deepEqual(hints.at(-1), all);
    assert.equal(connection.isLive, true);
  });

  it('begins anew when somebody listens again, after another sign-in perhaps', () => {
    const leave = connection.listen(() => {});
    leave();
    socket().opened();
    stopListening();
    assert.equal(socket().ended, true);
    socket().closed(4001);
    pass(60_000);
    assert.equal(sockets.length, 1);
    connection.listen(() => {});
    assert.equal(sockets.length, 2);
    assert.equal(connection.isLive, true);
  });
});
