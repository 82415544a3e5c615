/** faults.md's table, rows 19 to 43: what D1, R2, TikTok and the account may do to a post. */
import { describe, expect, it } from 'vitest';
import {
  down,
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
  script,
  status,
  steps,
  T,
  THREE_CHUNKS,
  told,
} from './support.ts';
import { scripted } from './weather.ts';
import { START, World } from './world.ts';

describe('D1', () => {
  it('row 17: D1 hangs while scheduling: 503, and nothing is left half armed after one sweep', async () => {
    const world = new World();
    once(world, 'd1.verb', { kind: 'hang', ms: 30 * SECOND });
    expect(await scheduleAt(world)).toBe('unavailable');
    await world.until(3 * HOUR);
    expectNothingOut(world, 'draft');
  });

  it('row 18: D1 commits the schedule, its answer and the poke are lost: the sweep arms one object', async () => {
    const world = new World();
    once(world, 'd1.verb', { kind: 'lose' });
    expect(await scheduleAt(world)).toBe('unavailable');
    expect(world.object.instances).toBe(0);
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 19: D1 is down from T − 1 min to T + 10 min: on time, the list catches up within a minute or two', async () => {
    const world = await scheduled();
    down(world, ['d1'], T - MINUTE, T + 10 * MINUTE);
    await world.until(T + 10 * MINUTE);
    expect(status(world)).not.toBe('published');
    await world.until(T + 12 * MINUTE);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 21: D1 restored to before the post existed: held, and nothing goes out', async () => {
    const world = await scheduled();
    world.d1.restore(undefined);
    await world.until(T + MINUTE);
    expect(world.object.stored?.held?.reason).toBe('our_setup');
    await world.until(4 * HOUR);
    expect(world.tiktok.taken).toEqual([]);
    expect(world.object.stored).toBeUndefined();
  });
});

describe('R2', () => {
  it('row 22: R2 fails at staging and is back before T: on time', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    down(world, ['r2'], T - 3 * MINUTE, T - 45 * SECOND);
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 23: R2 is down for an hour over T: late, or failed when its window is missed', async () => {
    const late = await scheduled();
    down(late, ['r2'], T - 5 * MINUTE, T + 55 * MINUTE);
    await late.until(3 * HOUR);
    expect(expectOnePublication(late)).toBeLessThanOrEqual(57 * MINUTE);

    const missed = await scheduled({}, { latestAt: START + T + 30 * MINUTE });
    down(missed, ['r2'], T - 5 * MINUTE, T + 55 * MINUTE);
    await missed.until(3 * HOUR);
    expectNothingOut(missed, 'failed');
    expect(notices(missed)).toContain(':failed:missed_window');
  });

  it('row 24: the file was replaced: failed with media_changed before T', async () => {
    const world = await scheduled();
    world.mediaEtag = 'etag-2';
    await world.until(T - SECOND);
    expectNothingOut(world, 'failed');
    expect(notices(world)).toContain(':failed:media_changed');
  });

  it('row 25: the stream stalls inside a chunk: timed out, the chunk again, on time', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    let stalls = 0;
    script(world, ({ name }) =>
      name === 'put.advance' && stalls++ === 0 ? { kind: 'hang', ms: 25 * SECOND } : undefined,
    );
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });
});

describe('TikTok', () => {
  it('row 26: three inits fail: backed off inside the lead, on time', async () => {
    const world = await scheduled();
    let inits = 0;
    script(world, ({ name }) => (name === 'tiktok.init' && inits++ < 3 ? { kind: 'refuse' } : undefined));
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 27: TikTok is down from T − 30 min to T + 20 min: late, and the owner is told a minute after T', async () => {
    const world = await scheduled();
    down(world, ['tiktok', 'put'], 0, T + 20 * MINUTE);
    await world.until(T + 3 * MINUTE);
    expect(notices(world)).toContain(':late:');
    await world.until(3 * HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(20 * MINUTE + 90 * SECOND);
  });

  it('row 27: it stays down past the latest time: failed, nothing goes out afterwards', async () => {
    const world = await scheduled();
    down(world, ['tiktok', 'put'], 0, 5 * HOUR);
    await world.until(30 * HOUR);
    expectNothingOut(world, 'failed');
  });

  it('row 29: a chunk was taken, its answer lost: TikTok tells how far it is, no blind repetition', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    once(world, 'put.release', { kind: 'lose' });
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
    expect(world.calls('put.release')).toBe(2);
  });

  it('row 30: the last byte left, the connection was reset: status decides, no new init', async () => {
    const arrived = await scheduled();
    once(arrived, 'put.release_last', { kind: 'lose' });
    await arrived.until(HOUR);
    expect(expectOnePublication(arrived)).toBeLessThanOrEqual(ON_TIME);
    expect(arrived.calls('put.release_last')).toBe(1);

    const broken = await scheduled();
    once(broken, 'put.release_last', { kind: 'refuse' });
    await broken.until(HOUR);
    expect(expectOnePublication(broken)).toBeLessThanOrEqual(5 * SECOND);
    expect(broken.tiktok.uploads).toHaveLength(1);
  });

  it('row 31: the status endpoint is silent after the hand-over: publishing, and unknown after a day', async () => {
    const world = await scheduled();
    down(world, ['tiktok'], T, 40 * HOUR);
    await world.until(T + 2 * HOUR);
    expect(status(world)).toBe('publishing');
    expect(notices(world)).toContain(':slow:');
    await world.until(T + 25 * HOUR);
    expect(status(world)).toBe('outcome_unknown');
    expect(world.calls('put.release_last')).toBe(1);
    await world.until(50 * HOUR);
    expectOnePublication(world);
  });

  it('row 31: the user resolves an unknown outcome', async () => {
    const world = await scheduled();
    down(world, ['tiktok'], T, 40 * HOUR);
    await world.until(T + 25 * HOUR);
    expect(await told(world, world.user.resolve())).toBe('yes');
    await world.until(T + 26 * HOUR);
    expectOnePublication(world);
  });

  it('row 32: complete, then FAILED by an internal error: a new init only after it, both in the receipt', async () => {
    const world = await scheduled();
    world.tiktok.verdicts.push('internal', null);
    await world.until(HOUR);
    expectOnePublication(world);
    expect(world.tiktok.uploads).toHaveLength(2);
    expect(steps(world).filter((step) => step === 'initiated')).toHaveLength(2);
  });

  it('row 32: a refusal of the content is final', async () => {
    const world = await scheduled();
    world.tiktok.verdicts.push('spam_risk_text');
    await world.until(HOUR);
    expectNothingOut(world, 'failed');
    expect(notices(world)).toContain(':failed:caption_refused');
  });

  it('row 34: rescheduled when staged beyond the life of the address: new init, the old address is forgotten', async () => {
    const world = await scheduled();
    await world.until(T - 30 * SECOND);
    expect(await scheduleAt(world, 3 * HOUR)).toBe('yes');
    await world.until(4 * HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
    expect(world.tiktok.uploads.map((upload) => upload.completeAt !== null)).toEqual([false, true]);
  });

  it('row 35: the held connection drops before T: the last chunk again at once', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    await world.until(T - 2 * SECOND);
    for (const connection of world.object.current?.connections ?? []) connection.cut();
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(5 * SECOND);
    expect(world.tiktok.uploads).toHaveLength(1);
  });

  it('row 35: it drops while alarms are a minute late: at once all the same', async () => {
    const world = await scheduled({ bytes: THREE_CHUNKS });
    await world.until(T - 2 * SECOND);
    world.weather = scripted(
      () => undefined,
      () => ({ kind: 'late', ms: MINUTE }),
    );
    for (const connection of world.object.current?.connections ?? []) connection.cut();
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(5 * SECOND);
  });

  it('a plan of several chunks is refused for a file that fits in one: it is sent as one', async () => {
    const world = await scheduled({ bytes: 40_000_000 });
    world.tiktok.refuseSeveralChunks = true;
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });
});

describe('the account', () => {
  it('row 38: the access token dies between staging and T: on time', async () => {
    const world = await scheduled();
    await world.until(T - 10 * SECOND);
    world.account.rotate();
    await world.until(HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(ON_TIME);
  });

  it('row 40: the account needs a reconnect: told at once, sent when it came in time', async () => {
    const world = await scheduled();
    world.account.state = 'lost';
    await world.until(T);
    expect(notices(world)).toContain(':held:reconnect_needed');
    await world.until(T + 30 * MINUTE);
    world.account.reconnect();
    await world.until(3 * HOUR);
    expect(expectOnePublication(world)).toBeLessThanOrEqual(31 * MINUTE);
  });

  it('disconnected while its object could not be reached: nothing is handed over under a closed link', async () => {
    const world = await scheduled();
    await world.until(T - MINUTE);
    once(world, 'rpc.cancel', { kind: 'refuse' });
    expect(await told(world, world.user.disconnect())).toBe('unavailable');
    await world.until(4 * HOUR);
    expectNothingOut(world, 'failed');
  });

  it('row 41: the user revokes the app for good: held, then failed with that reason', async () => {
    const world = await scheduled();
    world.account.state = 'lost';
    await world.until(4 * HOUR);
    expectNothingOut(world, 'failed');
    expect(notices(world)).toContain(':failed:reconnect_needed');
  });

  it('row 42: the privacy is not offered any more: warned an hour before, failed, never another privacy', async () => {
    const world = new World({ privacy: 'MUTUAL_FOLLOW_FRIENDS' });
    expect(await scheduleAt(world, 2 * HOUR)).toBe('yes');
    world.account.privacyOptions = ['PUBLIC_TO_EVERYONE', 'SELF_ONLY'];
    await world.until(HOUR + 2 * MINUTE);
    expect(notices(world)).toContain('preflight.privacy_not_offered');
    await world.until(5 * HOUR);
    expectNothingOut(world, 'failed');
    expect(notices(world)).toContain(':failed:privacy_not_offered');
  });

  it('row 42: comments switched off since are sent as switched off', async () => {
    const world = await scheduled();
    world.account.commentDisabled = true;
    await world.until(HOUR);
    expectOnePublication(world);
    expect(world.tiktok.taken[0]?.post.allowComment).toBe(false);
  });

  it('row 43: the daily cap is used up by another tool: failed with daily_cap', async () => {
    const world = await scheduled();
    world.account.refusal = { code: 'spam_risk_too_many_posts', reason: 'daily_cap' };
    await world.until(4 * HOUR);
    expectNothingOut(world, 'failed');
    expect(notices(world)).toContain(':failed:daily_cap');
  });
});
