/** The old API's shapes (legacy-api.md 1, 3, 4). */
import type { PostStatus } from '../../contract/index.ts';
import type { OldPostRow } from '../../db/legacy-posts.ts';
import type { AccountRow, UserRow } from '../../db/schema.ts';

/** RFC 3339 in UTC; microseconds as six digits, left out when they are zero. */
export function legacyTime(instant: number): string {
  const iso = new Date(instant).toISOString();
  return iso.replace(/\.(\d{3})Z$/, (_all, ms: string) => (ms === '000' ? 'Z' : `.${ms}000Z`));
}

/** Key order is part of the contract. Hashes, tokens and versions are not. */
export const legacyUser = (
  user: UserRow,
  account: Pick<AccountRow, 'openId' | 'accessExpiresAt'> | null,
) => ({
  email: user.email,
  username: user.username,
  id: user.number,
  is_active: user.isActive,
  is_superuser: false,
  role: user.role,
  created_at: legacyTime(user.createdAt),
  tiktok_open_id: account?.openId ?? null,
  tiktok_token_expires_at: account?.accessExpiresAt ? legacyTime(account.accessExpiresAt) : null,
});

/** Old clients know three words. */
const STATUS = {
  draft: 'scheduled',
  scheduled: 'scheduled',
  publishing: 'scheduled',
  published: 'published',
  failed: 'failed',
  cancelled: 'failed',
  outcome_unknown: 'failed',
} as const satisfies Record<PostStatus, string>;

/** Exactly seven keys, in this order. A draft of the web app may have no time yet, and old clients cannot read none: they see its birth. */
export const legacyPost = (post: OldPostRow) => ({
  content: post.caption,
  scheduled_time: legacyTime(post.publishAt ?? post.createdAt),
  platform: post.platform,
  id: post.number,
  created_at: legacyTime(post.createdAt),
  updated_at: legacyTime(post.updatedAt),
  status: STATUS[post.status],
});
