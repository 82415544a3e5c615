import { createAccountRows } from '../../db/account-rows.ts';
import type { Deps } from '../../deps.ts';
import { tellFeed } from '../live/tell-feed.ts';
import { reconnectMessage } from '../webhooks/messages.ts';
import { wakeWebhooks } from '../webhooks/wake.ts';
import { keepPictures } from './keep-picture.ts';
import type { AccountRows } from './keeper-ports.ts';

/**
 * D1 as the account's object writes it; others hear at once of an account that TikTok signed out, and a creator's new picture
 * is fetched.
 */
export function tellingAccountRows(deps: Deps): AccountRows {
  const rows = createAccountRows(deps, reconnectMessage, ({ id, workspaceId }) => {
    tellFeed(deps, workspaceId, [{ type: 'account', accountId: id }, { type: 'notice' }]);
    wakeWebhooks(deps, workspaceId);
  });
  return {
    async write(news) {
      await rows.write(news);
      deps.later(keepPictures(deps, news));
    },
  };
}
