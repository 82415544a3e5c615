import { forgetPicture, listLeftPictures } from '../../db/account-pictures.ts';
import type { AccountRow } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { avatarKey } from '../../media/store.ts';

type Which = Pick<AccountRow, 'id' | 'workspaceId'>;
type Needs = Pick<Deps, 'db' | 'bucket' | 'log'>;

const LEFT_A_RUN = 50;

/** Removes the copy of an account that was disconnected. The row names it until it is gone, so that the sweep can repeat this. */
export async function dropPicture(deps: Needs, account: Which): Promise<void> {
  try {
    await deps.bucket.delete(avatarKey(account.workspaceId, account.id));
    await forgetPicture(deps.db, account);
  } catch (error) {
    deps.log.warn('picture_not_removed', { account: account.id, error });
  }
}

/** For the sweep: copies that a disconnection left behind. */
export async function dropLeftPictures(deps: Needs): Promise<void> {
  for (const account of await listLeftPictures(deps.db, LEFT_A_RUN)) await dropPicture(deps, account);
}
