import type { UserRow } from '../../db/schema.ts';
import { replacePasswordHash } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { hashPassword, isOldHash } from './password.ts';

/** A password that was just found right and is stored as the old server hashed it gets a hash of ours, once. */
export async function renewHash(
  deps: Pick<Deps, 'db' | 'log'>,
  user: Pick<UserRow, 'id' | 'passwordHash'>,
  password: string,
): Promise<void> {
  if (!isOldHash(user.passwordHash)) return;
  await replacePasswordHash(deps.db, user, await hashPassword(password));
  deps.log.info('password_rehashed', { user: user.id });
}
