import type { SessionId, UserId, WorkspaceId } from '../../contract/ids.ts';
import type { LiveHint } from '../../contract/index.ts';
import type { PostRow } from '../../db/schema.ts';
import { workspacesOf } from '../../db/sessions.ts';
import type { Deps } from '../../deps.ts';

type Needs = Pick<Deps, 'feed' | 'later' | 'log'>;

/** Says to whoever looks at a workspace that something there is new. Never waited for, and its failure is nobody's. */
export function tellFeed(deps: Needs, workspaceId: WorkspaceId, hints: LiveHint[]): void {
  if (hints.length === 0) return;
  deps.later(
    deps
      .feed(workspaceId)
      .publish(hints)
      .catch((error: unknown) => deps.log.warn('feed not told', { workspace: workspaceId, error })),
  );
}

export const postHint = (row: Pick<PostRow, 'id' | 'status' | 'revision' | 'seq'>): LiveHint => ({
  type: 'post',
  postId: row.id,
  status: row.status,
  revision: row.revision,
  seq: row.seq,
});

/** Closes the sockets of sessions that have ended, in every workspace of this person (security.md 3). */
export function endSockets(
  deps: Needs & Pick<Deps, 'db'>,
  userId: UserId,
  which: { sessionId: SessionId } | { except: SessionId | null },
): void {
  const who = 'sessionId' in which ? which : { userId, except: which.except };
  deps.later(
    workspacesOf(deps.db, userId)
      .then((ids) => Promise.all(ids.map((id) => deps.feed(id).signedOut(who))))
      .catch((error: unknown) => deps.log.warn('sockets not closed', { user: userId, error })),
  );
}
