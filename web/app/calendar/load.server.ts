import type { ApiClient } from '@tiktimer/worker/client';
import type { Account, Post } from '@tiktimer/worker/contract';
import { getMe, listAccounts, listMedia, listPosts } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { isoDay } from '../lib/format.ts';
import type { WeekStart } from './days.ts';
import { daysOf, spanOf } from './days.ts';
import { readQuery, STATUS_CHOICES } from './query.ts';
import type { Piece } from './tile.ts';
import { isTile, needsCreator, pieceOf } from './tile.ts';
import { rememberedView } from './view-cookie.server.ts';

/** Weeks of a span are asked for at once; the pages of one week follow each other, as cursors do. */
const DAYS_A_REQUEST = 7;
const PAGES_MAX = 20;

export async function loadCalendar(api: ApiClient, request: Request) {
  const [user, accounts] = await Promise.all([getMe(api), listAccounts(api)]);
  const now = Date.now();
  const query = readQuery(new URL(request.url).searchParams, {
    view: await rememberedView(request),
    today: (zone) => isoDay(now, zone),
    zone: user.zone,
  });
  const weekStart: WeekStart = user.settings.weekStart === 'sunday' ? 0 : 1;
  const days = daysOf(query.view, query.date, weekStart, query.more);
  const { statuses, keeps } = STATUS_CHOICES[query.status];
  const [loaded, drafts] = await Promise.all([
    orTrouble(() => loadSpan(api, days, query.zone, { account: query.account, status: statuses })),
    orTrouble(() => loadDrafts(api, accounts)),
  ]);
  const pieces = loaded.value?.map((post) => pieceOf(post, accounts)) ?? null;
  return {
    query,
    weekStart,
    now,
    tiles: pieces?.filter(isTile).filter((tile) => keeps !== 'needs_you' || needsCreator(tile)) ?? null,
    trouble: loaded.requestId,
    drafts: (drafts.value ?? []).filter(({ at }) => at === null || at < now),
    accounts: accounts
      .filter(({ status }) => status !== 'disconnected')
      .map(({ id, nickname, username }) => ({ id, nickname, username })),
  };
}
export type CalendarData = Awaited<ReturnType<typeof loadCalendar>>;

/** Drafts, the newest first, with how long their videos are where the library's first page tells. */
async function loadDrafts(api: ApiClient, accounts: Account[]): Promise<Piece[]> {
  const { posts } = await listPosts(api, { status: 'draft', limit: '100' });
  const media = posts.some(({ mediaId }) => mediaId !== null) ? await listMedia(api) : [];
  const lengths = new Map(media.map(({ id, facts }) => [id, facts?.durationMs ?? null]));
  return posts.map((post) => ({
    ...pieceOf(post, accounts),
    lengthMs: (post.mediaId && lengths.get(post.mediaId)) ?? null,
  }));
}

async function loadSpan(
  api: ApiClient,
  days: string[],
  zone: string,
  filter: { account: string; status: string },
): Promise<Post[]> {
  const parts = Array.from({ length: Math.ceil(days.length / DAYS_A_REQUEST) }, (_, index) =>
    days.slice(index * DAYS_A_REQUEST, (index + 1) * DAYS_A_REQUEST),
  );
  const weeks = await Promise.all(parts.map((part) => loadPages(api, spanOf(part, zone), filter)));
  return weeks.flat();
}

async function loadPages(
  api: ApiClient,
  span: { from: number; to: number },
  filter: { account: string; status: string },
): Promise<Post[]> {
  const found: Post[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const answer: Awaited<ReturnType<typeof listPosts>> = await listPosts(api, {
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      sort: 'publish_at',
      order: 'asc',
      limit: '100',
      ...(filter.account && { account: filter.account }),
      ...(filter.status && { status: filter.status }),
      ...(cursor && { cursor }),
    });
    found.push(...answer.posts);
    cursor = answer.next;
    if (!cursor) break;
  }
  return found;
}

/** Only the failed part of the page is replaced (ui.md 2); who is signed out is sent to sign in by the door. */
async function orTrouble<T>(
  ask: () => Promise<T>,
): Promise<{ value: T; requestId: null } | { value: null; requestId: string }> {
  try {
    return { value: await ask(), requestId: null };
  } catch (error) {
    if (error instanceof ApiProblem && error.body.status >= 500)
      return { value: null, requestId: error.body.requestId };
    throw error;
  }
}
