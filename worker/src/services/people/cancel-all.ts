import type { PostId, WorkspaceId } from '../../contract/ids.ts';
import { armedPostsOfWorkspace, cancelWaiting } from '../../db/erasure.ts';
import type { Deps } from '../../deps.ts';
import { cancelArmed } from '../posts/cancel-account-posts.ts';

const POSTS_MAX = 2_000;

/** Stops everything a workspace has scheduled. Returns when every post has answered; those on their way are named. */
export async function cancelAll(
  deps: Pick<Deps, 'db' | 'publisher' | 'clock'>,
  workspaceId: WorkspaceId,
): Promise<{ cancelled: PostId[]; tooLate: PostId[] }> {
  const armed = await armedPostsOfWorkspace(deps.db, workspaceId, POSTS_MAX);
  const stoppable = armed.filter(({ status }) => status !== 'outcome_unknown');
  const { cancelled, tooLate } = await cancelArmed(deps, stoppable);
  const waiting = await cancelWaiting(deps.db, workspaceId, deps.clock.now());
  return { cancelled: [...cancelled, ...waiting.map(({ id }) => id)], tooLate };
}
