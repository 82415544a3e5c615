import * as z from 'zod';
import { newOpenId } from './ids.ts';
import type { World } from './world.ts';

/** Codes with which creator_info and init turn a creator away (tiktok-api.md 2, 9). */
export const REFUSALS = [
  'spam_risk_too_many_posts',
  'spam_risk_user_banned_from_posting',
  'reached_active_user_cap',
] as const;

/** What a test may say about a creator. */
export const UserTraits = z.strictObject({
  username: z.string().min(1).max(24),
  nickname: z.string().min(1).max(60),
  private: z.boolean(),
  commentDisabled: z.boolean(),
  duetDisabled: z.boolean(),
  stitchDisabled: z.boolean(),
  maxVideoSeconds: z.number().int().min(1),
  banned: z.boolean(),
  /** Posts per rolling 24 h over all apps (tiktok-api.md 8); null = none. */
  dailyCap: z.number().int().min(0).nullable(),
  /** Posts that other apps made in the last 24 h. */
  otherAppsPosts: z.number().int().min(0),
  /** Turned away with this code whatever the rest says. */
  refusal: z.enum(REFUSALS).nullable(),
  /** Instead of the options that follow from the account being public or private. */
  privacyOptions: z.array(z.string()).nullable(),
  avatarUrl: z.string().nullable(),
});
export type UserTraits = z.infer<typeof UserTraits>;
export type User = UserTraits & { openId: string };

const ORDINARY: Omit<UserTraits, 'username' | 'nickname'> = {
  private: false,
  commentDisabled: false,
  duetDisabled: false,
  stitchDisabled: false,
  maxVideoSeconds: 3_600,
  banned: false,
  dailyCap: null,
  otherAppsPosts: 0,
  refusal: null,
  privacyOptions: null,
  avatarUrl: null,
};

/** The three who are there from the beginning. */
const FOUNDERS: Partial<UserTraits>[] = [
  { username: 'mara.makes', nickname: 'Mara Lindqvist' },
  { username: 'joon.at.home', nickname: 'Joon Park', private: true },
  {
    username: 'quiet.kiln',
    nickname: 'The Quiet Kiln',
    commentDisabled: true,
    duetDisabled: true,
    maxVideoSeconds: 300,
  },
];

interface UserRow {
  open_id: string;
  data: string;
}
const fromRow = (row: UserRow): User => ({ ...UserTraits.parse(JSON.parse(row.data)), openId: row.open_id });

export function createUser(world: World, traits: Partial<UserTraits> & { openId?: string }): User {
  const { openId: wanted, ...rest } = traits;
  const number = (world.row<{ n: number }>('SELECT MAX(number) AS n FROM users')?.n ?? 0) + 1;
  const openId = wanted ?? newOpenId(number);
  const named = { username: `creator${number}`, nickname: `Creator ${number}` };
  const data = UserTraits.parse({ ...ORDINARY, ...named, ...rest });
  world.run(
    'INSERT INTO users (number, open_id, username, data) VALUES (?, ?, ?, ?)',
    number,
    openId,
    data.username,
    JSON.stringify(data),
  );
  return { ...data, openId };
}

export function ensureFounders(world: World): void {
  if (world.row('SELECT 1 FROM users LIMIT 1')) return;
  for (const founder of FOUNDERS) createUser(world, founder);
}

export function listUsers(world: World, limit = 100): User[] {
  return world.rows<UserRow>('SELECT * FROM users ORDER BY number LIMIT ?', limit).map(fromRow);
}

export function findUser(world: World, openId: string): User | undefined {
  const row = world.row<UserRow>('SELECT * FROM users WHERE open_id = ?', openId);
  return row && fromRow(row);
}

export function findUserByName(world: World, username: string): User | undefined {
  const row = world.row<UserRow>('SELECT * FROM users WHERE username = ?', username);
  return row && fromRow(row);
}

export function changeUser(world: World, openId: string, patch: Partial<UserTraits>): User | undefined {
  const user = findUser(world, openId);
  if (!user) return undefined;
  const { openId: _, ...traits } = user;
  const next = UserTraits.parse({ ...traits, ...patch });
  const data = JSON.stringify(next);
  world.run('UPDATE users SET username = ?, data = ? WHERE open_id = ?', next.username, data, openId);
  return { ...next, openId };
}

/** tiktok-api.md 2: the options follow the account; an unaudited app may get SELF_ONLY alone. */
export function privacyOptions(world: World, user: User): string[] {
  if (user.privacyOptions) return user.privacyOptions;
  if (!world.settings.audited) return ['SELF_ONLY'];
  const widest = user.private ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE';
  return [widest, 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY'];
}

/** Why this creator may not post now, in the code of creator_info and init (tiktok-api.md 2, 8). */
export function refusalOf(world: World, user: User): string | undefined {
  if (user.refusal) return user.refusal;
  if (user.banned) return 'spam_risk_user_banned_from_posting';
  if (user.dailyCap === null) return undefined;
  const dayAgo = world.now() - 86_400_000;
  const own = world.row<{ n: number }>(
    `SELECT COUNT(*) AS n FROM publishes WHERE open_id = ? AND last_byte_at > ? AND stage != 'failed'`,
    user.openId,
    dayAgo,
  );
  return (own?.n ?? 0) + user.otherAppsPosts >= user.dailyCap ? 'spam_risk_too_many_posts' : undefined;
}
