import type { PrivacyLevel } from '@tiktimer/worker/contract';

/** TikTok's words for who can see a post (tiktok-api.md 13.8). */
export const PRIVACY_WORDS: Record<PrivacyLevel, string> = {
  PUBLIC_TO_EVERYONE: 'Everyone',
  MUTUAL_FOLLOW_FRIENDS: 'Friends',
  FOLLOWER_OF_CREATOR: 'Followers',
  SELF_ONLY: 'Only me',
};

/** What TikTok will write under the video, or nothing while nothing is disclosed. */
export const labelOf = ({ ownBrand, branded }: { ownBrand: boolean; branded: boolean }) =>
  branded ? 'Paid partnership' : ownBrand ? 'Promotional content' : null;
