import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  clipOf,
  draft,
  eventually,
  inMs,
  newCreator,
  ok,
  readPost,
  schedule,
} from '../../../test/support/creators.ts';
import { beginUpload, uploadFile } from '../../../test/support/files.ts';
import { confirmAddress, linkTo, mailsTo } from '../../../test/support/mails.ts';
import { call, newPerson, signedInPerson } from '../../../test/support/people.ts';
import { readZip } from '../../../test/support/zip.ts';
import type { DeletionBegun, User } from '../../contract/index.ts';
import { forgottenTables } from '../../db/erasure.ts';
import { makeDeps } from '../../deps.ts';
import { avatarKey } from '../../media/store.ts';
import { eraseLeavers } from './erase.ts';

const DAY = 86_400_000;
const PASSWORD = 'plum tarts on sundays';
const readMe = async (token: string) => ok<User>(call('GET', '/me', { token }));
const later = (ms: number) => {
  const deps = makeDeps(env);
  return { ...deps, clock: { ...deps.clock, now: () => Date.now() + ms } };
};
const begin = (token: string, username: string, password = PASSWORD) =>
  call('DELETE', '/me', { token, body: { username, password } });

describe('a person’s data', () => {
  const exportOf = async (token: string) => {
    const { url } = await ok<{ url: string }>(call('POST', '/me/export', { token }));
    return exports.default.fetch(url);
  };

  it('come as a ZIP with everything they made, and no secret', async () => {
    const creator = await newCreator();
    const video = await uploadFile(creator.token, clipOf(), '../../plum "tart" 🥧.mp4');
    const post = await draft(creator, { mediaId: video.id, caption: 'a caption to take along' });
    await schedule(creator, post);
    const answer = await exportOf(creator.token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="tiktimer-\d{4}-/);
    const files = readZip(new Uint8Array(await answer.arrayBuffer()));
    const json = (name: string) => JSON.parse(new TextDecoder().decode(files.get(name))) as never;

    const me = await readMe(creator.token);
    expect(json('profile.json')).toMatchObject({ email: me.email, username: me.username });
    expect(json('accounts.json')).toMatchObject([{ id: creator.account.id, status: 'connected' }]);
    expect(json('posts.json')).toMatchObject([
      { id: post.id, caption: 'a caption to take along', status: 'scheduled' },
    ]);
    expect(json('media.json')).toMatchObject([{ id: video.id }]);
    expect(json('notices.json')).toEqual([]);
    const [name] = [...files.keys()].filter((each) => each.startsWith('videos/'));
    expect(name).toMatch(/^videos\/[0-9a-z]{8}-plum-tart-.mp4$/);
    expect(files.get(name ?? '')).toEqual(clipOf());

    const row = await env.DB.prepare('select password_hash from users where id = ?')
      .bind(me.id)
      .first<{ password_hash: string }>();
    const all = [...files]
      .filter(([each]) => each.endsWith('.json'))
      .map(([, bytes]) => new TextDecoder().decode(bytes))
      .join();
    for (const secret of [row?.password_hash ?? '', creator.token, 'tokenHash', 'token_hash'])
      expect(all).not.toContain(secret);
  });

  it('say which file is not there any more, and hold all others', async () => {
    const creator = await newCreator();
    const [gone, there] = [
      await uploadFile(creator.token, clipOf()),
      await uploadFile(creator.token, clipOf()),
    ];
    const { key } = (await env.DB.prepare('select key from media where id = ?')
      .bind(gone.id)
      .first<{ key: string }>()) ?? { key: '' };
    await env.MEDIA.delete(key);
    const files = readZip(new Uint8Array(await (await exportOf(creator.token)).arrayBuffer()));
    expect(new TextDecoder().decode(files.get('not-included.json'))).toContain(gone.id);
    expect([...files.keys()].filter((name) => name.includes(there.id.slice(-8)))).toHaveLength(1);
  });

  it('are at an address that expires, can’t be forged, and is worth nothing once its person is gone', async () => {
    const { token, user } = await signedInPerson();
    const { url } = await ok<{ url: string }>(call('POST', '/me/export', { token }));
    // Not the last character: some of its bits are padding.
    const forged = `${url.slice(0, -9)}${url.at(-9) === 'A' ? 'B' : 'A'}${url.slice(-8)}`;
    expect((await exports.default.fetch(forged)).status).toBe(404);
    await env.DB.prepare('update users set is_active = 0 where id = ?').bind(user.id).run();
    expect((await exports.default.fetch(url)).status).toBe(404);
  });
});

describe('an address of an export', () => {
  const signIn = async (login: string) =>
    ok<{ token: string }>(call('POST', '/sessions', { body: { login, password: PASSWORD } }));
  const link = async (token: string) =>
    (await ok<{ url: string }>(call('POST', '/me/export', { token }))).url;
  const opens = async (url: string) => (await exports.default.fetch(url)).status === 200;

  it('is worth nothing once the device that asked for it has signed out, and outlives others', async () => {
    const { token, user } = await signedInPerson();
    const other = await signIn(user.username);
    const [mine, theirs] = [await link(token), await link(other.token)];
    expect([await opens(mine), await opens(theirs)]).toEqual([true, true]);
    await call('DELETE', '/sessions/current', { token });
    expect([await opens(mine), await opens(theirs)]).toEqual([false, true]);
  });

  it('ends with every sign-in when the password is set anew', async () => {
    const { token, input } = await signedInPerson();
    const url = await link(token);
    await call('POST', '/password-resets', { body: { email: input.email } });
    const body = { token: await linkTo(input.email, 'reset_password'), password: `${PASSWORD} again` };
    expect((await call('POST', '/password-resets/complete', { body })).status).toBe(204);
    expect(await opens(url)).toBe(false);
  });

  it('ends with an old client’s tokens when one of those asked for it', async () => {
    const { input } = await newPerson();
    const form = new URLSearchParams({ username: input.username, password: input.password });
    const old = await exports.default.fetch('http://api/token', { method: 'POST', body: form });
    const { access_token } = await old.json<{ access_token: string }>();
    const url = await link(access_token);
    expect(await opens(url)).toBe(true);
    const headers = { authorization: `Bearer ${access_token}` };
    await exports.default.fetch('http://api/auth/logout', { method: 'POST', headers });
    expect(await opens(url)).toBe(false);
  });
});

describe('leaving', () => {
  it('needs the username and the password, cancels what is scheduled at once, and counts it', async () => {
    const creator = await newCreator();
    const me = await readMe(creator.token);
    await confirmAddress(me.email);
    const post = await draft(creator);
    await schedule(creator, post, { publishAt: inMs(DAY) });
    expect((await begin(creator.token, 'somebody')).status).toBe(422);
    expect((await begin(creator.token, me.username, 'not this one')).status).toBe(422);
    expect((await readPost(creator, post.id)).status).toBe('scheduled');

    const begun = await ok<DeletionBegun>(begin(creator.token, me.username));
    expect(begun).toMatchObject({ cancelled: 1, tooLate: [] });
    expect(Date.parse(begun.deletesAt) - Date.now()).toBeGreaterThan(29 * DAY);
    expect((await readPost(creator, post.id)).status).toBe('cancelled');
    expect(await mailsTo(me.email, 'deletion_begun')).toHaveLength(1);
    const again = await ok<DeletionBegun>(begin(creator.token, me.username));
    expect(again, 'a repeat changes nothing').toEqual({ ...begun, cancelled: 0 });
  });

  it('can be taken back for 30 days, and then nothing is erased', async () => {
    const { token, user } = await signedInPerson();
    await ok(begin(token, user.username));
    expect((await readMe(token)).deletesAt).not.toBeNull();
    await eraseLeavers(later(29 * DAY));
    expect((await ok<User>(call('POST', '/me/keep', { token }))).deletesAt).toBeNull();
    await eraseLeavers(later(31 * DAY));
    expect((await readMe(token)).id).toBe(user.id);
  });

  it('is not for the owner of a workspace in which others work', async () => {
    const [owner, guest] = await Promise.all([signedInPerson(), signedInPerson()]);
    await env.DB.prepare(
      'insert into memberships (workspace_id, user_id, role, created_at) values (?, ?, ?, ?)',
    )
      .bind(owner.user.workspace.id, guest.user.id, 'viewer', Date.now())
      .run();
    expect((await begin(owner.token, owner.user.username)).status).toBe(409);
    expect((await begin(guest.token, guest.user.username)).status).toBe(200);
  });

  it('covers every table there is', () => {
    expect(forgottenTables()).toEqual([]);
  });
});

describe('an erased person', () => {
  const CANARY = `canary${crypto.randomUUID().slice(0, 8)}`;
  let ids: string[];
  let before: Map<string, Record<string, unknown>[]>;

  const tables = async () => {
    const { results } = await env.DB.prepare(
      "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '_cf_%' and name not like 'd1_%'",
    ).all<{ name: string }>();
    const all = new Map<string, Record<string, unknown>[]>();
    for (const { name } of results)
      all.set(name, (await env.DB.prepare(`select * from "${name}"`).all()).results);
    return all;
  };
  const traces = async (words: string[]) => {
    const found: string[] = [];
    for (const [name, rows] of await tables())
      for (const word of words) if (JSON.stringify(rows).includes(word)) found.push(`${word} in ${name}`);
    for (const { key } of (await env.MEDIA.list()).objects)
      for (const word of words)
        if (key.includes(word) && !key.startsWith('erasures/')) found.push(`${word} in ${key}`);
    return found;
  };

  beforeAll(async () => {
    const creator = await newCreator();
    const { id, workspace, email } = await readMe(creator.token);
    await ok(call('PATCH', '/me', { token: creator.token, body: { username: CANARY } }));
    const post = await draft(creator, { caption: CANARY });
    await schedule(creator, post, { publishAt: inMs(DAY) });
    await beginUpload(creator.token, 20_000_000, `${CANARY}.mp4`);
    ids = [id, workspace.id, email, creator.account.id, post.id, creator.user.openId, CANARY];
    const picture = avatarKey(workspace.id, creator.account.id);
    expect(await eventually(() => env.MEDIA.head(picture), Boolean)).not.toBeNull();
    await ok(begin(creator.token, CANARY));
    before = await tables();
  });

  it('is in no table and under no key, and their key at TikTok is revoked', async () => {
    expect((await traces(ids)).length).toBeGreaterThan(5);
    // A death in between: the first run loses the database half-way, the next goes on.
    const deps = later(31 * DAY);
    let calls = 0;
    const dying = {
      ...deps.db,
      run: (...given: never[]) =>
        ++calls > 2
          ? Promise.reject(new Error('gone'))
          : (deps.db.run as never as (...a: never[]) => unknown)(...given),
    };
    await eraseLeavers({
      ...deps,
      db: Object.assign(Object.create(deps.db), { run: dying.run }) as typeof deps.db,
    });
    expect((await traces(ids)).length).toBeGreaterThan(0);
    await eraseLeavers(deps);
    // The ledger keeps a post's id and how it ended: a restored database must not publish it again.
    expect((await traces(ids)).filter((trace) => !trace.includes('ledger/'))).toEqual([]);
    const openId = ids[5] ?? '';
    const link = { workspaceId: ids[1] as never, linkId: 'link' as never };
    expect(await deps.account(openId).token(link)).toMatchObject({ ok: false });
  });

  it('is erased again when the database is restored', async () => {
    for (const name of ['users', 'workspaces', 'memberships', 'posts'])
      for (const row of (before.get(name) ?? []).filter((each) =>
        ids.some((id) => JSON.stringify(each).includes(id)),
      )) {
        const columns = Object.keys(row).filter((column) => column !== 'needs_you'); // computed
        // As it was before they asked for it.
        const values = columns.map((column) => (column === 'deletion_requested_at' ? null : row[column]));
        await env.DB.prepare(
          `insert into "${name}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        )
          .bind(...values)
          .run();
      }
    expect((await traces(ids)).length).toBeGreaterThan(0);
    await eraseLeavers(later(32 * DAY + 7_200_000));
    expect((await traces(ids)).filter((trace) => !trace.includes('ledger/'))).toEqual([]);
  });
});
