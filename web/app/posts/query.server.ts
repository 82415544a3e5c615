import { fromAbsolute } from '@internationalized/date';
import type { ApiClient } from '@tiktimer/worker/client';
import type { PostPage } from '@tiktimer/worker/contract';
import type { PostQuery } from '../lib/api.server.ts';
import { listPosts } from '../lib/api.server.ts';
import type { PostFilters, Span, Tab } from './filters.ts';

const STATUS_OF: Partial<Record<Tab, string>> = {
  scheduled: 'scheduled,publishing',
  published: 'published',
  failed: 'failed',
  drafts: 'draft',
};
const DAYS: Record<Exclude<Span, ''>, [first: number, beyond: number]> = {
  today: [0, 1],
  'next-7': [0, 8],
  'next-30': [0, 31],
  'last-7': [-7, 1],
  'last-30': [-30, 1],
};

/** Whole days in the creator's zone, however long those are. */
export function spanOf(first: number, beyond: number, zone: string, now: number) {
  const today = fromAbsolute(now, zone).set({ hour: 0, minute: 0, second: 0, millisecond: 0 });
  const at = (days: number) => today.add({ days }).toDate().toISOString();
  return { from: at(first), to: at(beyond) };
}

/** A page of the list as its filters want it. Drafts have no time, so they go by age. */
export function listFiltered(
  api: ApiClient,
  filters: PostFilters,
  page: { zone: string; now: number; cursor: string | null; limit: string },
): Promise<PostPage> {
  const { tab, q, account, privacy, span, order } = filters;
  const status = STATUS_OF[tab];
  const query: PostQuery = {
    ...(status && { status }),
    ...(tab === 'needs-you' && { needsYou: 'true' }),
    ...(q && { text: q }),
    ...(account && { account }),
    ...(privacy && { privacy }),
    ...(span && spanOf(...DAYS[span], page.zone, page.now)),
    sort: tab === 'drafts' ? 'created' : 'publish_at',
    order,
    ...(page.cursor && { cursor: page.cursor }),
    limit: page.limit,
  };
  return listPosts(api, query);
}
