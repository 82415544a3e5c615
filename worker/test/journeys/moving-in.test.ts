import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { movingIn } from '../../scripts/lib/legacy/move-in.ts';
import { readCsv, readDump } from '../../scripts/lib/legacy/read-dump.ts';
import { ask, login } from '../support/old-client.ts';

/** bcrypt of "demo123", cost 12, as the older app kept it. */
const HASH = '$2b$12$XmRJZ2LJAZGQhenIY9AHB.yeU6qt8xJ7N3dphl/AGM54Uyq6zN0xe';
const CAPTION = 'It\'s\tdone;\n"really" \\o/ 🥐';
const POSTS = `COPY public.posts (id, content, scheduled_time, platform, video_filename, status, user_id, created_at, updated_at) FROM stdin;
7	It's\\tdone;\\n"really" \\\\o/ 🥐	2099-01-01 10:00:00+00	tiktok	7_clip.mp4	scheduled	41	2025-10-01 08:00:00.123456+00	2025-10-01 08:00:00.123456+00
8	out	2025-10-02 10:00:00+02	tiktok	\\N	PUBLISHED	41	2025-10-01 08:00:00+00	2025-10-02 08:00:10+00
9		2025-10-03 10:00:00	twitter	\\N	failed	42	2025-10-01 08:00:00+00	\\N
\\.
`;
const USERS = `COPY public.users (id, email, username, hashed_password, is_active, is_superuser, role, token_version, created_at, tiktok_access_token) FROM stdin;
41	mira@test.example	mira_moved	${HASH}	t	f	user	3	2025-09-01 00:00:00+00	act.canary
42	jon@test.example	Jon_Moved	${HASH}	t	f	ADMIN	0	2025-09-02 00:00:00+00	\\N
\\.
`;
// pg_dump writes tables by name, so posts come before their people.
const DUMP = `--\n-- PostgreSQL database dump\n--\nCREATE TABLE public.users (id integer NOT NULL);\n\n${POSTS}\n${USERS}`;

const moveIn = (statements: string[]) => env.DB.batch(statements.map((sql) => env.DB.prepare(sql)));
const tokenOf = async (username: string) => (await login(username, 'demo123')).tokens.access_token;

it('people and posts of the older app move in with their ids and passwords, and a second run changes nothing', async () => {
  const arriving = movingIn(readDump(DUMP));
  expect(arriving).toMatchObject({ posts: 3, scheduledWithVideo: 1 });
  expect(arriving.statements.join('\n'), 'tokens of TikTok stay behind').not.toContain('act.canary');
  await moveIn(arriving.statements);

  const mira = await tokenOf('mira_moved');
  const me = await (await ask('GET', '/users/me', mira)).json();
  expect(me).toMatchObject({
    id: 41,
    username: 'mira_moved',
    role: 'user',
    created_at: '2025-09-01T00:00:00Z',
  });
  expect(await (await ask('GET', '/posts/', mira)).json()).toEqual([
    {
      content: 'out',
      scheduled_time: '2025-10-02T08:00:00Z',
      platform: 'tiktok',
      id: 8,
      created_at: '2025-10-01T08:00:00Z',
      updated_at: '2025-10-02T08:00:10Z',
      status: 'published',
    },
    {
      content: CAPTION,
      scheduled_time: '2099-01-01T10:00:00Z',
      platform: 'tiktok',
      id: 7,
      created_at: '2025-10-01T08:00:00.123000Z',
      updated_at: '2025-10-01T08:00:00.123000Z',
      status: 'scheduled',
    },
  ]);
  const jon = await tokenOf('Jon_Moved');
  expect(await (await ask('GET', '/posts/9', jon)).json()).toMatchObject({ content: '', status: 'failed' });
  expect((await ask('GET', '/posts/7', jon)).status, 'a stranger sees nothing').toBe(404);
  expect((await ask('GET', '/test/admin-only', jon)).status).toBe(200);

  await ask('PATCH', '/posts/7', mira, { content: 'changed since' });
  await moveIn(movingIn(readDump(DUMP)).statements);
  const kept = await (await ask('GET', '/posts/7', mira)).json();
  expect(kept).toMatchObject({ content: 'changed since' });
});

it('who registers after a move gets the next number', async () => {
  await moveIn(movingIn(readDump(DUMP)).statements);
  const answer = await ask('POST', '/register', undefined, {
    email: 'new@test.example',
    username: 'came_after',
    password: 'pass',
  });
  expect((await answer.json<{ id: number }>()).id).toBeGreaterThan(42);
});

it('CSV files and column inserts are read as the same rows as the dump', () => {
  const inserts = `INSERT INTO public.posts (id, content, scheduled_time, platform, video_filename, status, user_id, created_at, updated_at) VALUES (7, 'It''s	done;\n"really" \\o/ 🥐', '2099-01-01 10:00:00+00', 'tiktok', '7_clip.mp4', 'scheduled', 41, '2025-10-01 08:00:00.123456+00', '2025-10-01 08:00:00.123456+00');
INSERT INTO public.posts (id, content, scheduled_time, platform, video_filename, status, user_id, created_at, updated_at) VALUES (8, 'out', '2025-10-02 10:00:00+02', 'tiktok', NULL, 'PUBLISHED', 41, '2025-10-01 08:00:00+00', '2025-10-02 08:00:10+00'), (9, '', '2025-10-03 10:00:00', 'twitter', NULL, 'failed', 42, '2025-10-01 08:00:00+00', NULL);
`;
  const csv = `id,content,scheduled_time,platform,video_filename,status,user_id,created_at,updated_at
7,"It's	done;
""really"" \\o/ 🥐",2099-01-01 10:00:00+00,tiktok,7_clip.mp4,scheduled,41,2025-10-01 08:00:00.123456+00,2025-10-01 08:00:00.123456+00
8,out,2025-10-02 10:00:00+02,tiktok,,PUBLISHED,41,2025-10-01 08:00:00+00,2025-10-02 08:00:10+00
9,"",2025-10-03 10:00:00,twitter,,failed,42,2025-10-01 08:00:00+00,
`;
  const { posts } = readDump(DUMP);
  expect(posts).toHaveLength(3);
  expect(readDump(inserts).posts).toEqual(posts);
  expect(readCsv(csv)).toEqual(posts);
});

it.each([
  ['a dump that breaks off', () => readDump(POSTS.slice(0, -4)), 'ends in the middle of a table'],
  ['inserts without columns', () => readDump("INSERT INTO users VALUES (1, 'a');"), '--column-inserts'],
  ['a row of another width', () => readDump(USERS.replace('\tact.canary', '')), '9 values for 10 columns'],
  [
    'a missing column',
    () => movingIn(readDump(USERS.replace('hashed_password', 'pw'))),
    'no column hashed_password',
  ],
  ['a post of nobody', () => movingIn(readDump(POSTS)), 'who is not in the file'],
  ['a status nobody knows', () => movingIn(readDump(DUMP.replace('PUBLISHED', 'queued'))), '"queued"'],
])('%s is refused with a sentence', (_, read, sentence) => {
  expect(read).toThrow(sentence);
});
