import type { Actor } from '../../app-env.ts';
import type { UpdateUser } from '../../contract/index.ts';
import type { Member } from '../../db/users.ts';
import { findMember, setZone } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../domain/errors.ts';
import { assertMay } from './may.ts';

export async function getMe(deps: Pick<Deps, 'db'>, actor: Actor): Promise<Member> {
  assertMay(actor, 'be_oneself');
  const member = await findMember(deps.db, { id: actor.userId });
  if (!member) throw notFound('user');
  return member;
}

export async function updateMe(deps: Pick<Deps, 'db'>, actor: Actor, change: UpdateUser): Promise<Member> {
  assertMay(actor, 'be_oneself');
  if (change.zone !== undefined) await setZone(deps.db, actor.userId, change.zone);
  return getMe(deps, actor);
}
