import type { AccountDetail } from '@tiktimer/worker/contract';
import type { Draft } from './draft.ts';

/** The scope without which TikTok takes no posts (tiktok-api.md 1). */
export const POSTING = 'video.publish';

/** Why nothing can be posted from an account now, and the name of what helps, where something does. */
export interface Barred {
  sentence: string;
  fix: string | null;
  /** Only for now: TikTok counts 24 hours back, and a time ahead may be open by then. */
  passes: boolean;
}

/** A lost sign-in comes first: with it gone, TikTok says nothing of the rest. */
export function barredFrom(account: AccountDetail | null): Barred | null {
  if (!account) return null;
  const handle = `@${account.creatorInfo?.username || account.username}`;
  if (account.status === 'needs_reconnect')
    return { sentence: `TikTok signed us out of ${handle}.`, fix: `Reconnect ${handle}`, passes: false };
  if (!account.scopes.includes(POSTING))
    return { sentence: `TikTimer may not post for ${handle}.`, fix: 'Allow posting again', passes: false };
  return account.cannotPost ? { sentence: account.cannotPost, fix: null, passes: account.capped } : null;
}

/** Why a post of this account may not be sent off at all; what only bars the present is no word on a time ahead. */
export function whatBars(account: AccountDetail | null, when: Draft['when']): string | null {
  const barred = barredFrom(account);
  return barred && (when === 'now' || !barred.passes) ? barred.sentence : null;
}
