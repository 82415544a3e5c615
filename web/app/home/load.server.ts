import type { ApiClient } from '@tiktimer/worker/client';
import type { Account, Media, Post } from '@tiktimer/worker/contract';
import {
  countPosts,
  getMe,
  getMedia,
  getPunctuality,
  listAccountDays,
  listAccounts,
  listLibrary,
  listPosts,
} from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { spanOf } from '../posts/query.server.ts';

const FAILED_DAYS = 7;
const NEEDS_SHOWN = '6';
const PUBLISHED_SHOWN = '5';

/** Everything Home shows, asked for at once. */
export async function loadHome(api: ApiClient) {
  const now = Date.now();
  const { zone } = await getMe(api);
  const coming = { status: 'scheduled,publishing', sort: 'publish_at', order: 'asc' } as const;
  const recent = { sort: 'publish_at', order: 'desc' } as const;
  const [next, today, needs, failed, published, counts, accounts, days, punctuality, files] =
    await Promise.all([
      listPosts(api, { ...coming, limit: '5' }),
      listPosts(api, { ...spanOf(0, 1, zone, now), sort: 'publish_at', order: 'asc', limit: '100' }),
      listPosts(api, { needsYou: 'true', sort: 'publish_at', order: 'asc', limit: NEEDS_SHOWN }),
      listPosts(api, { status: 'failed', ...spanOf(-FAILED_DAYS, 1, zone, now), ...recent, limit: '3' }),
      listPosts(api, { status: 'published', ...recent, limit: PUBLISHED_SHOWN }),
      countPosts(api),
      listAccounts(api),
      listAccountDays(api),
      getPunctuality(api),
      listLibrary(api, { limit: '1' }),
    ]);
  // What is held stands under Needs you; its time may have passed.
  const first = next.posts.find(({ handedOverAt, held }) => handedOverAt === null && held === null) ?? null;
  const present = accounts.filter(({ status }) => status !== 'disconnected');
  return {
    now,
    next: first && { post: first, media: await findMedia(api, first.mediaId) },
    today: today.posts.flatMap((post) =>
      post.publishAt && post.status !== 'cancelled' ? [{ ...post, publishAt: post.publishAt }] : [],
    ),
    needs: needsOf(present, days, [...needs.posts, ...failed.posts]),
    published: published.posts,
    counts,
    accounts: present.map(({ id, nickname, username, avatarUrl, status }) => ({
      ...{ id, nickname, username, avatarUrl, status },
      day: days.find(({ accountId }) => accountId === id) ?? null,
    })),
    punctuality,
    done: {
      account: present.length > 0,
      video: files.media.length > 0,
      post: counts.total > counts.counts.draft,
    },
  };
}
export type HomeData = Awaited<ReturnType<typeof loadHome>>;

/** A published post's file is removed after a while, a coming one's never. */
async function findMedia(api: ApiClient, mediaId: string | null): Promise<Media | null> {
  if (!mediaId) return null;
  try {
    return await getMedia(api, mediaId);
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code === 'not_found') return null;
    throw error;
  }
}

/** One sentence and one button each; an account comes first, since it may mend the posts below it. */
export type Need =
  | { kind: 'account'; id: string; username: string; scheduled: number; firstAt: string | null }
  | { kind: 'post'; post: Post };

function needsOf(
  accounts: Account[],
  days: Awaited<ReturnType<typeof listAccountDays>>,
  posts: Post[],
): Need[] {
  const signedOut = accounts.filter(({ status }) => status === 'needs_reconnect');
  return [
    ...signedOut.map(({ id, username }): Need => {
      const day = days.find(({ accountId }) => accountId === id);
      return {
        ...{ kind: 'account', id, username },
        scheduled: day?.scheduled ?? 0,
        firstAt: day?.next?.publishAt ?? null,
      };
    }),
    ...posts.map((post): Need => ({ kind: 'post', post })),
  ];
}
