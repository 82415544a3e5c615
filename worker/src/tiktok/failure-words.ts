import type { FailureReason } from '../contract/index.ts';

/** What the user reads and the one thing that helps (ui.md 3.7). */
export interface FailureWords {
  sentence: string;
  action: string;
}
interface About {
  /** The account's @name, without the @. */
  handle: string;
  /** `Trouble.technical`, when there is one: begins with TikTok's own word. */
  technical?: string | null | undefined;
}

/** What TikTok's check of the file found, by its fail_reason (tiktok-api.md 6). */
const CHECKS: Record<string, string> = {
  file_format_check_failed: 'file format',
  duration_check_failed: 'length',
  frame_rate_check_failed: 'frame rate',
  picture_size_check_failed: 'picture size',
};

const WORDS: Record<FailureReason, (about: { at: string; code: string }) => FailureWords> = {
  reconnect_needed: ({ at }) => ({
    sentence: `TikTok signed us out of ${at}. This happens after a password change.`,
    action: `Reconnect ${at}`,
  }),
  permission_missing: ({ at }) => ({
    sentence: `TikTimer may no longer post for ${at}.`,
    action: 'Allow posting again',
  }),
  privacy_not_offered: ({ at }) => ({
    sentence: `TikTok no longer offers the audience you chose for ${at}. We never pick another for you.`,
    action: 'Choose who can see it',
  }),
  account_must_be_private: ({ at }) => ({
    sentence: `Until TikTok approves this app, it takes posts only from private accounts, and ${at} is public. Nothing was posted.`,
    action: 'Set the account to private, then post again',
  }),
  account_banned: ({ at }) => ({
    sentence: `TikTok does not let ${at} post. Only TikTok can change that.`,
    action: "Open TikTok's help",
  }),
  daily_cap: () => ({
    sentence: 'TikTok takes no more posts from this account for now.',
    action: 'Schedule for tomorrow',
  }),
  creator_cap: () => ({
    sentence:
      "This TikTimer has reached TikTok's number of creators for today. Not your doing; we tried each hour.",
    action: 'Pick a new time',
  }),
  caption_refused: () => ({ sentence: 'TikTok took the caption for spam.', action: 'Edit the caption' }),
  refused_content: ({ code }) => ({
    sentence: Object.hasOwn(CHECKS, code)
      ? `TikTok refused the video: ${CHECKS[code]}.`
      : 'TikTok refused the video.',
    action: 'Replace the video',
  }),
  tiktok_refused: () => ({
    sentence: 'TikTok refused this post and gave no closer reason. Nothing was posted.',
    action: 'Change the post and try again',
  }),
  tiktok_down: () => ({ sentence: 'TikTok did not answer. Nothing was posted.', action: 'Try again now' }),
  media_changed: () => ({
    sentence: 'The video is no longer the file you scheduled. Nothing was posted.',
    action: 'Replace the video',
  }),
  media_unreachable: () => ({
    sentence: 'TikTok could not fetch your file in time. Nothing was posted.',
    action: 'Try again now',
  }),
  no_media: () => ({ sentence: 'This post has no video. Nothing was posted.', action: 'Add a video' }),
  missed_window: () => ({
    sentence: 'It could not go out before your latest time. Nothing was posted.',
    action: 'Pick a new time',
  }),
  tiktok_unexpected: ({ code }) => ({
    sentence: code
      ? `TikTok answered something we do not know: ${code}. Nothing was posted.`
      : 'TikTok answered something we do not know. Nothing was posted.',
    action: 'Try again now',
  }),
  our_setup: () => ({
    sentence:
      'Something is wrong with the setup of this TikTimer, not with your post. The operator has been told.',
    action: 'Try again later',
  }),
  not_published: () => ({ sentence: 'This post did not go out.', action: 'Schedule it again' }),
};

/** The sentence and the one action for a failure, for the screen, notices and mails. */
export function failureWords(reason: FailureReason, { handle, technical }: About): FailureWords {
  const code = /^[\w.-]{1,64}/.exec(technical ?? '')?.[0] ?? '';
  return WORDS[reason]({ at: named(handle), code });
}

/** What creator_info refuses before a post is written: the attempt stops, and can be made again later (tiktok-api.md 13.1b). */
const NOT_NOW: Partial<Record<FailureReason, (at: string) => string>> = {
  daily_cap: (at) => `TikTok takes no more posts from ${at} at the moment. Try again later.`,
  creator_cap: () => "This TikTimer has reached TikTok's number of creators for today. Try again later.",
  account_banned: (at) => `TikTok does not let ${at} post at the moment. Try again later.`,
};

/** Why an account can't post now, for the page on which a post is written. */
export function notNowWords(reason: FailureReason, about: About): string {
  return NOT_NOW[reason]?.(named(about.handle)) ?? failureWords(reason, about).sentence;
}

const named = (handle: string) => (handle ? `@${handle}` : 'this account');
