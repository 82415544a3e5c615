import { describe, expect, it } from 'vitest';
import type { LinkId, PostId, WorkspaceId } from '../../contract/ids.ts';
import type { CreatorInfo } from '../../contract/index.ts';
import type { Told } from '../../domain/trouble.ts';
import { readOAuthError, unreadable } from '../../tiktok/failures.ts';
import type { Grant } from '../../tiktok/types.ts';
import { AccountKeeper } from './account-keeper.ts';
import type { AccountNews, KeeperPorts } from './keeper-ports.ts';
import type { Keyring } from './token-vault.ts';
import { seal, unseal } from './token-vault.ts';

const NOON = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OPEN_ID = '-000Yopen';
const [ONE, TWO] = ['ws_1', 'ws_2'] as WorkspaceId[] as [WorkspaceId, WorkspaceId];
const [L1, L2, L3] = ['link_1', 'link_2', 'link_3'] as LinkId[] as [LinkId, LinkId, LinkId];
const key = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
const RING: Keyring = { current: 'a', keys: { a: key(1) } };

const grant = (n: number | string, change: Partial<Grant> = {}): Grant => ({
  accessToken: `act.${n}`,
  refreshToken: `rft.${n}`,
  expiresIn: 7200,
  refreshExpiresIn: 15_552_000,
  openId: OPEN_ID,
  scopes: ['user.info.basic', 'video.publish'],
  ...change,
});
const ok = <T>(value: T): Told<T> => ({ ok: true, value, serverDate: null });
const refused = (code: string): Told<never> => ({
  ok: false,
  trouble: readOAuthError({ status: 200, code, message: '', logId: '', retryAfterMs: null, effect: true }),
  serverDate: null,
});
const lost: Told<never> = { ok: false, trouble: unreadable('timeout', null), serverDate: null };

/** A disk that survives the keeper, a clock set by hand, and a TikTok whose answers the test gives. */
function world(ring: Keyring = RING) {
  const disk = new Map<string, string>();
  const asked: string[] = [];
  const told: AccountNews[] = [];
  const answers = {
    refresh: async (_token: string): Promise<Told<Grant>> => ok(grant(asked.length)),
    revoke: async (_token: string): Promise<Told<null>> => ok(null),
    creatorInfo: async (_token: string): Promise<Told<CreatorInfo>> => lost,
  };
  const state = { now: NOON, alarm: null as number | null, rowsDown: false, unsynced: false };
  const record = <A>(name: keyof typeof answers, arg: string): A => {
    asked.push(`${name} ${arg}`);
    return answers[name](arg) as A;
  };
  const ports: KeeperPorts = {
    storage: {
      get: <T>(name: string) => (disk.has(name) ? (JSON.parse(disk.get(name) ?? '') as T) : undefined),
      put: (name, value) => {
        state.unsynced = true;
        disk.set(name, JSON.stringify(value));
      },
      delete: (name) => void disk.delete(name),
      list: <T>(prefix: string) =>
        [...disk].filter(([name]) => name.startsWith(prefix)).map(([, value]) => JSON.parse(value) as T),
      sync: async () => {
        state.unsynced = false;
      },
      setAlarm: (at) => {
        state.alarm = at;
      },
    },
    clock: {
      now: () => state.now,
      wait: async (ms) => {
        state.now += ms;
      },
    },
    tiktok: {
      refresh: (token) => record('refresh', token),
      revoke: (token) => record('revoke', token),
      creatorInfo: (token) => record('creatorInfo', token),
    },
    keyring: ring,
    rows: {
      write: async (news) => {
        if (state.rowsDown) throw new Error('D1 is away');
        told.push(news);
      },
    },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
  /** A new instance over the same disk, as after a crash or a deploy. */
  const wake = async (keyring = ring) => {
    const keeper = new AccountKeeper({ ...ports, keyring });
    await keeper.load();
    return keeper;
  };
  return { disk, asked, told, answers, state, wake };
}

const one = { workspaceId: ONE, linkId: L1 };
const two = { workspaceId: TWO, linkId: L2 };
async function connected(ring: Keyring = RING, first: Grant = grant(0)) {
  const w = world(ring);
  const keeper = await w.wake();
  await keeper.linkWorkspace({ openId: OPEN_ID, ...one, grant: first });
  return { ...w, keeper };
}
/** A promise the test settles when it likes. */
const deferred = <T>() => Promise.withResolvers<T>();
const turns = async () => {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setTimeout(resolve, 0));
};

describe('a token', () => {
  it('is handed out as long as it is fresh, without asking TikTok', async () => {
    const { keeper, asked } = await connected();
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.0' });
    expect(asked).toEqual([]);
  });

  it('is refreshed once however many ask, and all get the new one', async () => {
    const { keeper, state, asked, answers } = await connected();
    state.now += 2 * HOUR - 9 * MINUTE;
    const answer = deferred<Told<Grant>>();
    answers.refresh = () => answer.promise;
    const all = [keeper.token(one), keeper.token(one), keeper.token(one)];
    await turns();
    all.push(keeper.token(one));
    answer.resolve(ok(grant(1)));
    for (const got of await Promise.all(all)) expect(got).toEqual({ ok: true, accessToken: 'act.1' });
    expect(asked).toEqual(['refresh rft.0']);
  });

  it('is fresh for a quarter of its life when TikTok gives short ones', async () => {
    const { keeper, state, asked } = await connected(RING, grant(0, { expiresIn: 600 }));
    state.now += 440_000;
    await keeper.token(one);
    expect(asked).toEqual([]);
    state.now += 20_000;
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.1' });
  });

  it('is durable before anybody gets it', async () => {
    const { keeper, state, wake } = await connected();
    state.now += 2 * HOUR;
    await keeper.token(one);
    expect(state.unsynced).toBe(false);
    expect(await (await wake()).token(one)).toEqual({ ok: true, accessToken: 'act.1' });
  });

  it('that TikTok calls dead is replaced; one that was replaced meanwhile is not refreshed again', async () => {
    const { keeper, asked } = await connected();
    expect(await keeper.token(one, 'act.0')).toEqual({ ok: true, accessToken: 'act.1' });
    expect(await keeper.token(one, 'act.0')).toEqual({ ok: true, accessToken: 'act.1' });
    expect(asked).toEqual(['refresh rft.0']);
  });

  it('keeps its refresh token and its end when TikTok sends none anew', async () => {
    const { keeper, asked, answers } = await connected();
    answers.refresh = async () => ok(grant(1, { refreshToken: null, refreshExpiresIn: null }));
    await keeper.token(one, 'act.0');
    answers.refresh = async () => ok(grant(2));
    await keeper.token(one, 'act.1');
    expect(asked).toEqual(['refresh rft.0', 'refresh rft.0']);
  });

  it('is refused under a foreign, unknown or closed link, and without the permission to post', async () => {
    const { keeper } = await connected();
    for (const link of [two, { workspaceId: ONE, linkId: L2 }, { workspaceId: TWO, linkId: L1 }]) {
      expect(await keeper.token(link)).toEqual({ ok: false, reason: 'disconnected' });
      expect(await keeper.mayPublish(link)).toBe(false);
      expect(await keeper.creatorInfo(link, 0)).toEqual({ ok: false, denied: 'disconnected' });
    }
    const { keeper: bare } = await connected(RING, grant(0, { scopes: ['user.info.basic'] }));
    expect(await bare.token(one)).toEqual({ ok: false, reason: 'permission_missing' });
  });
});

describe('a refresh', () => {
  it('overtaken by a reconnect changes nothing, and those who waited get the new connection’s token', async () => {
    const { keeper, answers, disk } = await connected();
    const answer = deferred<Told<Grant>>();
    answers.refresh = () => answer.promise;
    const waiting = keeper.token(one, 'act.0');
    await turns();
    await keeper.linkWorkspace({ openId: OPEN_ID, ...one, grant: grant('new') });
    answer.resolve(ok(grant('old')));
    expect(await waiting).toEqual({ ok: true, accessToken: 'act.new' });
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.new' });
    expect(disk.get('account')).toContain('"refreshing":null');
  });

  it('of a connection that was replaced is not waited for by those who need the new one refreshed', async () => {
    const { keeper, answers } = await connected();
    answers.refresh = () => new Promise(() => {});
    void keeper.token(one, 'act.0');
    await turns();
    await keeper.linkWorkspace({ openId: OPEN_ID, ...one, grant: grant('new') });
    answers.refresh = async () => ok(grant('newer'));
    expect(await keeper.token(one, 'act.new')).toEqual({ ok: true, accessToken: 'act.newer' });
  });

  it('refused after it was overtaken by a reconnect signs nobody out', async () => {
    const { keeper, answers } = await connected();
    const answer = deferred<Told<Grant>>();
    answers.refresh = () => answer.promise;
    const waiting = keeper.token(one, 'act.0');
    await turns();
    await keeper.linkWorkspace({ openId: OPEN_ID, ...one, grant: grant('new') });
    answer.resolve(refused('invalid_grant'));
    expect(await waiting).toEqual({ ok: true, accessToken: 'act.new' });
    expect(await keeper.mayPublish(one)).toBe(true);
  });

  it('whose answer was lost is asked once more with the old token', async () => {
    const { keeper, asked, answers } = await connected();
    const given = [lost, ok(grant(1))];
    answers.refresh = async () => given.shift() ?? lost;
    expect(await keeper.token(one, 'act.0')).toEqual({ ok: true, accessToken: 'act.1' });
    expect(asked).toEqual(['refresh rft.0', 'refresh rft.0']);
  });

  it('that had been taken when its answer was lost needs a reconnect, told once to each workspace', async () => {
    const { keeper, answers, told } = await connected();
    await keeper.linkWorkspace({ openId: OPEN_ID, ...two, grant: grant(0) });
    const given = [lost, refused('invalid_grant')];
    answers.refresh = async () => given.shift() ?? lost;
    expect(await keeper.token(one, 'act.0')).toEqual({ ok: false, reason: 'reconnect_needed' });
    expect(await keeper.token(two)).toEqual({ ok: false, reason: 'reconnect_needed' });
    expect(await keeper.mayPublish(one)).toBe(false);
    await keeper.alarm();
    await keeper.alarm();
    expect(told).toHaveLength(1);
    expect(told[0]?.lostLinks).toEqual([L1, L2]);
  });

  it('in which the object died is begun again by the next instance', async () => {
    const { keeper, answers, wake, state, asked } = await connected();
    answers.refresh = () => new Promise(() => {});
    void keeper.token(one, 'act.0');
    await turns();
    answers.refresh = async () => ok(grant(1));
    state.now += 5_000;
    expect(await (await wake()).token(one, 'act.0')).toEqual({ ok: true, accessToken: 'act.1' });
    expect(asked).toEqual(['refresh rft.0', 'refresh rft.0']);
  });

  it.each(['invalid_client', 'invalid_request', 'server_error', 'never_seen'])(
    'refused for %s, which is not the user’s doing, signs nobody out and is not hammered',
    async (code) => {
      const { keeper, answers, asked, state } = await connected();
      answers.refresh = async () => refused(code);
      for (let i = 0; i < 5; i++)
        expect(await keeper.token(one, 'act.0')).toEqual({ ok: false, reason: 'unavailable' });
      expect(asked).toHaveLength(1);
      expect(await keeper.mayPublish(one)).toBe(true);
      answers.refresh = async () => ok(grant(1));
      state.now += MINUTE;
      expect((await keeper.token(one, 'act.0')).ok).toBe(true);
    },
  );

  it('that fails leaves a token which still works in use', async () => {
    const { keeper, answers, state } = await connected();
    answers.refresh = async () => refused('server_error');
    state.now += 2 * HOUR - 5 * MINUTE;
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.0' });
    state.now += 5 * MINUTE;
    expect(await keeper.token(one)).toEqual({ ok: false, reason: 'unavailable' });
  });

  it('answered with another account’s tokens is not believed', async () => {
    const { keeper, answers } = await connected();
    answers.refresh = async () => ok(grant(1, { openId: 'somebody-else' }));
    expect((await keeper.token(one, 'act.0')).ok).toBe(false);
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.0' });
  });

  it('comes ahead of the token’s end, and of a booked post, by alarm', async () => {
    const { keeper, state, asked } = await connected();
    await keeper.alarm();
    expect(state.alarm).toBe(NOON + 2 * HOUR - 15 * MINUTE);
    await keeper.book('post_1' as PostId, ONE, NOON + 2 * HOUR - 5 * MINUTE);
    expect(state.alarm).toBe(NOON + 2 * HOUR - 17 * MINUTE);
    state.now = NOON + 2 * HOUR - 17 * MINUTE;
    await keeper.alarm();
    expect(asked).toEqual(['refresh rft.0']);
    expect(state.alarm).toBeGreaterThan(state.now + HOUR);
  });

  it('comes once for a post whose time a short-lived token cannot reach anyway', async () => {
    const { keeper, state } = await connected(RING, grant(0, { expiresIn: 600 }));
    await keeper.alarm();
    await keeper.book('post_1' as PostId, ONE, NOON + 5 * MINUTE);
    expect(state.alarm).toBe(NOON + 5 * MINUTE);
  });

  it('that keeps failing ahead of time is tried ever more rarely, and never in the past', async () => {
    const { keeper, state, answers, asked } = await connected();
    answers.refresh = async () => refused('invalid_client');
    state.now += 2 * HOUR;
    for (let i = 0; i < 20; i++) {
      await keeper.alarm();
      expect(state.alarm).toBeGreaterThan(state.now);
      state.now = state.alarm ?? state.now;
    }
    expect(asked.length).toBeLessThanOrEqual(21);
    expect(state.now).toBeGreaterThan(NOON + 4 * HOUR);
  });
});

describe('a link', () => {
  it('is closed first when its workspace disconnects; other workspaces keep theirs', async () => {
    const { keeper, asked } = await connected();
    await keeper.linkWorkspace({ openId: OPEN_ID, ...two, grant: grant(0) });
    await keeper.disconnect(one);
    expect(await keeper.mayPublish(one)).toBe(false);
    expect(await keeper.token(one)).toEqual({ ok: false, reason: 'disconnected' });
    expect((await keeper.token(two)).ok).toBe(true);
    await keeper.alarm();
    expect(asked).toEqual([]);
  });

  it('that was the last takes the tokens along: forgotten at once, revoked at TikTok until it agrees', async () => {
    const { keeper, asked, answers, state, disk } = await connected();
    answers.revoke = async () => lost;
    await keeper.disconnect(one);
    expect(state.unsynced).toBe(false);
    await keeper.alarm();
    answers.revoke = async () => ok(null);
    state.now = state.alarm ?? 0;
    await keeper.alarm();
    expect(asked).toEqual(['revoke act.0', 'revoke act.0']);
    expect(disk.get('account')).toContain('"revoking":null');
    expect(disk.get('account')).toContain('"grant":null');
  });

  it('closed by a disconnect is never revived: a new connection gets a new one', async () => {
    const { keeper } = await connected();
    await keeper.disconnect(one);
    const again = await keeper.linkWorkspace({
      openId: OPEN_ID,
      workspaceId: ONE,
      linkId: L3,
      grant: grant(1),
    });
    expect(again.linkId).toBe(L3);
    expect(await keeper.mayPublish(one)).toBe(false);
    expect(await keeper.mayPublish({ workspaceId: ONE, linkId: L3 })).toBe(true);
  });

  it('lost at TikTok is revived by its own workspace’s reconnect, and by no other', async () => {
    const { keeper } = await connected();
    await keeper.linkWorkspace({ openId: OPEN_ID, ...two, grant: grant(0) });
    await keeper.accessLost('removed');
    const again = await keeper.linkWorkspace({
      openId: OPEN_ID,
      workspaceId: ONE,
      linkId: L3,
      grant: grant(1),
    });
    expect(again.linkId).toBe(L1);
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.1' });
    expect(await keeper.token(two)).toEqual({ ok: false, reason: 'reconnect_needed' });
  });

  it('disconnected while a refresh is out stays closed, and the late tokens are dropped', async () => {
    const { keeper, answers, disk } = await connected();
    const answer = deferred<Told<Grant>>();
    answers.refresh = () => answer.promise;
    const waiting = keeper.token(one, 'act.0');
    await turns();
    await keeper.disconnect(one);
    answer.resolve(ok(grant(1)));
    expect(await waiting).toEqual({ ok: false, reason: 'disconnected' });
    expect(disk.get('account')).toContain('"grant":null');
  });
});

describe('what is stored', () => {
  it('holds no token in plain text, and boxes of another account do not open', async () => {
    const { keeper, disk } = await connected();
    await keeper.token(one, 'act.0');
    expect([...disk.values()].join()).not.toMatch(/act\.|rft\./);
    const box = await seal(RING, OPEN_ID, 'act.9');
    expect(await unseal(RING, OPEN_ID, box)).toBe('act.9');
    expect(await unseal(RING, 'another', box)).toBeUndefined();
    expect((await seal(RING, OPEN_ID, 'act.9')).iv).not.toBe(box.iv);
  });

  it('is sealed with the new key when the object wakes after a rotation, so that the old key can go', async () => {
    const { wake, disk, asked } = await connected();
    const both: Keyring = { current: 'b', keys: { a: key(1), b: key(2) } };
    expect(await (await wake(both)).token(one)).toEqual({ ok: true, accessToken: 'act.0' });
    expect(disk.get('account')).not.toContain('"key":"a"');
    const keeper = await wake({ current: 'b', keys: { b: key(2) } });
    expect(await keeper.token(one)).toEqual({ ok: true, accessToken: 'act.0' });
    expect(asked).toEqual([]);
  });

  it('under a key that is gone asks for a reconnect, forgets nothing, and works again when the key is back', async () => {
    const { wake, state } = await connected();
    const keeper = await wake({ current: 'b', keys: { b: key(2) } });
    expect(await keeper.token(one)).toEqual({ ok: false, reason: 'reconnect_needed' });
    state.now += 2 * HOUR;
    await keeper.alarm();
    expect(state.alarm).toBeGreaterThan(state.now);
    state.now -= 2 * HOUR;
    expect(await (await wake()).token(one)).toEqual({ ok: true, accessToken: 'act.0' });
  });

  it('by a newer version is not touched by an older one', async () => {
    const { disk, wake } = await connected();
    disk.set('account', (disk.get('account') ?? '').replace('"schema":1', '"schema":2'));
    await expect(wake()).rejects.toThrow('schema 2');
  });

  it('reaches D1 when D1 is back, and fails nothing meanwhile', async () => {
    const { keeper, state, told } = await connected();
    state.rowsDown = true;
    await keeper.alarm();
    await keeper.alarm();
    expect((await keeper.token(one)).ok).toBe(true);
    state.rowsDown = false;
    state.now = state.alarm ?? 0;
    await keeper.alarm();
    expect(told).toMatchObject([
      { liveLinks: [L1], lostLinks: [], grant: { accessExpiresAt: NOON + 2 * HOUR } },
    ]);
  });
});

describe('creator_info', () => {
  const info: CreatorInfo = {
    username: 'slowoven',
    nickname: 'Slow Oven',
    avatarUrl: '',
    privacyOptions: ['SELF_ONLY'],
    commentDisabled: false,
    duetDisabled: true,
    stitchDisabled: true,
    maxVideoSeconds: 300,
    at: new Date(NOON).toISOString(),
  };

  it('is asked once for those who ask together, and again only when it is too old', async () => {
    const { keeper, asked, answers, state } = await connected();
    answers.creatorInfo = async () => ok({ ...info, at: new Date(state.now).toISOString() });
    await Promise.all([keeper.creatorInfo(one, 0), keeper.creatorInfo(one, 0)]);
    state.now += MINUTE;
    await keeper.creatorInfo(one, MINUTE);
    expect(asked).toEqual(['creatorInfo act.0']);
    state.now += 1;
    expect(await keeper.creatorInfo(one, MINUTE)).toMatchObject({
      ok: true,
      value: { username: 'slowoven' },
    });
    expect(asked).toHaveLength(2);
  });

  it('with a dead token is asked once more with a fresh one; dead again means reconnect', async () => {
    const { keeper, asked, answers } = await connected();
    answers.refresh = async () => ok(grant(1));
    answers.creatorInfo = async () => ({ ok: false, trouble: unreadable('html', 401), serverDate: null });
    expect(await keeper.creatorInfo(one, 0)).toEqual({ ok: false, denied: 'reconnect_needed' });
    expect(asked).toEqual(['creatorInfo act.0', 'refresh rft.0', 'creatorInfo act.1']);
  });
});

describe('the pace of calls', () => {
  it('leaves six inits a minute through and tells the seventh how long to wait', async () => {
    const { keeper, state, wake } = await connected();
    for (let i = 0; i < 6; i++) expect(await keeper.take('init')).toBe(0);
    expect(await keeper.take('status')).toBe(0);
    state.now += 45_000;
    const again = await wake(); // the count survives the instance
    expect(await again.take('init')).toBe(15_500);
  });

  it('takes no place that is too far off to wait for, so that the others do not move back', async () => {
    const { keeper, state } = await connected();
    for (let i = 0; i < 6; i++) await keeper.take('init');
    for (let i = 0; i < 50; i++) expect(await keeper.take('init')).toBe(60_500);
    state.now += 60_500;
    expect(await keeper.take('init')).toBe(0);
  });

  it('begins posts that are due together minute by minute earlier, and a post keeps one booking', async () => {
    const { keeper } = await connected();
    const offsets: number[] = [];
    for (let i = 0; i < 12; i++) offsets.push(await keeper.book(`post_${i}` as PostId, ONE, NOON + HOUR));
    expect(offsets).toEqual([0, 0, 0, 0, 0, ...Array(5).fill(MINUTE), 2 * MINUTE, 2 * MINUTE]);
    expect(await keeper.book('post_0' as PostId, ONE, NOON + HOUR)).toBe(0);
    expect(await keeper.postsIn24h(NOON + HOUR)).toBe(12);
    await keeper.unbook('post_0' as PostId);
    expect(await keeper.postsIn24h(NOON + HOUR)).toBe(11);
    expect(await keeper.postsIn24h(NOON + 25 * HOUR)).toBe(0);
  });
});
