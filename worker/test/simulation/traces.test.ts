/** The traces that broke an earlier wording of the protocol (faults.md, P1 to P15), and the zombie at the fence. */
import { describe, expect, it } from 'vitest';
import type { ArmingId } from '../../src/contract/index.ts';
import {
  expectNothingOut,
  expectOnePublication,
  HOUR,
  MINUTE,
  ON_TIME,
  once,
  SECOND,
  scheduleAt,
  scheduled,
  script,
  status,
  T,
  told,
} from './support.ts';
import { scripted } from './weather.ts';
import { START, World } from './world.ts';

describe('traces that broke an earlier wording', () => {
  it('P1: scheduled, rescheduled, cancelled, D1 restored to the first arming: it does not go out', async () => {
    const world = await scheduled();
    const firstArming = world.d1.now;
    expect(await scheduleAt(world, T + MINUTE)).toBe('yes');
    expect(await told(world, world.user.cancel())).toBe('yes');
    world.d1.restore(firstArming);
    await world.until(4 * HOUR);
    expectNothingOut(world, 'cancelled');
  });

  it('P2: a reschedule that reaches the empty object before the poke: the new revision goes out, once', async () => {
    const world = new World();
    once(world, 'rpc.poke', { kind: 'slow', ms: 5 * SECOND });
    const first = world.user.schedule({ dueAt: START + T });
    await world.until(SECOND);
    expect(await scheduleAt(world, T + MINUTE)).toBe('yes');
    expect(await told(world, first)).toBe('yes');
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
    expect(world.d1.row?.wish.dueAt).toBe(START + T + MINUTE);
  });

  it('P3: a cancel while a run holds the tail: its fence is refused and nothing goes out', async () => {
    const world = await scheduled();
    await world.until(T - 1_100);
    expect(world.object.stored?.state.phase).toBe('holding');
    expect(await told(world, world.user.cancel())).toBe('yes');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'cancelled');
  });

  it('P4: a disconnect after mayPublish is answered by the post: stopped before the fence, too late after it', async () => {
    const held = await scheduled();
    await held.until(T - 5 * SECOND);
    expect(await told(held, held.user.disconnect())).toBe('yes');
    await held.until(3 * HOUR);
    expectNothingOut(held, 'cancelled');

    const gone = await scheduled();
    await gone.until(T + 1);
    expect(await told(gone, gone.user.disconnect())).toBe('too_late');
    expect(gone.oracle.wrongs).toEqual([]);
  });

  it('P5: D1 restored to scheduled after the publication: the row is corrected and the poking ends', async () => {
    const world = await scheduled();
    const before = world.d1.now;
    await world.until(T + MINUTE);
    world.d1.restore(before);
    await world.until(HOUR);
    expectOnePublication(world);
    expect(world.d1.row?.sweepAt).toBeNull();
  });

  it('P6: D1 took the cancel but its answer was lost, and the user schedules again at once: the new arming goes out', async () => {
    const world = await scheduled();
    once(world, 'd1.write', { kind: 'lose' });
    expect(await told(world, world.user.cancel())).toBe('yes');
    expect(await scheduleAt(world)).toBe('yes');
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('P7: a schedule ends in 503, the user cancels, its late commit lands: nothing goes out', async () => {
    const world = new World();
    once(world, 'd1.verb', { kind: 'late', ms: 20 * SECOND });
    expect(await scheduleAt(world)).toBe('unavailable');
    expect(await told(world, world.user.cancel())).toBe('yes');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'cancelled');
  });

  it('P7: the same with a post that was cancelled before', async () => {
    const world = await scheduled();
    expect(await told(world, world.user.cancel())).toBe('yes');
    once(world, 'd1.verb', { kind: 'late', ms: 20 * SECOND });
    expect(await scheduleAt(world)).toBe('unavailable');
    expect(await told(world, world.user.cancel())).toBe('yes');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'cancelled');
  });

  it('P8: a cancel that was delayed on the way arrives after a new schedule: 412, and the new arming goes out', async () => {
    const world = await scheduled();
    once(world, 'rpc.cancel', { kind: 'slow', ms: 30 * SECOND });
    const late = world.user.cancel();
    await world.until(5 * SECOND);
    expect(await told(world, world.user.cancel())).toBe('yes');
    expect(await scheduleAt(world)).toBe('yes');
    expect(await told(world, late)).toBe('stale');
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('P9: a poke that read "scheduled" before the cancel ended adopts nothing', async () => {
    const world = new World();
    once(world, 'd1.read', { kind: 'answers_late', ms: 10 * SECOND });
    const schedule = world.user.schedule({ dueAt: START + T });
    await world.until(2 * SECOND);
    expect(await told(world, world.user.cancel())).toBe('yes');
    expect(world.object.stored).toBeUndefined();
    expect(await told(world, schedule)).toBe('yes');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'cancelled');
  });

  it('P10: a crash between the fence and T: nothing leaves before T after the restart', async () => {
    const world = await scheduled();
    await world.until(T - SECOND);
    world.restartMs = () => 1;
    once(world, 'storage.sync', { kind: 'crash_after' });
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(5 * SECOND);
  });

  it("P11: a send begun before the address's hour and ending after it: no second init, it is found at TikTok", async () => {
    const world = await scheduled({}, { latestAt: START + 50 * HOUR });
    let sent = false;
    script(world, ({ name, now }) => {
      if (name !== 'put.release_last' || sent) return undefined;
      if (now < (world.tiktok.uploads[0]?.expiresAt ?? 0) - 40 * SECOND) return { kind: 'refuse' };
      sent = true;
      return { kind: 'late', ms: 20 * SECOND };
    });
    await world.until(3 * HOUR);
    expectOnePublication(world);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it('P11: when no byte of it arrived, a new init waits for two polls ten minutes apart after the hour', async () => {
    const world = await scheduled({}, { latestAt: START + 50 * HOUR });
    script(world, ({ name, now }) =>
      name === 'put.release_last' && now < START + T + 61 * MINUTE ? { kind: 'refuse' } : undefined,
    );
    await world.until(5 * HOUR);
    expectOnePublication(world);
    const [first, second] = world.tiktok.uploads;
    expect(second?.createdAt).toBeGreaterThanOrEqual((first?.expiresAt ?? 0) + 10 * MINUTE);
  });

  it('P12: two ledger writes cross and D1 is restored: published survives', async () => {
    const world = await scheduled();
    once(world, 'r2.put', { kind: 'late', ms: 30 * MINUTE });
    expect(await told(world, world.user.cancel())).toBe('yes');
    await world.until(MINUTE);
    expect(await scheduleAt(world)).toBe('yes');
    const before = world.d1.now;
    await world.until(T + 35 * MINUTE);
    expect(status(world)).toBe('published');
    world.d1.restore(before);
    await world.until(2 * HOUR);
    expectOnePublication(world);
  });

  it('P13: a schedule that read the old link commits after disconnect and reconnect: not armed', async () => {
    const world = new World();
    once(world, 'd1.verb', { kind: 'slow', ms: 10 * SECOND });
    const late = world.user.schedule({ dueAt: START + T });
    await world.until(SECOND);
    expect(await told(world, world.user.disconnect())).toBe('yes');
    world.account.linkId = world.newId('link');
    world.account.state = 'live';
    expect(await told(world, late)).toBe('stale');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'draft');
  });

  it('P14: a cancel is stored, its alarm lost before ledger and D1 heard of it: the sweep finds the unclosed row', async () => {
    const world = await scheduled();
    world.weather = scripted(
      ({ target }) => (target === 'r2' || target === 'd1' ? { kind: 'refuse' } : undefined),
      () => ({ kind: 'lost' }),
    );
    const armingId = world.d1.row?.armingId as ArmingId;
    const rpc = world.object.rpc('cancel', (p) => p.cancel(world.postId, armingId, false));
    await world.until(MINUTE);
    expect(await rpc).toBe('done');
    script(world, () => undefined);
    await world.until(HOUR);
    expectNothingOut(world, 'cancelled');
    expect(world.object.stored).toBeUndefined();
    expect(world.d1.row?.armedAt).toBeNull();
  });

  it('P15: D1 restored to the draft and scheduled anew with the same revision: the new content goes out', async () => {
    const world = new World();
    const draft = world.d1.now;
    expect(await scheduleAt(world)).toBe('yes');
    const { revision } = world.d1.row ?? {};
    world.d1.restore(draft);
    expect(await scheduleAt(world, T, { content: { privacy: 'PUBLIC_TO_EVERYONE' } })).toBe('yes');
    expect(world.d1.row?.revision).toBe(revision);
    await world.until(30 * HOUR);
    expectOnePublication(world);
    expect(world.tiktok.taken[0]?.post.privacy).toBe('PUBLIC_TO_EVERYONE');
  });
});

describe('row 10: a zombie at the fence', () => {
  it('superseded while it makes the fence durable: its bytes stay, the successor sends, one video', async () => {
    const world = await scheduled();
    await world.until(T - SECOND);
    once(world, 'storage.sync', { kind: 'supersede', ms: 30 * SECOND });
    world.restartMs = () => 500;
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(5 * SECOND);
  });

  it('a cancel confirmed by the successor binds the zombie too, even where no output gate holds its bytes', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const world = await scheduled({ seed });
      world.tailGated = false;
      await world.until(T - 120);
      const zombie = world.object.current;
      if (!zombie) throw new Error('Nobody holds the tail.');
      world.object.supersede(zombie, 30 * SECOND);
      const answer = await told(world, world.user.cancel());
      await world.until(HOUR);
      if (answer === 'yes') expectNothingOut(world, 'cancelled');
      else expectOnePublication(world);
    }
  });

  it('stopped over T with the tail in its hands, a successor started, then continued: one video', async () => {
    const world = await scheduled();
    await world.until(T - SECOND);
    const zombie = world.object.current;
    if (!zombie) throw new Error('Nobody holds the tail.');
    zombie.frozenUntil = START + T + 10 * SECOND;
    world.object.supersede(zombie, 30 * SECOND);
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(10 * SECOND);
    expect(world.calls('put.release_last')).toBe(1);
  });
});

describe('what the simulation itself found', () => {
  it('an early alarm is not the last one', async () => {
    const world = new World();
    let alarms = 0;
    world.weather = scripted(
      () => undefined,
      () => (alarms++ % 2 === 0 ? { kind: 'early', ms: 30 * SECOND } : { kind: 'fine' }),
    );
    expect(await scheduleAt(world)).toBe('yes');
    const { row } = world.d1;
    if (row) row.sweepAt = null; // Nobody else helps.
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('a cancel is too late for a published post whose row still says publishing', async () => {
    const world = await scheduled();
    await world.until(T + 1);
    script(world, ({ name }) => (name === 'd1.write' ? { kind: 'refuse' } : undefined));
    await world.until(T + MINUTE);
    expect(status(world)).toBe('publishing');
    expect(await told(world, world.user.cancel())).toBe('too_late');
  });

  it('a D1 restored to an arming that was cancelled before this one does not bring it back', async () => {
    const world = await scheduled();
    const cancelledLater = world.d1.now;
    expect(await told(world, world.user.cancel())).toBe('yes');
    expect(await scheduleAt(world, T + MINUTE)).toBe('yes');
    world.d1.restore(cancelledLater);
    await world.until(5 * HOUR);
    expect(world.oracle.wrongs).toEqual([]);
    expect(world.tiktok.taken).toEqual([]);
  });

  it('a poke that read a new arming before the fence does not take it after the fence', async () => {
    const world = new World();
    const draft = world.d1.now;
    expect(await scheduleAt(world)).toBe('yes');
    await world.until(T - SECOND);
    world.d1.restore(draft);
    once(world, 'd1.read', { kind: 'answers_late', ms: SECOND });
    expect(await scheduleAt(world)).toBe('yes');
    await world.until(3 * HOUR);
    expectOnePublication(world);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it('after its 201 TikTok hides the last chunk for two hours: never a second init without its FAILED', async () => {
    const manners = { hidesLastChunk: true, processingMs: [2 * HOUR, 2 * HOUR] as [number, number] };
    const world = await scheduled({ manners }, { latestAt: START + 50 * HOUR });
    await world.until(20 * HOUR);
    expectOnePublication(world);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it('a delete after the cancel reaches the row too', async () => {
    const world = await scheduled();
    const armingId = world.d1.row?.armingId as ArmingId;
    script(world, ({ target }) => (target === 'd1' ? { kind: 'refuse' } : undefined));
    const stop = (deleted: boolean) =>
      world.object.rpc('cancel', (p) => p.cancel(world.postId, armingId, deleted));
    const answers = [stop(false), stop(true)];
    await world.until(MINUTE);
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
    script(world, () => undefined);
    await world.until(3 * HOUR);
    expect(world.d1.row?.deletedAt).not.toBeNull();
  });

  it('an address TikTok refuses before the fence is given up for a new init at once', async () => {
    const world = await scheduled();
    await world.until(T - 30 * SECOND);
    for (const upload of world.tiktok.uploads) upload.forgotten = true;
    world.tiktok.verdicts.push(null);
    world.chance.happens = () => true; // TikTok refuses before it has read the body.
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
    expect(world.tiktok.uploads).toHaveLength(2);
  });

  it('a file lost after the fence ends in an unknown outcome after a day, not in sends for ever', async () => {
    const world = await scheduled();
    await world.until(T - SECOND);
    once(world, 'put.release_last', { kind: 'refuse' });
    await world.until(T + 1);
    world.mediaEtag = 'etag-2';
    await world.until(27 * HOUR);
    expectNothingOut(world, 'outcome_unknown');
  });
});
