import type { Actor } from '../../app-env.ts';
import { listAccounts } from '../../db/accounts.ts';
import type { AccountRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';

/** The one account old clients know of: the first that is connected. */
export const findConnected = async (
  deps: Pick<Deps, 'db'>,
  actor: Pick<Actor, 'workspaceId'>,
): Promise<AccountRow | undefined> =>
  (await listAccounts(deps.db, actor.workspaceId)).find(({ status }) => status === 'connected');
