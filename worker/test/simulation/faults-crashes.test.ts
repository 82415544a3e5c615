/** faults.md's table, rows 1 to 15 and 45: deaths, alarms and clocks, as far as one object's world can show them. */
import { describe, expect, it } from 'vitest';
import {
  expectNothingOut,
  expectOnePublication,
  HOUR,
  MINUTE,
  notices,
  ON_TIME,
  once,
  SECOND,
  scheduleAt,
  scheduled,
  status,
  steps,
  T,
  THREE_CHUNKS,
  told,
} from './support.ts';
import { scripted } from './weather.ts';
import { START, World } from './world.ts';

/** A death and the second until the object can start again. */
const RESTART = 5 * SECOND;

describe('deaths', () => {
  it('row 1: SIGKILL while waiting: on time', async () => {
    const world = await scheduled();
    await world.until(MINUTE);
    if (world.object.current) world.object.crash(world.object.current);
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 2: SIGKILL after initiating was stored, before the init was sent: new init, on time', async () => {
    const world = await scheduled();
    once(world, 'tiktok.init', { kind: 'crash_before' });
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it.each([['crash_after'], ['lose']] as const)(
    'rows 3 and 28: the init is done, its answer lost (%s): new init, the lost one is recorded and never completed',
    async (kind) => {
      const world = await scheduled();
      once(world, 'tiktok.init', { kind });
      await world.until(HOUR);
      expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
      expect(world.tiktok.uploads.map((upload) => upload.completeAt !== null)).toEqual([false, true]);
      expect(steps(world)).toContain('init_lost');
    },
  );

  it.each([
    ['between chunks', 'crash_before'],
    ['inside a chunk', 'crash_after'],
  ] as const)(
    'row 4: SIGKILL %s: only what is missing is sent, to the same address, on time',
    async (_where, kind) => {
      const world = await scheduled({ bytes: THREE_CHUNKS });
      once(world, 'put.release', { kind });
      await world.until(HOUR);
      expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
      expect(world.tiktok.uploads).toHaveLength(1);
    },
  );

  it('row 5: SIGKILL after handing_over was stored, before the tail left: sent late by the restart', async () => {
    const world = await scheduled();
    await world.until(T - SECOND);
    once(world, 'storage.sync', { kind: 'crash_after' });
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(RESTART + 2 * SECOND);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it('row 6: SIGKILL during the hold: the chunk is incomplete at TikTok and is sent again', async () => {
    const world = await scheduled();
    await world.until(T - 3 * SECOND);
    expect(world.object.stored?.state.phase).toBe('holding');
    if (world.object.current) world.object.crash(world.object.current);
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(RESTART);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it('row 7: SIGKILL after the last byte, before the answer: TikTok is asked, no further byte', async () => {
    const world = await scheduled();
    once(world, 'put.release_last', { kind: 'crash_after' });
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
    expect(world.calls('put.release_last')).toBe(1);
  });

  it('row 8: SIGKILL after publication, before D1 has it: the list catches up, the receipt is complete', async () => {
    const world = await scheduled();
    await world.until(T + 1);
    once(world, 'd1.write', { kind: 'crash_before' });
    await world.until(T + 2 * MINUTE);
    expectOnePublication(world);
    expect(steps(world)).toEqual(expect.arrayContaining(['handed_over', 'processing', 'published']));
    expect(notices(world)).toContain(':published:');
  });

  it('row 9: SIGKILL every 3 s for ten minutes over T: ends once, late', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    world.restartMs = () => 500;
    for (let at = T - 5 * MINUTE; at < T + 5 * MINUTE; at += 3 * SECOND) {
      world.timeline.at(START + at, () => {
        if (world.object.current) world.object.crash(world.object.current);
      });
    }
    await world.until(2 * HOUR);
    expectOnePublication(world);
  });
});

describe('alarms', () => {
  it('row 11: the alarm never fires: the sweep wakes it, late by 90 s at most', async () => {
    const world = new World();
    world.weather = scripted(
      () => undefined,
      (now) => ({ kind: now < START + T ? 'lost' : 'fine' }),
    );
    expect(await scheduleAt(world)).toBe('yes');
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(90 * SECOND);
  });

  it.each([
    ['twice', 20 * SECOND],
    ['late', 60 * SECOND],
  ] as const)('row 12: an alarm %s (%i ms): on time all the same', async (kind, ms) => {
    const world = new World();
    world.weather = scripted(
      () => undefined,
      (now) => (now < START + T - 20 * SECOND ? { kind, ms } : { kind: 'fine' }),
    );
    expect(await scheduleAt(world)).toBe('yes');
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 13: the alarm stands in the past, its timer lost: any touch sets it anew', async () => {
    const world = new World();
    world.weather = scripted(
      () => undefined,
      () => ({ kind: 'lost' }),
    );
    expect(await scheduleAt(world)).toBe('yes');
    await world.until(T + 10 * SECOND);
    world.weather = scripted(() => undefined);
    void world.object.rpc('poke', (p) => p.poke(world.postId));
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(20 * SECOND);
  });

  it('row 14: every port throws for two minutes: the alarm handler never does, and the post goes out', async () => {
    const world = await scheduled();
    world.weather = scripted(({ target, now }) =>
      target !== 'clock' && now > START + T - 3 * MINUTE && now < START + T - MINUTE
        ? { kind: 'refuse' }
        : undefined,
    );
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });
});

describe('clocks', () => {
  it('row 15: our clock is an hour fast: held and said, nothing early; on time once it is mended', async () => {
    const world = await scheduled({}, { latestAt: START + 5 * HOUR });
    world.clockOffMs = HOUR;
    if (world.object.current) world.object.crash(world.object.current);
    await world.until(T - 3 * MINUTE);
    expect(world.tiktok.taken).toEqual([]);
    world.clockOffMs = 0;
    await world.until(3 * HOUR);
    expectOnePublication(world);
  });

  it('row 15: our clock is an hour slow: nothing twice', async () => {
    const world = await scheduled({}, { latestAt: START + 5 * HOUR });
    world.clockOffMs = -HOUR;
    await world.until(T + 30 * MINUTE);
    world.clockOffMs = 0;
    await world.until(4 * HOUR);
    expectOnePublication(world);
  });
});

describe('people at the same moment', () => {
  it.each([-2_000, -300, -120, -80, -60, -40, -20, 0, 20, 1_000])(
    'row 44: a cancel %i ms around the hand-over is agreed or too late, as TikTok has it',
    async (ms) => {
      const world = await scheduled();
      await world.until(T + ms);
      const answer = await told(world, world.user.cancel());
      await world.until(3 * HOUR);
      if (answer === 'yes') expectNothingOut(world, 'cancelled');
      else {
        expect(answer).toBe('too_late');
        expectOnePublication(world);
      }
    },
  );

  it('row 45: a reschedule at any moment of staging drops the old stage: one video, at its last time', async () => {
    for (let ms = -120 * SECOND; ms < 2 * SECOND; ms += 1_700) {
      const world = await scheduled({ bytes: THREE_CHUNKS });
      await world.until(T + ms);
      const answer = await scheduleAt(world, T + 10 * MINUTE);
      await world.until(2 * HOUR);
      expectOnePublication(world);
      expect(world.d1.row?.wish.dueAt).toBe(START + T + (answer === 'yes' ? 10 * MINUTE : 0));
    }
  });

  it('row 46: many clicks on "publish now" in three tabs: one post', async () => {
    const world = new World();
    const seen = world.user.look();
    const clicks = Array.from({ length: 20 }, () => world.user.schedule({ dueAt: world.timeline.now }, seen));
    await world.until(2 * MINUTE);
    const answers = await Promise.all(clicks);
    expect(answers.filter((answer) => answer === 'yes')).toHaveLength(1);
    expectOnePublication(world);
  });

  it('row 55: everything is stopped while staged: nothing goes out later', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    await world.until(T - 20 * SECOND);
    expect(await told(world, world.user.remove())).toBe('yes');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'cancelled');
    expect(status(world)).toBe('cancelled');
  });
});
