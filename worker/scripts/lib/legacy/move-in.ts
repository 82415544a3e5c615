/** Turns what the older app knew into SQL for D1: people, a workspace for each, and their posts, all with their numbers. */
import { createHash } from 'node:crypto';
import { getTableColumns, getTableName } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { PostId, UserId, WorkspaceId } from '../../../src/contract/ids.ts';
import { memberships, posts, users, workspaces } from '../../../src/db/schema.ts';
import { foldCase } from '../../../src/db/users.ts';
import { newId } from '../../../src/domain/ids.ts';
import { Stop } from '../stop.ts';
import type { OldRow, OldTables } from './read-dump.ts';

export interface MovingIn {
  /** What must not be there already under another id: numbers, addresses and names are taken once. */
  people: { number: number; id: UserId; email: string; username: string }[];
  posts: number;
  /** Their files stay behind: TikTimer can't send them until a video is chosen again. */
  scheduledWithVideo: number;
  /** One statement a row. Each leaves alone what an earlier run brought, so that a second run changes nothing. */
  statements: string[];
}

export function movingIn(old: OldTables): MovingIn {
  const statements: string[] = [];
  const owners = new Map<number, { id: UserId; workspaceId: WorkspaceId }>();
  const people = old.users.map((row) => {
    const user = userOf(row);
    const workspaceId = idFor<WorkspaceId>('ws', user.number, user.createdAt);
    owners.set(user.number, { id: user.id, workspaceId });
    const { id: userId, createdAt } = user;
    statements.push(
      insertOnce(users, user, { id: userId }),
      insertOnce(workspaces, { id: workspaceId, name: user.username, createdAt }, { id: workspaceId }),
      insertOnce(memberships, { workspaceId, userId, role: 'owner', createdAt }, { workspaceId, userId }),
    );
    return user;
  });
  let scheduledWithVideo = 0;
  for (const row of old.posts) {
    const owner = owners.get(integer(row, 'posts', 'user_id'));
    if (!owner) throw new Stop(`Post ${row.id} belongs to user ${row.user_id}, who is not in the file.`);
    const post = postOf(row, owner);
    if (post.status === 'draft' && row.video_filename) scheduledWithVideo += 1;
    statements.push(insertOnce(posts, post, { id: post.id }));
  }
  return { people, posts: old.posts.length, scheduledWithVideo, statements };
}

function userOf(row: OldRow) {
  const number = integer(row, 'users', 'id');
  const createdAt = instant(row, 'users', 'created_at') ?? 0;
  const [email, username] = [word(row, 'users', 'email'), word(row, 'users', 'username')];
  const admin = row.role?.toLowerCase() === 'admin' || truth(row.is_superuser ?? null);
  return {
    number,
    id: idFor<UserId>('user', number, createdAt),
    email,
    username,
    emailKey: foldCase(email),
    usernameKey: foldCase(username),
    passwordHash: word(row, 'users', 'hashed_password'),
    role: admin ? ('admin' as const) : ('user' as const),
    isActive: row.is_active === null || truth(row.is_active ?? 't'),
    tokenVersion: Number(row.token_version ?? 0),
    zone: 'UTC',
    createdAt,
  };
}

/** Posts that wait are kept as drafts with a time, as the old routes make them: the sweep looks at them when they are due. */
function postOf(row: OldRow, owner: { id: UserId; workspaceId: WorkspaceId }) {
  const number = integer(row, 'posts', 'id');
  const createdAt = instant(row, 'posts', 'created_at') ?? 0;
  const updatedAt = instant(row, 'posts', 'updated_at') ?? createdAt;
  const publishAt = instant(row, 'posts', 'scheduled_time');
  const state = word(row, 'posts', 'status').toLowerCase();
  const common = {
    number,
    id: idFor<PostId>('post', number, createdAt),
    workspaceId: owner.workspaceId,
    createdBy: owner.id,
    platform: row.platform ?? 'twitter',
    caption: word(row, 'posts', 'content'),
    publishAt,
    zone: 'UTC',
    findings: [],
    createdAt,
    updatedAt,
  };
  if (state === 'scheduled') return { ...common, status: 'draft' as const, sweepAt: publishAt };
  if (state === 'published') return { ...common, status: 'published' as const, publishedAt: updatedAt };
  if (state === 'failed')
    return {
      ...common,
      status: 'failed' as const,
      failure: {
        reason: 'tiktok_unexpected' as const,
        technical: 'It failed in the older app, which kept no reason.',
        at: updatedAt,
      },
    };
  throw new Stop(`Post ${number} has the status "${state}", which the older app never had.`);
}

/** The same id at every run: its chance comes from the number. */
function idFor<Id extends string>(prefix: string, number: number, createdAt: number): Id {
  const digest = createHash('sha256').update(`tiktimer legacy ${prefix} ${number} ${createdAt}`).digest();
  return newId<Id>(prefix, createdAt, (bytes) => digest.subarray(0, bytes));
}

function word(row: OldRow, table: string, name: string): string {
  const value = row[name];
  if (value === undefined)
    throw new Stop(`The table ${table} has no column ${name}; it has ${Object.keys(row).join(', ')}.`);
  if (value === null) throw new Stop(`${table}.${name} is null in the row with id ${row.id}.`);
  return value;
}

function integer(row: OldRow, table: string, name: string): number {
  const value = Number(word(row, table, name));
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Stop(`${table}.${name} must be a number from 1 on, not "${row[name]}".`);
  return value;
}

const truth = (value: string | null) => value !== null && /^(t|true|1|yes)$/i.test(value);

/** Times without an offset are UTC, as the old server meant them (legacy-api.md 4). */
function instant(row: OldRow, table: string, name: string): number | null {
  const value = row[name];
  if (value === null || value === undefined) return null;
  const iso = value
    .trim()
    .replace(' ', 'T')
    .replace(/([+-]\d{2})$/, '$1:00');
  const at = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`);
  if (Number.isNaN(at))
    throw new Stop(`${table}.${name} is no time in the row with id ${row.id}: "${value}".`);
  return at;
}

type Row = Record<string, unknown>;

function insertOnce(table: SQLiteTable, row: Row, key: Row): string {
  const columns = Object.entries(getTableColumns(table)).filter(([name]) => row[name] !== undefined);
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const values = columns.map(([name, column]) => {
    const value = row[name];
    return literal(value === null ? null : column.mapToDriverValue(value));
  });
  const where = Object.entries(key).map(
    ([name, value]) => `"${getTableColumns(table)[name]?.name}" = ${literal(value)}`,
  );
  const into = `"${getTableName(table)}"`;
  return `INSERT INTO ${into} (${names}) SELECT ${values.join(', ')} WHERE NOT EXISTS (SELECT 1 FROM ${into} WHERE ${where.join(' AND ')});`;
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return `'${String(value).replaceAll("'", "''")}'`;
}
