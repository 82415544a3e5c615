import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { connect, eventually, newCreator, ok } from '../../../test/support/creators.ts';
import { call, signedInPerson } from '../../../test/support/people.ts';
import { tiktok } from '../../../test/support/tiktok.ts';
import type { Account, AccountDetail, AccountId, WorkspaceId } from '../../contract/index.ts';
import { listLeftPictures } from '../../db/account-pictures.ts';
import type { Deps } from '../../deps.ts';
import { makeDeps } from '../../deps.ts';
import { openAvatar, signAvatar } from '../../media/links.ts';
import { avatarKey } from '../../media/store.ts';
import type { Got } from '../../outbound/get.ts';
import { dropLeftPictures, dropPicture } from './drop-picture.ts';
import { keepPicture } from './keep-picture.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PATH = `${env.TIKTOK_API_URL}/avatar/somebody.jpeg`;

const rowOf = async (id: string) =>
  (await env.DB.prepare('select * from tiktok_accounts where id = ?').bind(id).first()) as {
    workspace_id: WorkspaceId;
    avatar_etag: string | null;
    avatar_path: string | null;
  };
const which = async (id: AccountId) => ({ id, workspaceId: (await rowOf(id)).workspace_id });
const keyOf = async (id: AccountId) => avatarKey((await rowOf(id)).workspace_id, id);
const get = (url: string) => exports.default.fetch(url);
const shown = (token: string, id: AccountId) => ok<AccountDetail>(call('GET', `/accounts/${id}`, { token }));
const kept = (id: AccountId) =>
  eventually(
    () => rowOf(id),
    ({ avatar_etag }) => avatar_etag !== null,
  );

/** A creator TikTok has no picture of, so that a test gives the first one. */
const without = () => newCreator({ avatarUrl: '' });

/** The head of a JPEG of this size: enough for what looks at its first bytes. */
function jpeg(width: number, height: number) {
  const data = new Uint8Array(64);
  data.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]);
  data.set([height >> 8, height & 0xff, width >> 8, width & 0xff, 3], 13);
  return data;
}
const bytesOf = (text: string) => new Uint8Array(new TextEncoder().encode(text));

/** Everything real but the host of pictures, the clock and the log, which the test reads. */
function world(answer: Got = { bytes: jpeg(168, 168) }, inMs = 0) {
  const asked: string[] = [];
  const logged: string[] = [];
  const real = makeDeps(env);
  const now = () => Date.now() + inMs;
  const warn = (event: string, fields = {}) => void logged.push(JSON.stringify({ event, ...fields }));
  const deps: Deps = {
    ...real,
    clock: { ...real.clock, now },
    log: { ...real.log, warn },
    outbound: {
      ...real.outbound,
      get: async (url) => {
        asked.push(url);
        return answer;
      },
    },
  };
  const creator = (avatarUrl = `${PATH}?x-expires=1`, at = now()) => ({
    avatarUrl,
    at: new Date(at).toISOString(),
  });
  return { deps, asked, logged, creator };
}

describe('a creator’s picture', () => {
  it('is copied when the account is connected, and shown from an address of ours alone', async () => {
    const { token, account } = await newCreator();
    expect(account.avatarUrl, 'the page that comes next has it').not.toBe('');
    const detail = await shown(token, account.id);
    expect(detail.avatarUrl).toMatch(new RegExp(`^${env.API_URL}/avatars/`));
    expect(detail.creatorInfo?.avatarUrl).toBe(detail.avatarUrl);
    const { accounts } = await ok<{ accounts: Account[] }>(call('GET', '/accounts', { token }));
    expect(JSON.stringify([detail, accounts])).not.toContain(env.TIKTOK_API_URL);

    const answer = await get(detail.avatarUrl);
    expect([...new Uint8Array(await answer.arrayBuffer()).slice(1, 4)]).toEqual([...bytesOf('PNG')]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'cache-control': expect.stringMatching(/^private/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
  });

  it('is copied for an account that had none once TikTok is asked about it again', async () => {
    const { token, account, user } = await without();
    expect((await shown(token, account.id)).avatarUrl).toBe('');
    await tiktok.changeUser(user.openId, { avatarUrl: null });
    await eventually(
      () => shown(token, account.id),
      ({ avatarUrl }) => avatarUrl !== '',
    );
    expect((await rowOf(account.id)).avatar_etag).not.toBeNull();
  });

  it.each<[string, Got]>([
    ['SVG', { bytes: bytesOf('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') }],
    ['HTML', { bytes: bytesOf('<!doctype html><script>alert(1)</script>') }],
    ['a picture that breaks off', { bytes: jpeg(168, 168).slice(0, 12) }],
    ['a wall', { bytes: jpeg(20_000, 20_000) }],
    ['more than half a megabyte', { trouble: 'too_large' }],
    ['a way to somewhere else', { trouble: 'refused', status: 302 }],
    ['nothing in time', { trouble: 'too_slow' }],
  ])('is not taken when its address gives %s', async (_, answer) => {
    const { token, account } = await without();
    const { deps, creator, logged } = world(answer);
    await keepPicture(deps, await which(account.id), creator());
    expect(await env.MEDIA.head(await keyOf(account.id))).toBeNull();
    expect((await shown(token, account.id)).avatarUrl).toBe('');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain(account.id);
    expect(logged[0]).not.toContain('x-expires');
  });

  it('is asked of TikTok’s own hosts alone, and the log names another', async () => {
    const { account } = await without();
    const { deps, creator, asked, logged } = world();
    const live = { ...deps, settings: { ...deps.settings, TIKTOK_API_URL: 'https://open.tiktokapis.com' } };
    const id = await which(account.id);
    await keepPicture(live, id, creator('https://pictures.evil.example/a.jpeg?x-expires=1'));
    expect(asked).toEqual([]);
    expect(logged).toEqual([expect.stringMatching(/"why":"host","host":"pictures.evil.example"/)]);
    expect(logged[0]).not.toContain('x-expires');
    const theirs = 'https://p16-sign-va.tiktokcdn.com/tos/a~c5_168x168.jpeg?x-expires=1&x-signature=b';
    await keepPicture(live, id, creator(theirs));
    expect(asked).toEqual([theirs]);
  });
});

describe('a picture that was copied', () => {
  it('is left alone for a day, however often its address is signed anew', async () => {
    const account = await which((await without()).account.id);
    const first = world();
    await keepPicture(first.deps, account, first.creator());
    expect(first.asked).toHaveLength(1);
    const soon = world(undefined, DAY - MINUTE);
    await keepPicture(soon.deps, account, soon.creator(`${PATH}?x-expires=2`));
    expect(soon.asked).toEqual([]);
    const nextDay = world(undefined, DAY + MINUTE);
    await keepPicture(nextDay.deps, account, nextDay.creator());
    expect(nextDay.asked).toHaveLength(1);
  });

  it('is replaced at once when it lies elsewhere, and has another address then', async () => {
    const { token, account } = await without();
    const id = await which(account.id);
    const before = world();
    await keepPicture(before.deps, id, before.creator());
    const { avatarUrl: first } = await shown(token, account.id);
    const after = world({ bytes: jpeg(200, 200) });
    await keepPicture(after.deps, id, after.creator(PATH.replace('somebody', 'smiling')));
    const { avatarUrl: second } = await shown(token, account.id);
    expect(second).not.toBe(first);
    expect(new Uint8Array(await (await get(second)).arrayBuffer())).toEqual(jpeg(200, 200));
  });

  it('stays when it could not be fetched again, which is tried a quarter of an hour later', async () => {
    const { account } = await without();
    const id = await which(account.id);
    const first = world();
    await keepPicture(first.deps, id, first.creator());
    const { avatar_etag } = await rowOf(account.id);
    const failing = world({ trouble: 'no_answer' }, DAY + MINUTE);
    await keepPicture(failing.deps, id, failing.creator());
    await keepPicture(failing.deps, id, failing.creator());
    expect(failing.asked).toHaveLength(1);
    expect((await rowOf(account.id)).avatar_etag).toBe(avatar_etag);
    const again = world(undefined, DAY + 17 * MINUTE);
    await keepPicture(again.deps, id, again.creator());
    expect(again.asked).toHaveLength(1);
  });

  it('is not asked for at an address that TikTok gave hours ago', async () => {
    const account = await which((await without()).account.id);
    const { deps, creator, asked } = world();
    await keepPicture(deps, account, creator(PATH, Date.now() - 2 * 60 * MINUTE));
    expect(asked).toEqual([]);
  });

  it('is fetched once when two look for it together', async () => {
    const account = await which((await without()).account.id);
    const { deps, creator, asked } = world();
    await Promise.all([1, 2, 3].map(() => keepPicture(deps, account, creator())));
    expect(asked).toHaveLength(1);
  });
});

describe('the address of a picture', () => {
  it('ends, can’t be forged, and opens nothing but this picture', async () => {
    const { token, account } = await newCreator();
    await kept(account.id);
    const { avatarUrl } = await shown(token, account.id);
    const signed = avatarUrl.split('/').at(-1) ?? '';
    const { SESSION_SECRET } = makeDeps(env).settings;
    expect(await openAvatar(SESSION_SECRET, signed, Date.now() + 59 * MINUTE)).toMatchObject({ ok: true });
    expect(await openAvatar(SESSION_SECRET, signed, Date.now() + 6 * 60 * MINUTE)).toEqual({
      ok: false,
      why: 'expired',
    });
    // Not the last character: some of its bits are padding.
    const forged = `${avatarUrl.slice(0, -9)}${avatarUrl.at(-9) === 'A' ? 'B' : 'A'}${avatarUrl.slice(-8)}`;
    expect((await get(forged)).status).toBe(404);
    expect((await get(avatarUrl.replace('/avatars/', '/posters/'))).status).toBe(404);
    const link = { workspaceId: (await rowOf(account.id)).workspace_id, accountId: account.id, version: 'v' };
    const old = await signAvatar(SESSION_SECRET, link, Date.now() - DAY);
    expect((await get(`${env.API_URL}/avatars/${old}`)).status).toBe(404);
  });

  it('is told to nobody of another workspace, and signed for theirs it opens nothing', async () => {
    const { account } = await newCreator();
    await kept(account.id);
    const stranger = await signedInPerson();
    expect((await call('GET', `/accounts/${account.id}`, { token: stranger.token })).status).toBe(404);
    const link = { workspaceId: stranger.user.workspace.id, accountId: account.id, version: 'v' };
    const theirs = await signAvatar(makeDeps(env).settings.SESSION_SECRET, link, Date.now());
    expect((await get(`${env.API_URL}/avatars/${theirs}`)).status).toBe(404);
  });
});

describe('the picture of an account that is disconnected', () => {
  it('is gone, and comes again with a new connection', async () => {
    const { token, account, user } = await newCreator();
    await kept(account.id);
    const { avatarUrl } = await shown(token, account.id);
    const key = await keyOf(account.id);
    await ok(call('DELETE', `/accounts/${account.id}`, { token }));
    expect((await shown(token, account.id)).avatarUrl).toBe('');
    expect(
      await eventually(
        () => env.MEDIA.head(key),
        (found) => found === null,
      ),
    ).toBeNull();
    expect((await get(avatarUrl)).status).toBe(404);
    await eventually(
      () => rowOf(account.id),
      ({ avatar_path }) => avatar_path === null,
    );
    await connect(token, user);
    expect((await kept(account.id)).avatar_etag).not.toBeNull();
  });

  it('is removed by the sweep when R2 was away, and found by an index', async () => {
    const { account, token } = await newCreator();
    await kept(account.id);
    const key = await keyOf(account.id);
    const copy = await (await env.MEDIA.get(key))?.bytes();
    await ok(call('DELETE', `/accounts/${account.id}`, { token }));
    await eventually(
      () => rowOf(account.id),
      ({ avatar_path }) => avatar_path === null,
    );
    await env.MEDIA.put(key, copy ?? '');
    await env.DB.prepare(`update tiktok_accounts set avatar_etag = 'e', avatar_path = '/a' where id = ?`)
      .bind(account.id)
      .run();
    const { deps, logged } = world();
    const away = { delete: () => Promise.reject(new Error('away')) } as never;
    await dropPicture({ ...deps, bucket: away }, await which(account.id));
    expect(logged).toEqual([expect.stringContaining('picture_not_removed')]);
    expect((await rowOf(account.id)).avatar_etag).toBe('e');

    await dropLeftPictures(deps);
    expect(await env.MEDIA.head(key)).toBeNull();
    expect((await rowOf(account.id)).avatar_etag).toBeNull();

    const { sql, params } = listLeftPictures(deps.db, 7).toSQL();
    const { results } = await env.DB.prepare(`explain query plan ${sql}`)
      .bind(...params)
      .all<{ detail: string }>();
    expect(results.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/USING INDEX tiktok_accounts_left_pictures/),
    ]);
  });

  it('leaves nothing when it arrives after that', async () => {
    const { account, token } = await without();
    const id = await which(account.id);
    const { deps, creator } = world();
    const late: Deps = {
      ...deps,
      outbound: {
        ...deps.outbound,
        get: async () => {
          await ok(call('DELETE', `/accounts/${account.id}`, { token }));
          return { bytes: jpeg(168, 168) };
        },
      },
    };
    await keepPicture(late, id, creator());
    expect(await env.MEDIA.head(await keyOf(account.id))).toBeNull();
    expect((await rowOf(account.id)).avatar_etag).toBeNull();
  });
});
