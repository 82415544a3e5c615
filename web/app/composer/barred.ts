import type { AccountDetail } from '@tiktimer/worker/contract';

/** The scope without which TikTok takes no posts (tiktok-api.md 1). */
export const POSTING = 'video.publish';

/** Why nothing can be posted from an account now, and the name of what helps, where something does. */
export interface Barred {
  sentence: string;
  fix: string | null;
}

/** A lost sign-in comes first: with it gone, TikTok says nothing of the rest. */
export function barredFrom(account: AccountDetail | null): Barred | null {
  if (!account) return null;
  const handle = `@${account.creatorInfo?.username || account.username}`;
  if (account.status === 'needs_reconnect')
    return { sentence: `TikTok signed us out of ${handle}.`, fix: `Reconnect ${handle}` };
  if (!account.scopes.includes(POSTING))
    return { sentence: `TikTimer may not post for ${handle}.`, fix: 'Allow posting again' };
  return account.cannotPost ? { sentence: account.cannotPost, fix: null } : null;
}
