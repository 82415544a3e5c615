import type { Post, PrivacyLevel } from '@tiktimer/worker/contract';
import { isoDay, second } from '../lib/format.ts';

/** What the composer's form holds: as typed, so that a half-filled form is a value too. */
export interface Draft {
  accountId: string;
  mediaId: string;
  caption: string;
  /** Empty until chosen; there is never a default (tiktok-api.md 13.2b). */
  privacy: PrivacyLevel | '';
  allowComment: boolean;
  allowDuet: boolean;
  allowStitch: boolean;
  /** "Content disclosure setting"; while it is off neither of the next two is sent. */
  disclose: boolean;
  ownBrand: boolean;
  branded: boolean;
  aiGenerated: boolean;
  when: 'at' | 'now';
  date: string;
  time: string;
  zone: string;
  fold: 'first' | 'second';
}

/** A new post: everything that is the creator's to choose is empty or off. The time is a suggestion. */
export function emptyDraft(zone: string, now: number): Draft {
  const HOUR = 3_600_000;
  const suggestion = Math.ceil((now + HOUR) / HOUR) * HOUR;
  return {
    accountId: '',
    mediaId: '',
    caption: '',
    privacy: '',
    allowComment: false,
    allowDuet: false,
    allowStitch: false,
    disclose: false,
    ownBrand: false,
    branded: false,
    aiGenerated: false,
    when: 'at',
    ...localTime(suggestion, zone),
    fold: 'first',
  };
}

/** A post as the form shows it. A time that has passed is no suggestion. */
export function draftOf(post: Post, zone: string, now: number): Draft {
  const planned = post.publishAt ? Date.parse(post.publishAt) : 0;
  const { ownBrand, branded } = post.disclosure;
  return {
    ...emptyDraft(zone, now),
    ...(planned > now && localTime(planned, post.zone ?? zone)),
    accountId: post.accountId ?? '',
    mediaId: post.mediaId ?? '',
    caption: post.caption,
    privacy: post.privacy ?? '',
    allowComment: post.allowComment,
    allowDuet: post.allowDuet,
    allowStitch: post.allowStitch,
    disclose: ownBrand || branded,
    ownBrand,
    branded,
    aiGenerated: post.aiGenerated,
  };
}

/** An instant as the date and time fields hold it. */
export const localTime = (at: number, zone: string) => ({
  date: isoDay(at, zone),
  time: second(at, zone),
  zone,
});

/** Which declaration stands above the button (tiktok-api.md 13.4). */
export const consentOf = (draft: Pick<Draft, 'disclose' | 'branded'>) =>
  draft.disclose && draft.branded ? 'branded_content' : 'music_usage';

/** Whether a visibility may not go with branded content, and TikTok's words for it. */
export function barredByBranding(privacy: string): string | null {
  if (privacy === 'SELF_ONLY') return 'Branded content visibility cannot be set to private.';
  if (privacy === 'FOLLOWER_OF_CREATOR') return 'Branded content can be shown to everyone or to friends.';
  return null;
}

/** TikTok's words for who can see a post (tiktok-api.md 13.8). */
export const PRIVACY_WORDS: Record<PrivacyLevel, string> = {
  PUBLIC_TO_EVERYONE: 'Everyone',
  MUTUAL_FOLLOW_FRIENDS: 'Friends',
  FOLLOWER_OF_CREATOR: 'Followers',
  SELF_ONLY: 'Only me',
};

/** UTF-16 units, as TikTok counts captions (tiktok-api.md 3.1). */
export const CAPTION_UNITS_MAX = 2200;
