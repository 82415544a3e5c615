import type { Account, Post } from '@tiktimer/worker/contract';
import { dayLater } from './day-later.ts';
import { planned } from './format.ts';

/** One thing that helps: a way somewhere, or TikTok's own consent page. */
export type Fix = { label: string; to: string } | { label: string; connect: true };
export interface Fixes {
  first: Fix | null;
  /** Quieter ones. */
  others: { label: string; to: string }[];
}

type About = Pick<Post, 'id' | 'publishAt'>;
type Health = Pick<Account, 'status' | 'scopes'> | null;

const MINUTE = 60_000;
const HELP = 'https://support.tiktok.com';

/** Which page, or which question of a post's page, mends which failure or finding. What is not named here is mended by another time. */
const WAY: Record<string, 'connect' | 'edit' | 'again' | 'tomorrow' | 'help'> = {
  reconnect_needed: 'connect',
  permission_missing: 'connect',
  privacy_not_offered: 'edit',
  caption_refused: 'edit',
  refused_content: 'edit',
  tiktok_refused: 'edit',
  no_media: 'edit',
  media_changed: 'edit',
  media_unreachable: 'again',
  tiktok_down: 'again',
  tiktok_unexpected: 'again',
  account_must_be_private: 'again',
  daily_cap: 'tomorrow',
  account_banned: 'help',
};

/** What helps a post that failed or is held up for a reason; `action` is the API's word for the first (ui.md 3.7). */
export function fixesOf(
  { reason, action }: { reason: string; action: string },
  post: About & { failed: boolean },
  account: Health,
  zone: string,
  now: number,
): Fixes {
  const ask = (question: string) => `/posts/${post.id}?ask=${question}`;
  const edit = `/posts/${post.id}/edit`;
  const newTime = { label: 'Pick a new time', to: ask('reschedule') };
  const postNow = { label: 'Post now', to: ask('publish') };
  switch (WAY[reason]) {
    case 'connect':
      if (!mayPost(account)) {
        const others = post.failed ? [{ label: 'Use another account', to: edit }] : [];
        return { first: { label: action, connect: true }, others };
      }
      // Mended already: a post that waits goes on by itself.
      return post.failed ? { first: postNow, others: [newTime] } : { first: null, others: [] };
    case 'edit':
      return { first: { label: action, to: edit }, others: [] };
    case 'again':
      return { first: { label: action, to: ask('publish') }, others: [newTime] };
    case 'tomorrow': {
      const at = Date.parse(post.publishAt ?? '');
      // A post that was sent at once has a time that nobody picked.
      const later = dayLater(at % MINUTE === 0 ? at : null, now);
      const to = `${ask('reschedule')}&at=${encodeURIComponent(new Date(later).toISOString())}`;
      return { first: { label: `Schedule for ${planned(later, zone)}`, to }, others: [newTime] };
    }
    case 'help':
      return { first: { label: action, to: HELP }, others: [{ label: 'Use another account', to: edit }] };
    default:
      return {
        first: { label: action, to: newTime.to },
        others: reason === 'not_published' ? [postNow] : [],
      };
  }
}

const mayPost = (account: Health) =>
  account?.status === 'connected' && account.scopes.includes('video.publish');
