import type { Actor } from '../../app-env.ts';
import type { UpdateUser } from '../../contract/index.ts';
import type { Member } from '../../db/users.ts';
import { findMember, setZone } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';

export async function getMe(deps: Pick<Deps, 'db'>, actor: Actor): Promise<Member> {
  const member = await findMember(deps.db, { id: actor.userId });
  if (!member) throw notFound('user');
  return member;
}

export async function updateMe(deps: Pick<Deps, 'db'>, actor: Actor, change: UpdateUser): Promise<Member> {
  if (change.zone !== undefined) await setZone(deps.db, actor.userId, change.zone);
  return getMe(deps, actor);
}
