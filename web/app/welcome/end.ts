import type { Post } from '@tiktimer/worker/contract';
import { HOME } from '../lib/places.ts';

/** What the composer's address and form say of a post that the welcome led to. */
export const FROM_WELCOME = 'welcome';

/** So soon that its launch is worth waiting for (ui.md 3.3). */
const SOON_MS = 10 * 60_000;
const FIRST = 'first';

/** Where the welcome ends: at the launch of the first post if that is near, else at home, which says that it stands. */
export function endOfWelcome({ id, publishAt }: Pick<Post, 'id' | 'publishAt'>, now: number): string {
  const soon = publishAt === null || Date.parse(publishAt) - now <= SOON_MS;
  return soon ? `/posts/${id}/launch` : `${HOME}?${FIRST}=${id}`;
}

/** The first post that home is to speak of, if its address names one. */
export const firstPostOf = (search: URLSearchParams): string | undefined =>
  /^post_\w+$/.exec(search.get(FIRST) ?? '')?.[0];
