import type { Actor } from '../../app-env.ts';
import type { UpdateUser } from '../../contract/index.ts';
import type { Member } from '../../db/users.ts';
import { changeUser, findMember, rename } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import { assertMay } from './may.ts';

export async function getMe(deps: Pick<Deps, 'db'>, actor: Actor): Promise<Member> {
  assertMay(actor, 'be_oneself');
  const member = await findMember(deps.db, { id: actor.userId });
  if (!member) throw notFound('user');
  return member;
}

const TAKEN = 'This username is taken.';

export async function updateMe(
  deps: Pick<Deps, 'db' | 'clock' | 'log'>,
  actor: Actor,
  { username, ...change }: UpdateUser,
): Promise<Member> {
  assertMay(actor, 'be_oneself');
  if (username !== undefined && username !== (await getMe(deps, actor)).user.username) {
    const renamed = await rename(deps.db, actor.userId, username, deps.clock.now());
    if (renamed.length === 0) throw invalid(TAKEN, [{ path: 'username', message: TAKEN }]);
    deps.log.info('user_renamed', { user: actor.userId });
  }
  if (change.zone !== undefined || change.settings) await changeUser(deps.db, actor.userId, change);
  return getMe(deps, actor);
}
