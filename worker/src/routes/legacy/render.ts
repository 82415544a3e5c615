/** The old API's shapes (legacy-api.md 1, 3). */
import type { AccountRow, UserRow } from '../../db/schema.ts';

/** RFC 3339 in UTC; microseconds as six digits, left out when they are zero. */
export function legacyTime(instant: number): string {
  const iso = new Date(instant).toISOString();
  return iso.replace(/\.(\d{3})Z$/, (_all, ms: string) => (ms === '000' ? 'Z' : `.${ms}000Z`));
}

/** Key order is part of the contract. Hashes, tokens and versions are not. */
export const legacyUser = (user: UserRow, account: AccountRow | undefined) => ({
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
