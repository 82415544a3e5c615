import { env } from 'cloudflare:workers';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, signedInPerson } from '../../test/support/people.ts';
import type {
  AccountId,
  Finding,
  MediaId,
  NoticeId,
  NoticePage,
  Post,
  PostCounts,
  PostId,
  PostPage,
  PostStatus,
  PrivacyLevel,
  UserId,
  WorkspaceId,
} from '../contract/index.ts';
import { POST_STATUSES } from '../contract/index.ts';
import { countUnread, listNotices, markRead } from '../db/notices.ts';
import type { PostFilter } from '../db/post-lists.ts';
import {
  countPosts,
  handovers,
  needsYouCount,
  placeOf,
  postsOfMedia,
  waitingByAccount,
  walks,
} from '../db/post-lists.ts';
import type { StoredFailure } from '../db/schema.ts';
import { media, notifications, posts } from '../db/schema.ts';
import { openDb } from '../deps.ts';
import { newId } from '../domain/ids.ts';

const db = openDb(env.DB);
const HOUR = 3_600_000;
const NOON = Date.parse('2026-11-01T12:00:00Z');
const idOf = <Id extends string>(prefix: string) =>
  newId<Id>(prefix, NOON, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

type Person = Awaited<ReturnType<typeof signedInPerson>>;
interface Given {
  privacy?: PrivacyLevel;
  mediaId?: MediaId;
  held?: StoredFailure;
  findings?: Finding[];
  status?: PostStatus;
  publishAt?: number | null;
  caption?: string;
  accountId?: AccountId | null;
  deletedAt?: number;
}

/** Posts as rows, oldest first; their captions are their numbers unless given. */
async function given({ user }: Pick<Person, 'user'>, rows: Given[]): Promise<void> {
  for (const [at, row] of rows.entries())
    await db.insert(posts).values({
      id: idOf<PostId>('post'),
      workspaceId: user.workspace.id,
      createdBy: user.id,
      status: 'draft',
      caption: String(at),
      findings: [],
      createdAt: NOON + at,
      updatedAt: NOON + at,
      ...row,
    });
}

/** The posts of somebody, as they were given; the deleted ones too. */
const idsOf = async ({ user }: Pick<Person, 'user'>) =>
  (
    await db
      .select({ id: posts.id })
      .from(posts)
      .where(eq(posts.workspaceId, user.workspace.id))
      .orderBy(posts.createdAt)
  ).map(({ id }) => id);

const list = async ({ token }: Pick<Person, 'token'>, query: Record<string, string> = {}) => {
  const answer = await call('GET', `/posts?${new URLSearchParams(query)}`, { token });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json<PostPage>();
};
const captions = async (person: Pick<Person, 'token'>, query: Record<string, string> = {}) =>
  (await list(person, query)).posts.map(({ caption }) => caption);

/** All pages of a list; `between` happens after each. */
async function allPages(
  person: Person,
  query: Record<string, string>,
  between: () => Promise<void> = async () => {},
) {
  const found: Post[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: PostPage = await list(person, { ...query, ...(cursor && { cursor }) });
    found.push(...page.posts);
    cursor = page.next;
    await between();
  }
  return found.map(({ caption }) => caption);
}

describe('the list of posts', () => {
  it('shows the newest first, page by page, without repeating or leaving out any while new ones arrive', async () => {
    const mira = await signedInPerson();
    await given(
      mira,
      Array.from({ length: 7 }, () => ({})),
    );
    const pages = await allPages(mira, { limit: '2' }, () => given(mira, [{ caption: 'new' }]));
    expect(pages).toEqual(['6', '5', '4', '3', '2', '1', '0']);
  });

  it('leaves out what was deleted, and what belongs to others', async () => {
    const [mira, noor] = [await signedInPerson(), await signedInPerson()];
    await given(mira, [{}, { deletedAt: NOON }]);
    await given(noor, [{ caption: 'hers' }]);
    expect(await captions(mira)).toEqual(['0']);
  });

  it('can be asked for one status, or several at once, in order over all of them', async () => {
    const mira = await signedInPerson();
    await given(mira, [
      { status: 'failed' },
      { status: 'draft' },
      { status: 'scheduled' },
      { status: 'failed' },
      { status: 'scheduled' },
    ]);
    expect(await captions(mira, { status: 'failed' })).toEqual(['3', '0']);
    expect(await allPages(mira, { status: 'failed,scheduled', limit: '1' })).toEqual(['4', '3', '2', '0']);
    expect(await captions(mira, { status: 'draft,draft' })).toEqual(['1']);
  });

  it('can be asked for an account, with statuses too', async () => {
    const mira = await signedInPerson();
    const [tarts, bread] = [idOf<AccountId>('acct'), idOf<AccountId>('acct')];
    await given(mira, [
      { accountId: tarts, status: 'failed' },
      { accountId: bread },
      { accountId: tarts, publishAt: NOON },
    ]);
    expect(await captions(mira, { account: tarts })).toEqual(['2', '0']);
    expect(await captions(mira, { account: tarts, status: 'failed,published' })).toEqual(['0']);
    expect(await captions(mira, { account: tarts, sort: 'publish_at', order: 'asc' })).toEqual(['2', '0']);
  });

  it('can be asked for a span of time: from its first instant to before its last', async () => {
    const mira = await signedInPerson();
    await given(mira, [
      { publishAt: NOON - 1 },
      { publishAt: NOON },
      { publishAt: NOON + HOUR - 1 },
      { publishAt: NOON + HOUR },
      { publishAt: null },
    ]);
    const span = { from: '2026-11-01T13:00:00+01:00', to: '2026-11-01T13:00:00Z' };
    expect(await captions(mira, span)).toEqual(['2', '1']);
    expect(await captions(mira, { ...span, sort: 'publish_at', order: 'asc' })).toEqual(['1', '2']);
    expect(await captions(mira, { from: span.to, sort: 'publish_at' })).toEqual(['3']);
    expect(await captions(mira, { from: span.to })).toEqual(['3']);
  });

  it('goes by publish time either way, those of one second by birth, those without a time at the far end', async () => {
    const mira = await signedInPerson();
    await given(mira, [
      { publishAt: NOON + HOUR },
      { publishAt: null },
      { publishAt: NOON },
      { publishAt: NOON },
      { publishAt: null },
    ]);
    const soonest = ['2', '3', '0', '1', '4'];
    for (const limit of ['1', '2', '100']) {
      expect(await allPages(mira, { sort: 'publish_at', order: 'asc', limit })).toEqual(soonest);
      expect(await allPages(mira, { sort: 'publish_at', order: 'desc', limit })).toEqual(
        soonest.toReversed(),
      );
      expect(await allPages(mira, { order: 'asc', limit })).toEqual(['0', '1', '2', '3', '4']);
    }
  });

  it('finds words in captions whatever their case, also beyond ASCII, and takes signs as they are', async () => {
    const mira = await signedInPerson();
    const texts = ['Plum Tart', 'ÉCOLE de pain', 'Привет, хлеб', '100% rye_bread', 'a \\ b', 'école'];
    await given(
      mira,
      texts.map((caption) => ({ caption })),
    );
    const found = async (text: string) => (await captions(mira, { text })).toReversed();
    expect(await found('plum t')).toEqual(['Plum Tart']);
    expect(await found('PLUM')).toEqual(['Plum Tart']);
    expect(await found('École')).toEqual(['ÉCOLE de pain', 'école']);
    expect(await found('привет')).toEqual(['Привет, хлеб']);
    expect(await found('0% r')).toEqual(['100% rye_bread']);
    expect(await found('_')).toEqual(['100% rye_bread']);
    expect(await found('%')).toEqual(['100% rye_bread']);
    expect(await found('\\')).toEqual(['a \\ b']);
    expect(await found("' or 1=1 --")).toEqual([]);
  });

  it('finds words in the names of files too, of one’s own only', async () => {
    const [mira, noor] = [await signedInPerson(), await signedInPerson()];
    const file = async ({ user }: Person, name: string) => {
      const id = idOf<MediaId>('media');
      const workspaceId = user.workspace.id;
      const stamps = { createdAt: NOON, updatedAt: NOON };
      await db.insert(media).values({
        ...{ id, workspaceId, name, key: id, createdBy: user.id, bytes: 1, status: 'ready' },
        ...{ contentType: 'video/mp4', verdicts: [], ...stamps },
      });
      return id;
    };
    await given(mira, [
      { caption: 'Plain', mediaId: await file(mira, 'Croissant_final.mov') },
      { caption: 'croissant' },
      { caption: 'Other', mediaId: await file(noor, 'croissant.mov') },
    ]);
    expect((await captions(mira, { text: 'CROISSANT' })).toSorted()).toEqual(['Plain', 'croissant']);
  });

  it('can be asked for who can see it', async () => {
    const mira = await signedInPerson();
    await given(mira, [{ privacy: 'SELF_ONLY' }, { privacy: 'PUBLIC_TO_EVERYONE' }, {}]);
    expect(await captions(mira, { privacy: 'SELF_ONLY' })).toEqual(['0']);
    expect((await call('GET', '/posts?privacy=NOBODY', { token: mira.token })).status).toBe(422);
  });

  it('can be asked for what waits for its creator, and counts that', async () => {
    const mira = await signedInPerson();
    const held: StoredFailure = { reason: 'reconnect_needed', technical: null, at: NOON };
    const found = (severity: Finding['severity'], sentence = 'So it is.'): Finding[] => [
      { code: 'privacy_not_offered', severity, sentence, action: null },
    ];
    await given(mira, [
      { status: 'outcome_unknown', publishAt: NOON + HOUR },
      { status: 'scheduled', publishAt: NOON, findings: found('blocks') },
      { status: 'scheduled', findings: found('warns') },
      { status: 'publishing', publishAt: NOON + 2 * HOUR, held },
      { status: 'scheduled', findings: found('warns', 'It says "severity":"blocks" here.') },
      { status: 'draft', findings: found('blocks'), held },
      { status: 'failed', findings: found('blocks') },
      { status: 'outcome_unknown', deletedAt: NOON },
    ]);
    expect(await allPages(mira, { needsYou: 'true', limit: '1' })).toEqual(['3', '1', '0']);
    expect(await captions(mira, { needsYou: 'true', sort: 'publish_at', order: 'asc' })).toEqual([
      '1',
      '0',
      '3',
    ]);
    expect(await captions(mira, { needsYou: 'true', status: 'scheduled' })).toEqual(['1']);
    const counted = await call('GET', '/posts/counts', { token: mira.token });
    expect((await counted.json<PostCounts>()).needsYou).toBe(3);
  });

  it('is counted by status', async () => {
    const mira = await signedInPerson();
    await given(mira, [{}, {}, { status: 'failed' }, { deletedAt: NOON }]);
    const answer = await call('GET', '/posts/counts', { token: mira.token });
    const none = Object.fromEntries(POST_STATUSES.map((status) => [status, 0]));
    expect(await answer.json<PostCounts>()).toEqual({
      counts: { ...none, draft: 2, failed: 1 },
      total: 3,
      needsYou: 0,
    });
  });

  it.each([
    ['limit=0'],
    ['limit=101'],
    ['limit=ten'],
    ['status=asleep'],
    ['status=draft,asleep'],
    ['status='],
    ['sort=caption'],
    ['order=up'],
    ['account=post_1'],
    ['from=yesterday'],
    ['to=2026-11-01T12:00:00'],
    [`text=${'x'.repeat(101)}`],
    ['cursor=12'],
    ['cursor=%00'],
  ])('refuses ?%s', async (query) => {
    const { token } = await signedInPerson();
    expect((await call('GET', `/posts?${query}`, { token })).status).toBe(422);
  });
});

describe('a cursor', () => {
  it('is refused when a character of it was changed, in another order, and in another workspace', async () => {
    const [mira, noor] = [await signedInPerson(), await signedInPerson()];
    await given(mira, [{}, {}, {}]);
    const { next } = await list(mira, { limit: '1' });
    const cursor = next ?? '';
    expect(cursor).toMatch(/^[\w-]+$/);
    const status = async (person: Person, query: Record<string, string>) =>
      (await call('GET', `/posts?${new URLSearchParams(query)}`, { token: person.token })).status;
    expect(await status(mira, { cursor })).toBe(200);
    for (let at = 0; at < cursor.length; at++) {
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1);
      expect(await status(mira, { cursor: changed }), `at ${at}`).toBe(422);
    }
    expect(await status(mira, { cursor: cursor.slice(0, -1) })).toBe(422);
    expect(await status(mira, { cursor, order: 'asc' })).toBe(422);
    expect(await status(mira, { cursor, sort: 'publish_at' })).toBe(422);
    expect(await status(noor, { cursor })).toBe(422);
  });
});

describe('notices', () => {
  const told = async ({ user }: Person, count: number) => {
    const ids: NoticeId[] = [];
    for (let at = 0; at < count; at++) {
      const id = idOf<NoticeId>('note');
      ids.unshift(id);
      await db.insert(notifications).values({
        id,
        workspaceId: user.workspace.id,
        kind: 'published',
        sentence: 'Live on TikTok.',
        dedupeKey: id,
        createdAt: NOON + at,
      });
    }
    return ids;
  };
  const page = async ({ token }: Person, query = '') =>
    (await call('GET', `/notifications${query}`, { token })).json<NoticePage>();
  const mark = ({ token }: Person, body: unknown) => call('POST', '/notifications/read', { token, body });

  it('come newest first, page by page, with the number of all that are unread', async () => {
    const mira = await signedInPerson();
    const ids = await told(mira, 5);
    const first = await page(mira, '?limit=3');
    const second = await page(mira, `?limit=3&cursor=${first.next}`);
    expect([...first.notices, ...second.notices].map(({ id }) => id)).toEqual(ids);
    expect([second.next, first.unread, second.unread]).toEqual([null, 5, 5]);
    expect((await call('GET', `/notifications?cursor=${first.next}x`, { token: mira.token })).status).toBe(
      422,
    );
  });

  it('say how the post they are about begins, while that post is there', async () => {
    const [mira, jon] = await Promise.all([signedInPerson(), signedInPerson()]);
    await told(mira, 4);
    const longest = `Plum tart ${'x'.repeat(2000)}`;
    await given(mira, [{ caption: longest }, { caption: 'Deleted since', deletedAt: NOON }]);
    await given(jon, [{ caption: 'Not hers' }]);
    const about = [await idsOf(mira), await idsOf(jon)].flat();
    const ids = (await page(mira)).notices.map(({ id }) => id);
    for (const [at, postId] of about.entries())
      await db
        .update(notifications)
        .set({ postId })
        .where(eq(notifications.id, ids[at] as NoticeId));
    const captions = (await page(mira)).notices.map(({ caption }) => caption);
    expect(captions).toEqual([longest.slice(0, 120), null, null, null]);
  });

  it('are marked as read by name, or up to the newest one that was seen', async () => {
    const mira = await signedInPerson();
    const [fifth, , third, , first] = await told(mira, 5);
    expect(await (await mark(mira, { ids: [first] })).json()).toEqual({ unread: 4 });
    const readAt = async (id?: string) => (await page(mira)).notices.find((one) => one.id === id)?.readAt;
    const seenAt = await readAt(first);
    expect(seenAt).not.toBeNull();
    expect(await (await mark(mira, { until: third })).json()).toEqual({ unread: 2 });
    expect(await readAt(fifth)).toBeNull();
    expect(await readAt(first)).toBe(seenAt);
  });

  it('of others are neither marked nor known', async () => {
    const [mira, noor] = [await signedInPerson(), await signedInPerson()];
    const [hers] = await told(noor, 1);
    expect((await mark(mira, { until: hers })).status).toBe(404);
    expect((await mark(mira, { ids: [hers] })).status).toBe(200);
    expect((await page(noor)).unread).toBe(1);
    expect((await mark(mira, {})).status).toBe(422);
  });
});

describe('with ten thousand posts', () => {
  const workspaceId = idOf<WorkspaceId>('ws');
  const accountId = idOf<AccountId>('acct');
  beforeAll(async () => {
    const person = await signedInPerson();
    await env.DB.prepare('insert into workspaces (id, name, created_at) values (?, ?, 0)')
      .bind(workspaceId, 'large')
      .run();
    await env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
       insert into posts (id, workspace_id, created_by, account_id, caption, status, publish_at, findings, deleted_at, created_at, updated_at)
       select printf('post_%026d', i), ?1, ?2, case i % 4 when 0 then ?3 end, printf('tart %d', i),
         case i % 5 when 0 then 'draft' when 1 then 'scheduled' when 2 then 'failed' else 'published' end,
         case when i % 5 > 0 then ?4 + i * 60000 end, '[]', case i % 50 when 0 then 1 end, i, i from n`,
    )
      .bind(workspaceId, person.user.id as UserId, accountId, NOON)
      .run();
  });

  const plan = async (query: { toSQL(): { sql: string; params: unknown[] } }) => {
    const { sql, params } = query.toSQL();
    const bound = params.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const { results } = await env.DB.prepare(`explain query plan ${sql}`)
      .bind(...bound)
      .all<{ detail: string }>();
    return results.map(({ detail }) => detail);
  };
  const plain = { statuses: [], sort: 'created', order: 'desc', limit: 51 } as const;
  const after = { plannedAt: NOON + 5_000 * 60_000, number: 5_000 };
  const span = { from: NOON, to: NOON + HOUR };
  const status = ['scheduled', 'failed'] as const;
  const filters: [string, Partial<PostFilter>, string][] = [
    ['all', {}, 'posts_list'],
    ['of some statuses', { statuses: status }, 'posts_by_status'],
    ['of an account', { accountId }, 'posts_by_account'],
    ['of an account and some statuses', { accountId, statuses: status }, 'posts_by_account'],
    ['of a span of time', span, 'posts_list'],
    ['with a text', { text: 'tart 12' }, 'posts_list'],
    ['for who can see them', { privacy: 'SELF_ONLY' }, 'posts_list'],
    ['that wait for their creator', { needsYou: true }, 'posts_needs_you'],
    [
      'that wait, of an account and a status',
      { needsYou: true, accountId, statuses: status },
      'posts_needs_you',
    ],
  ];
  const ways = (['created', 'publish_at'] as const).flatMap((sort) =>
    (['asc', 'desc'] as const).flatMap((order) =>
      [undefined, after].map((place) => ({ sort, order, after: place })),
    ),
  );

  it.each(filters)('posts %s are walked by an index in any order, never sorted', async (_, filter, index) => {
    const byStatus = filter.statuses ? 'posts_by_status_time' : 'posts_by_time';
    const byTime = filter.needsYou ? 'posts_needs_you_time' : byStatus;
    for (const way of ways) {
      const wanted = way.sort === 'created' ? index : byTime;
      for (const query of walks(db, workspaceId, { ...plain, ...filter, ...way })) {
        const [walk, ...looks] = await plan(query);
        // A text is looked for in the file of each row that is met, by the file's id.
        const perRow = filter.text ? [/SUBQUERY/, /^SEARCH media USING INDEX/] : [];
        expect(looks).toEqual(perRow.map((line) => expect.stringMatching(line)));
        expect(walk).toMatch(new RegExp(`^SEARCH posts USING INDEX ${wanted} \\(workspace_id=\\?`));
      }
    }
  });

  it('counting and notices go by an index too', async () => {
    const place = { createdAt: NOON, id: idOf<NoticeId>('note') };
    for (const [query, wanted] of [
      [
        countPosts(db, workspaceId),
        /^SEARCH posts USING COVERING INDEX posts_by_status \(workspace_id=\?\)$/,
      ],
      [
        needsYouCount(db, workspaceId),
        /^SEARCH posts USING (COVERING )?INDEX posts_needs_you\w* \(workspace_id=\? AND needs_you=\?\)$/,
      ],
      [
        handovers(db, workspaceId, NOON, 10),
        /^SEARCH posts USING INDEX posts_by_status_time \(workspace_id=\? AND status=\? AND <expr>>\?\)$/,
      ],
      [postsOfMedia(db, workspaceId, idOf<MediaId>('media'), 10), /^SEARCH posts USING INDEX posts_media/],
      [waitingByAccount(db, workspaceId, NOON), /^SEARCH posts USING INDEX posts_by_status/],
      [countUnread(db, workspaceId), /^SEARCH notifications USING (COVERING )?INDEX notifications_unread/],
      [listNotices(db, workspaceId, undefined, 51), /^SEARCH notifications USING INDEX notifications_list/],
      [listNotices(db, workspaceId, place, 51), /^SEARCH notifications USING INDEX notifications_list/],
      [markRead(db, workspaceId, place, 1), /^SEARCH notifications USING INDEX notifications_/],
    ] as const) {
      // Sorting and grouping are of what was found: a file's posts, an account's scheduled ones.
      // A notice's post is looked up by its id.
      const details = (await plan(query)).filter(
        (line) => !/^USE TEMP B-TREE|^SEARCH posts USING INDEX posts_id_unique \(id=\?\)/.test(line),
      );
      expect(details).toEqual([expect.stringMatching(wanted)]);
    }
  });

  it('a page deep inside costs as many rows as it shows', async () => {
    for (const filter of [
      { ...plain, after },
      { ...plain, statuses: ['failed'] as const, after },
      { ...plain, sort: 'publish_at' as const, after },
    ]) {
      const [query] = walks(db, workspaceId, filter);
      const { sql, params } = query?.toSQL() ?? { sql: '', params: [] };
      const { results, meta } = await env.DB.prepare(sql)
        .bind(...params)
        .all();
      expect(results).toHaveLength(51);
      expect(meta.rows_read).toBeLessThanOrEqual(60);
    }
  });

  it('every post is met once on the way through all pages', async () => {
    const seen = new Set<number>();
    let place: PostFilter['after'];
    for (;;) {
      const [query] = walks(db, workspaceId, { ...plain, sort: 'publish_at', limit: 1_000, after: place });
      const rows = (await query) ?? [];
      for (const row of rows) {
        expect(seen.has(row.number)).toBe(false);
        seen.add(row.number);
      }
      const last = rows.at(-1);
      if (!last) break;
      place = placeOf(last);
    }
    expect(seen.size).toBe(9_800);
  });
});
