import type { Actor } from '../../app-env.ts';
import type { PostId } from '../../contract/ids.ts';
import type { DeleteMe, DeletionBegun } from '../../contract/index.ts';
import { requestDeletion, withdrawDeletion, workspacesOf } from '../../db/erasure.ts';
import { hasConfirmed, insertMail } from '../../db/mails.ts';
import type { Member } from '../../db/users.ts';
import type { Deps } from '../../deps.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { assertPassword } from '../identity/change-password.ts';
import { deletesAt } from '../identity/deletion-date.ts';
import { assertMay } from '../identity/may.ts';
import { getMe } from '../identity/me.ts';
import { composeMail, deletionBegun } from '../mail/compose.ts';
import { sendSoon } from '../mail/outbox.ts';
import { cancelAll } from './cancel-all.ts';

const OTHER_NAME = 'This is not your username.';

/**
 * Begins the deletion of a person's account: what is scheduled is cancelled now, everything is erased after 30 days (the
 * sweep, erase.ts), and until then it can be taken back. Asking again ends what an earlier request left undone.
 */
export async function deleteMe(
  deps: Deps,
  actor: Actor,
  input: DeleteMe,
  address: string | undefined,
): Promise<DeletionBegun> {
  assertMay(actor, 'be_oneself');
  const { user } = await getMe(deps, actor);
  if (input.username !== user.username)
    throw invalid(OTHER_NAME, [{ path: 'username', message: OTHER_NAME }]);
  await assertPassword(deps, user, input.password, address, 'password');
  const workspaces = await workspacesOf(deps.db, user.id);
  if (workspaces.some(({ role, people }) => role === 'owner' && people > 1))
    throw conflict('Other people work in your workspace. Remove them first, or make one of them its owner.');

  const now = deps.clock.now();
  const reader = { userId: user.id, to: user.email };
  const on = new Date(deletesAt(user.deletionRequestedAt ?? now));
  const letter = deletionBegun(on.toISOString().slice(0, 10));
  const mail = composeMail(deps, reader, letter, `deletion:${user.id}:${user.deletionRequestedAt ?? now}`);
  await deps.db.batch([
    requestDeletion(deps.db, user.id, now),
    insertMail(deps.db, mail, hasConfirmed(reader)),
  ]);
  sendSoon(deps, [mail.id]);

  let cancelled = 0;
  const tooLate: PostId[] = [];
  for (const { id, people } of workspaces) {
    if (people > 1) continue; // somebody else's: their posts go out
    const ended = await cancelAll(deps, id);
    cancelled += ended.cancelled.length;
    tooLate.push(...ended.tooLate);
  }
  deps.log.info('deletion_begun', { user: user.id, cancelled, tooLate: tooLate.length });
  return { deletesAt: on.toISOString(), cancelled, tooLate };
}

/** Takes the deletion back. What was cancelled stays cancelled: nothing goes out that nobody asked for again. */
export async function keepMe(deps: Pick<Deps, 'db' | 'log'>, actor: Actor): Promise<Member> {
  assertMay(actor, 'be_oneself');
  await withdrawDeletion(deps.db, actor.userId);
  deps.log.info('deletion_withdrawn', { user: actor.userId });
  return getMe(deps, actor);
}
