import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { clip } from '../../test/fixtures/clips.ts';
import { beginUpload, complete, putPart, sendParts, uploadFile } from '../../test/support/files.ts';
import { APP_URL, call, signedInPerson } from '../../test/support/people.ts';
import type { MediaId, WorkspaceId } from '../contract/ids.ts';
import type { Media, MediaPage, Problem } from '../contract/index.ts';
import { findReadyMedia, notePublication, pinMedia } from '../db/media.ts';
import { makeDeps } from '../deps.ts';
import { openFile, signFile } from '../media/links.ts';
import { MediaTrouble, mediaKey, posterKey, readRange } from '../media/store.ts';
import { checkMedia, finishChecks } from '../services/media/check-media.ts';
import { getMediaRow } from '../services/media/library.ts';
import { abortStaleUploads, purgeMedia } from '../services/media/purge-media.ts';

const DAY = 24 * 60 * 60 * 1000;
const portrait = clip('portrait.mp4');
const deps = makeDeps(env);
const SECRET = deps.settings.SESSION_SECRET;
const later = (ms: number) => ({ ...deps, clock: { ...deps.clock, now: () => Date.now() + ms } });

/** Somebody with one ready file. */
async function owner(name?: string) {
  const { token, user } = await signedInPerson();
  const media = await uploadFile(token, portrait, name);
  if (!media.url) throw new Error('not ready');
  return {
    token,
    user,
    media,
    url: media.url,
    workspaceId: user.workspace.id,
    key: mediaKey(user.workspace.id, media.id),
  };
}
const status = async (token: string, id: MediaId) => (await call('GET', `/media/${id}`, { token })).status;
const remove = (token: string, id: MediaId) => call('DELETE', `/media/${id}`, { token });

async function insertPost(
  workspaceId: WorkspaceId,
  mediaId: MediaId,
  state: string,
  change: Record<string, unknown> = {},
) {
  const id = deps.newId<string>('post');
  const row = {
    id,
    workspace_id: workspaceId,
    media_id: mediaId,
    created_by: 'user_x',
    status: state,
    findings: '[]',
    created_at: 1,
    updated_at: 1,
    ...change,
  };
  const names = Object.keys(row);
  await env.DB.prepare(`insert into posts (${names}) values (${names.map(() => '?')})`)
    .bind(...Object.values(row))
    .run();
  return id;
}
const setMedia = (id: MediaId, change: string) =>
  env.DB.prepare(`update media set ${change} where id = ?`).bind(id).run();
const get = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  exports.default.fetch(url, { method, headers });
/** For tests that look at the head of an answer only. */
const headOf = async (url: string, headers: Record<string, string>) => {
  const answer = await get(url, headers);
  await answer.arrayBuffer();
  return answer;
};

describe('the library', () => {
  it('lists files newest first, page by page, with what they weigh in all', async () => {
    const { token, user } = await signedInPerson();
    const made: string[] = [];
    for (let i = 0; i < 5; i++) made.unshift((await beginUpload(token, 1000)).mediaId);
    await env.DB.prepare('update media set created_at = 7 where workspace_id = ?')
      .bind(user.workspace.id)
      .run();

    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor && `&cursor=${cursor}`;
      const page: MediaPage = await (
        await call('GET', `/media?limit=2${query}`, { token })
      ).json<MediaPage>();
      expect(page.totalBytes).toBe(5000);
      expect(page.media.length).toBeLessThanOrEqual(2);
      seen.push(...page.media.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual([...made].sort().reverse());
    expect((await call('GET', '/media?cursor=x', { token })).status).toBe(422);
    expect((await call('GET', '/media?limit=100000', { token })).status).toBe(422);
    expect((await call('GET', '/media?limit=999', { token })).status).toBe(200);
  });

  it('filters by state and by use, and counts the posts that show a file', async () => {
    const { token, media, workspaceId } = await owner();
    const unused = await uploadFile(token, portrait);
    await beginUpload(token, 10);
    for (const state of ['draft', 'published']) await insertPost(workspaceId, media.id, state);
    await insertPost(workspaceId, media.id, 'draft', { deleted_at: 1 });

    const ids = async (query: string) =>
      (await (await call('GET', `/media?${query}`, { token })).json<MediaPage>()).media.map(
        ({ id, usedIn }) => [id, usedIn],
      );
    expect(await ids('status=ready')).toEqual([
      [unused.id, 0],
      [media.id, 2],
    ]);
    expect(await ids('status=ready&unused=true')).toEqual([[unused.id, 0]]);
    expect(await ids('status=uploading')).toHaveLength(1);
    const { counts } = await (await call('GET', '/media?limit=1', { token })).json<MediaPage>();
    expect(counts).toEqual({ all: 2, unused: 1, refused: 0 });
    const alone = await (await call('GET', '/media?limit=1&totals=false', { token })).json<MediaPage>();
    expect([alone.media.length, alone.counts, alone.totalBytes]).toEqual([1, undefined, undefined]);
    await setMedia(unused.id, "status = 'rejected'");
    const later = await (await call('GET', '/media?limit=1', { token })).json<MediaPage>();
    expect(later.counts).toEqual({ all: 2, unused: 1, refused: 1 });
  });

  it('keeps a file for good on request, and says when it goes otherwise', async () => {
    const { token, media, workspaceId } = await owner();
    await notePublication(deps.db, workspaceId, media.id, Date.UTC(2026, 10, 7));
    const read = async () => (await call('GET', `/media/${media.id}`, { token })).json<Media>();
    const draft = await insertPost(workspaceId, media.id, 'draft');
    expect((await read()).removedAt, 'a draft still needs it').toBeNull();
    await env.DB.prepare('update posts set deleted_at = 1 where id = ?').bind(draft).run();
    expect((await read()).removedAt).toBe('2026-11-14T00:00:00.000Z');
    const kept = await call('PATCH', `/media/${media.id}`, { token, body: { kept: true } });
    expect(await kept.json()).toMatchObject({ id: media.id, kept: true, removedAt: null });
    expect(
      (await call('PATCH', `/media/${media.id}`, { token, body: { kept: true, status: 'ready' } })).status,
    ).toBe(422);
  });

  it('shows each workspace its own files only', async () => {
    const { media } = await owner();
    const { token } = await signedInPerson();
    const tries = [
      call('GET', `/media/${media.id}`, { token }),
      call('PATCH', `/media/${media.id}`, { token, body: { kept: true } }),
      remove(token, media.id),
      call('GET', '/media/media_1', { token }),
    ];
    for (const answer of await Promise.all(tries)) {
      expect(answer.status).toBe(404);
      expect((await answer.json<Problem>()).detail).toBe('There is no such file.');
    }
    expect((await (await call('GET', '/media', { token })).json<MediaPage>()).media).toEqual([]);
    expect((await call('GET', '/media')).status).toBe(401);
  });
});

describe('a file in use', () => {
  it.each(['draft', 'scheduled', 'publishing', 'outcome_unknown'])(
    'by a %s post is not deleted; the posts are named',
    async (state) => {
      const { token, media, workspaceId } = await owner();
      const post = await insertPost(workspaceId, media.id, state);
      const answer = await remove(token, media.id);
      expect(answer.status).toBe(409);
      expect(await answer.json()).toMatchObject({
        detail: 'A post needs this file.',
        current: { posts: [post] },
      });
      expect(await status(token, media.id)).toBe(200);
    },
  );

  it('by a deleted post is in use until that post’s books are closed', async () => {
    const { token, media, workspaceId } = await owner();
    const post = await insertPost(workspaceId, media.id, 'scheduled', { deleted_at: 1, armed_at: 1 });
    expect((await remove(token, media.id)).status).toBe(409);
    await env.DB.prepare('update posts set armed_at = null where id = ?').bind(post).run();
    expect((await remove(token, media.id)).status).toBe(204);
  });

  it('by a verb at this moment is not deleted either', async () => {
    const { token, media, workspaceId } = await owner();
    expect((await pinMedia(deps.db, workspaceId, media.id, Date.now() + 60_000))?.id).toBe(media.id);
    // A shorter pin never shortens a longer one.
    await pinMedia(deps.db, workspaceId, media.id, 1);
    const answer = await remove(token, media.id);
    expect(answer.status).toBe(409);
    expect((await answer.json<Problem>()).detail).toBe(
      'A post is about to use this file. Try again in a moment.',
    );
  });

  it('by posts that are over is deleted: row, object and address', async () => {
    const { token, media, workspaceId, url, key } = await owner();
    for (const state of ['published', 'failed', 'cancelled']) await insertPost(workspaceId, media.id, state);
    expect((await remove(token, media.id)).status).toBe(204);
    expect(await status(token, media.id)).toBe(404);
    expect(await env.MEDIA.head(key)).toBeNull();
    expect((await get(url)).status).toBe(404);
    expect((await remove(token, media.id)).status).toBe(404);
  });
});

describe('a file that is not ready', () => {
  it('can be neither pinned nor used', async () => {
    const { token, user } = await signedInPerson();
    const { mediaId } = await beginUpload(token, 10);
    expect(await pinMedia(deps.db, user.workspace.id, mediaId, Date.now())).toBeUndefined();
    expect(await findReadyMedia(deps.db, user.workspace.id, mediaId)).toBeUndefined();
    expect((await remove(token, mediaId)).status).toBe(204);
    expect(await (await call('GET', '/uploads', { token })).json()).toEqual({ uploads: [] });
  });

  it('stays in its check while R2 does not answer, and is checked by the sweep later', async () => {
    const { token, media, user } = await owner();
    await setMedia(media.id, "status = 'checking', verdicts = '[]'");
    const silent = {
      ...deps,
      bucket: { get: () => Promise.reject(new Error('down')) } as unknown as R2Bucket,
    };
    const row = await getMediaRow(deps, { workspaceId: user.workspace.id } as never, media.id);
    for (let i = 0; i < 10; i++) expect((await checkMedia(silent, row)).status).toBe('checking');

    await finishChecks(deps);
    expect((await checkRow(media.id)).status).toBe('checking'); // a check this young may still be running
    await finishChecks(later(2 * 60_000));
    expect((await checkRow(media.id)).status).toBe('ready');
    expect(await status(token, media.id)).toBe(200);
  });

  it('is refused when its check never comes back', async () => {
    const { token, media } = await owner();
    await setMedia(media.id, "status = 'checking', checks = 5");
    const found = await (await call('GET', `/media/${media.id}`, { token })).json<Media>();
    expect(found).toMatchObject({ status: 'rejected', verdicts: [{ code: 'unreadable' }] });
  });
});
const checkRow = async (id: MediaId) =>
  (await env.DB.prepare('select status from media where id = ?').bind(id).first<{ status: string }>()) ?? {
    status: '',
  };

describe('a file’s address', () => {
  it('gives the whole file, sealed off from everything else', async () => {
    const { url } = await owner('Café "été" 100%.mp4');
    const answer = await get(url, { origin: APP_URL });
    expect(answer.status).toBe(200);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(portrait);
    const headers = Object.fromEntries(answer.headers);
    expect(headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-length': String(portrait.byteLength),
      'accept-ranges': 'bytes',
      'content-disposition':
        'attachment; filename="Caf_ __t__ 100_.mp4"; filename*=UTF-8\'\'Caf%C3%A9%20%22%C3%A9t%C3%A9%22%20100%25.mp4',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': APP_URL,
    });
    expect(headers['cache-control']).toMatch(/^private/);
  });

  it.each([
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, portrait.byteLength - 1],
    ['bytes=-50', portrait.byteLength - 50, portrait.byteLength - 1],
    ['bytes=30000-9999999', 30_000, portrait.byteLength - 1],
    ['bytes=-99999999', 0, portrait.byteLength - 1],
  ])('gives the part %s', async (range, from, to) => {
    const { url } = await owner();
    const answer = await get(url, { range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${portrait.byteLength}`);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(portrait.slice(from, to + 1));
  });

  it('gives the whole for several parts or nonsense, and nothing beyond the end', async () => {
    const { url } = await owner();
    for (const range of ['bytes=0-1,5-6', 'bytes=5-2', 'bytes=-', 'lines=1-2', 'bytes=a-b'])
      expect((await headOf(url, { range })).status).toBe(200);
    for (const range of [`bytes=${portrait.byteLength}-`, 'bytes=-0']) {
      const answer = await get(url, { range });
      expect(answer.status).toBe(416);
      expect(answer.headers.get('content-range')).toBe(`bytes */${portrait.byteLength}`);
    }
  });

  it('goes on where it was only if the file is the same', async () => {
    const { url } = await owner();
    const head = await get(url, {}, 'HEAD');
    const etag = head.headers.get('etag') ?? '';
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(String(portrait.byteLength));
    expect(await head.text()).toBe('');
    expect((await headOf(url, { range: 'bytes=0-1', 'if-range': etag })).status).toBe(206);
    expect((await headOf(url, { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
    expect((await get(url, { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
  });

  it('stays the same for a quarter of an hour, so that a page loading its data anew keeps its player', async () => {
    const link = { workspaceId: deps.newId<WorkspaceId>('ws'), mediaId: deps.newId<MediaId>('media') };
    const quarter = 1_800_000 * 900;
    const at = (ms: number) => signFile(SECRET, link, quarter + ms);
    expect(await at(1000)).toBe(await at(899_000));
    expect(await at(1000)).not.toBe(await at(901_000));
  });

  it('ends after an hour and a quarter at most, and can’t be made up', async () => {
    const { url } = await owner();
    const word = url.split('/').at(-1) ?? '';
    expect((await openFile(SECRET, word, Date.now() + 59 * 60_000)).ok).toBe(true);
    expect(await openFile(SECRET, word, Date.now() + 76 * 60_000)).toEqual({ ok: false, why: 'expired' });
    expect((await get(`${url}x`)).status).toBe(404);
    const asPart = url.replace('/files/', '/parts/');
    expect((await putPart(asPart, portrait)).status).toBe(404);
  });

  it('gives nothing when the object was changed or lost behind our back', async () => {
    const { url, key } = await owner();
    await env.MEDIA.put(key, 'something else');
    expect((await get(url)).status).toBe(404);
    await env.MEDIA.delete(key);
    expect((await get(url)).status).toBe(404);
  });
});

describe('a ranged read', () => {
  it('tells changed, missing and unreachable apart', async () => {
    const { key, media } = await owner();
    const etag = (await env.MEDIA.head(key))?.etag ?? '';
    const kind = (bucket: Pick<R2Bucket, 'get'>, of: string, with_: string) =>
      readRange(bucket, of, with_, 10, 5).then(
        (object) => object.bytes(),
        (error: unknown) => (error instanceof MediaTrouble ? error.kind : error),
      );
    expect(await kind(env.MEDIA, key, etag)).toEqual(portrait.slice(10, 15));
    expect(await kind(env.MEDIA, key, '0'.repeat(32))).toBe('changed');
    expect(await kind(env.MEDIA, `${media.id}/none`, etag)).toBe('missing');
    expect(await kind({ get: () => Promise.reject(new Error('10001')) } as never, key, etag)).toBe(
      'unreachable',
    );
  });
});

describe('the purge', () => {
  const week = 7 * DAY + 1000;

  it('takes published files after their days, and leaves what is kept, pinned, in use or never published', async () => {
    const { token, workspaceId, media: plain, key } = await owner();
    const upload = () => uploadFile(token, portrait);
    const [kept, pinned, used, young, unpublished] = [
      await upload(),
      await upload(),
      await upload(),
      await upload(),
      await upload(),
    ];
    for (const { id } of [plain, kept, pinned, used])
      await notePublication(deps.db, workspaceId, id, Date.now());
    await notePublication(deps.db, workspaceId, young.id, Date.now() + DAY);
    await call('PATCH', `/media/${kept.id}`, { token, body: { kept: true } });
    await pinMedia(deps.db, workspaceId, pinned.id, Date.now() + week + DAY);
    await insertPost(workspaceId, used.id, 'scheduled');

    await purgeMedia(later(DAY));
    expect(await status(token, plain.id)).toBe(200);
    await purgeMedia(later(week));
    expect(await status(token, plain.id)).toBe(404);
    expect(await env.MEDIA.head(key)).toBeNull();
    for (const { id } of [kept, pinned, used, young, unpublished]) expect(await status(token, id)).toBe(200);
  });

  it('ends deletions a dead worker left behind, and one that fails stops no other', async () => {
    const [first, second] = [await owner(), await owner()];
    await setMedia(first.media.id, "status = 'purging', updated_at = 1");
    await setMedia(second.media.id, "status = 'purging', updated_at = 2");
    const bucket = {
      resumeMultipartUpload: env.MEDIA.resumeMultipartUpload.bind(env.MEDIA),
      delete: (keys: string[]) =>
        keys.includes(first.key) ? Promise.reject(new Error('down')) : env.MEDIA.delete(keys),
    } as unknown as R2Bucket;
    expect(await purgeMedia({ ...deps, bucket })).toBe(1);
    expect((await checkRow(first.media.id)).status).toBe('purging');
    expect((await checkRow(second.media.id)).status).toBe('');
    expect(await purgeMedia(deps)).toBe(1);
    expect(await env.MEDIA.head(first.key)).toBeNull();
  });

  it('aborts uploads nobody finished within a day, parts and all', async () => {
    const { token } = await signedInPerson();
    const stale = await beginUpload(token, portrait.byteLength);
    await sendParts(token, stale, portrait);
    expect(await abortStaleUploads(later(DAY - 3_600_000))).toBe(0);
    expect(await abortStaleUploads(later(DAY + 1000))).toBeGreaterThanOrEqual(1);
    expect((await call('GET', `/uploads/${stale.id}`, { token })).status).toBe(404);
    expect((await complete(token, stale)).status).toBe(404);
    const left = await env.DB.prepare('select count(*) as n from upload_parts where upload_id = ?')
      .bind(stale.id)
      .first();
    expect(left).toEqual({ n: 0 });
  });

  it('reads its candidates by index', async () => {
    const plan = async (query: string) =>
      (await env.DB.prepare(`explain query plan ${query}`).all<{ detail: string }>()).results
        .map(({ detail }) => detail)
        .join('\n');
    const purge =
      "select * from media where status = 'ready' and kept = 0 and published_at < 5 order by published_at limit 50";
    expect(await plan(purge)).toContain('USING INDEX media_purge');
    expect(await plan(purge)).not.toContain('TEMP B-TREE');
    const queue = "select * from media where status = 'purging' order by updated_at limit 50";
    expect(await plan(queue)).toContain('USING INDEX media_by_status');
    const stale =
      "select * from uploads where status = 'open' and expires_at <= 5 order by expires_at limit 25";
    expect(await plan(stale)).toContain('USING INDEX uploads_expiry');
  });
});

/** The head of a JPEG of this size: enough for what looks at its first bytes. */
function jpeg(width: number, height: number, bytes = 64) {
  const data = new Uint8Array(bytes);
  data.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8]);
  data.set([height >> 8, height & 0xff, width >> 8, width & 0xff, 3], 13);
  return data;
}
const sendPoster = (token: string, id: MediaId, bytes: Uint8Array) =>
  exports.default.fetch(`http://api/api/v1/media/${id}/poster`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}` },
    body: bytes,
  });

describe('a poster', () => {
  it('is shown with the file and its posts, by an address of its own that says what it is', async () => {
    const { token, media, workspaceId } = await owner();
    const postId = await insertPost(workspaceId, media.id, 'draft');
    expect(media.posterUrl).toBeNull();
    const picture = jpeg(270, 480);
    const { posterUrl } = await (await sendPoster(token, media.id, picture)).json<Media>();
    const answer = await get(posterUrl ?? '');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(picture);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    for (const path of [`/posts/${postId}`, '/posts', `/posts/${postId}/receipt`])
      expect(await (await call('GET', path, { token })).text()).toContain(posterUrl);
  });

  it('made anew has a new address', async () => {
    const { token, media } = await owner();
    const first = await (await sendPoster(token, media.id, jpeg(270, 480))).json<Media>();
    const second = await (await sendPoster(token, media.id, jpeg(272, 480))).json<Media>();
    expect(second.posterUrl).not.toBe(first.posterUrl);
  });

  it.each([
    ['a script with a picture’s name', new TextEncoder().encode('<svg onload="alert(1)"/>'), 415],
    ['a picture that breaks off', jpeg(270, 480).slice(0, 12), 415],
    ['a picture of one pixel', jpeg(1, 1), 415],
    ['a wall', jpeg(20_000, 20_000), 415],
    ['more than half a megabyte', jpeg(270, 480, 512 * 1024 + 1), 413],
  ])('is never %s', async (_, bytes, expected) => {
    const { token, user } = await signedInPerson();
    const { mediaId } = await beginUpload(token, 10);
    const answer = await sendPoster(token, mediaId, bytes);
    await answer.arrayBuffer();
    expect(answer.status).toBe(expected);
    expect(await env.MEDIA.head(posterKey(user.workspace.id, mediaId))).toBeNull();
  });

  it('goes with its file, and nobody else sets it', async () => {
    const { token, media, workspaceId } = await owner();
    const stranger = await signedInPerson();
    expect((await sendPoster(stranger.token, media.id, jpeg(270, 480))).status).toBe(404);
    const { posterUrl } = await (await sendPoster(token, media.id, jpeg(270, 480))).json<Media>();
    expect((await remove(token, media.id)).status).toBe(204);
    expect(await env.MEDIA.head(posterKey(workspaceId, media.id))).toBeNull();
    expect((await get(posterUrl ?? '')).status).toBe(404);
  });

  it('is not opened by a forged address, nor by that of the file', async () => {
    const { token, media, url } = await owner();
    await (await sendPoster(token, media.id, jpeg(270, 480))).arrayBuffer();
    expect((await get(url.replace('/files/', '/posters/'))).status).toBe(404);
  });
});
