import type { Notice } from '@tiktimer/worker/contract';

/** What can only be mended in the composer (the API's words: worker/src/tiktok/failure-words.ts). */
const IN_THE_COMPOSER = [
  'Choose who can see it',
  'Edit the caption',
  'Replace the video',
  'Add a video',
  'Change the post and try again',
];
/** A reconnect is made where the account is shown with what waits for it. */
const AT_THE_ACCOUNT = /^(Reconnect|Allow posting again)/;
const A_NEW_TIME = ['Pick a new time', 'Schedule for tomorrow', 'Schedule it again', 'Try again now'];

/** Where the one button of a notice leads; null when it is about nothing that has a page. */
export function noticeAddress({
  kind,
  action,
  postId,
  accountId,
}: Pick<Notice, 'action' | 'postId' | 'accountId'> & Partial<Pick<Notice, 'kind'>>): string | null {
  if (kind === 'webhook_off') return '/settings/webhooks';
  if (action && AT_THE_ACCOUNT.test(action)) return '/accounts';
  if (!postId) return accountId ? '/accounts' : null;
  if (action && IN_THE_COMPOSER.includes(action)) return `/posts/${postId}/edit`;
  if (action && A_NEW_TIME.includes(action)) return `/posts/${postId}?ask=reschedule`;
  return `/posts/${postId}`;
}
