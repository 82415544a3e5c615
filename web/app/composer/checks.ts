import type { AccountDetail, Media } from '@tiktimer/worker/contract';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';
import { POSTING } from './barred.ts';
import type { Draft } from './draft.ts';
import { barredByBranding } from './draft.ts';
import type { WhenMeans } from './when.ts';

/** One line of the checks: passed, still open, or standing in the way. */
export interface Check {
  state: 'passed' | 'open' | 'warns' | 'blocks';
  words: string;
}

export interface Surroundings {
  account: AccountDetail | null;
  media: Media | null;
  uploading: boolean;
  /** A file was chosen that TikTok would not take, so it was not sent. */
  refused: boolean;
  tooLong: boolean;
  means: WhenMeans;
  clash: boolean;
  now: number;
}

/** What is checked again when the button is pressed, a day before and an hour before; here as far as this page knows. */
export function checksOf(draft: Draft, around: Surroundings): Check[] {
  const { account } = around;
  return [
    accountCheck(account),
    !account
      ? { state: 'open', words: 'May post for you' }
      : account.scopes.includes(POSTING)
        ? { state: 'passed', words: 'May post for you' }
        : { state: 'blocks', words: 'TikTok does not let TikTimer post for you' },
    visibilityCheck(draft),
    roomCheck(account, draft.when),
    mediaCheck(around),
    timeCheck(draft, around.means, around.clash, around.now),
  ];
}

function accountCheck(account: AccountDetail | null): Check {
  if (!account) return { state: 'open', words: 'Signed in to TikTok' };
  return account.status === 'connected'
    ? { state: 'passed', words: 'Signed in to TikTok' }
    : { state: 'blocks', words: 'TikTok signed us out of this account' };
}

function visibilityCheck({ privacy, disclose, branded }: Draft): Check {
  if (privacy === '') return { state: 'open', words: 'Who can see it' };
  const barred = disclose && branded ? barredByBranding(privacy) : null;
  if (barred) return { state: 'blocks', words: barred };
  return { state: 'passed', words: `“${PRIVACY_WORDS[privacy]}” is offered` };
}

function roomCheck(account: AccountDetail | null, when: Draft['when']): Check {
  if (!account) return { state: 'open', words: 'Room for another post' };
  if (account.cannotPost)
    return { state: account.capped && when === 'at' ? 'warns' : 'blocks', words: account.cannotPost };
  const { usedIn24h, about } = account.quota;
  return about > 0 && usedIn24h >= about
    ? { state: 'warns', words: `${usedIn24h} posts in 24 hours; TikTok takes about ${about}` }
    : { state: 'passed', words: 'Room for another post today' };
}

function mediaCheck({ media, uploading, refused, tooLong }: Surroundings): Check {
  if (uploading) return { state: 'open', words: 'Video, when it is uploaded' };
  if (!media && !refused) return { state: 'open', words: 'Video fits TikTok' };
  return media?.status === 'ready' && !refused && !tooLong
    ? { state: 'passed', words: 'Video fits TikTok' }
    : { state: 'blocks', words: 'TikTok would refuse this video' };
}

function timeCheck(draft: Draft, means: WhenMeans, clash: boolean, now: number): Check {
  if (draft.when === 'now') return { state: 'passed', words: 'Goes out at once' };
  if (means.kind === 'incomplete') return { state: 'open', words: 'Time is free' };
  if (means.kind === 'gap') return { state: 'blocks', words: 'This time does not exist' };
  if (means.at <= now) return { state: 'blocks', words: 'That time has passed' };
  return clash
    ? { state: 'warns', words: 'Another post goes out within 10 minutes' }
    : { state: 'passed', words: 'Time is free' };
}
