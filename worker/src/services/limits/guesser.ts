import type { UserId } from '../../contract/ids.ts';
import { foldCase } from '../../db/users.ts';
import { sha256Hex } from '../identity/secret-token.ts';
import type { Guesser } from './guarded.ts';

/** Whose password is being tried. All names of one person are one account; a name nobody has is counted just the same. */
export const guesserOf = async (
  user: { id: UserId } | undefined,
  login: string,
  address: string | undefined,
): Promise<Guesser> => ({ account: user?.id ?? `name:${await sha256Hex(foldCase(login))}`, address });
