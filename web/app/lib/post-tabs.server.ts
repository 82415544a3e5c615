import type { ApiClient } from '@tiktimer/worker/client';
import type { Post, PostStatus } from '@tiktimer/worker/contract';
import { listPosts } from './api.server.ts';

/** The tabs of the list, with the words for an empty one (ui.md 3.8). */
export const TABS = [
  { key: 'all', name: 'All', empty: 'Nothing is planned.' },
  { key: 'scheduled', name: 'Scheduled', empty: 'Nothing waiting.' },
  { key: 'needs-you', name: 'Needs you', empty: 'Nothing needs you.' },
  {
    key: 'published',
    name: 'Published',
    empty: 'Your first published post will stand here with its receipt.',
  },
  { key: 'failed', name: 'Failed', empty: 'No failures. We would tell you.' },
  { key: 'drafts', name: 'Drafts', empty: 'No drafts.' },
] as const;
export type Tab = (typeof TABS)[number]['key'];

const STATUS_OF: Partial<Record<Tab, PostStatus>> = {
  scheduled: 'scheduled',
  published: 'published',
  failed: 'failed',
  drafts: 'draft',
};

export const tabOf = (name: string | null): Tab => TABS.find(({ key }) => key === name)?.key ?? 'all';

export async function listTab(api: ApiClient, tab: Tab, cursor: string | undefined) {
  if (tab === 'needs-you') return { posts: await whatNeedsTheCreator(api), next: null };
  const status = STATUS_OF[tab];
  return listPosts(api, { ...(status && { status }), ...(cursor && { cursor }), limit: '50' });
}

/** One page of each kind: more than a hundred posts in trouble at once is nothing a list can help with. */
async function whatNeedsTheCreator(api: ApiClient): Promise<Post[]> {
  const kinds = ['outcome_unknown', 'publishing', 'scheduled'] as const;
  const pages = await Promise.all(kinds.map((status) => listPosts(api, { status, limit: '100' })));
  return pages
    .flatMap(({ posts }) => posts)
    .filter(
      ({ status, held, findings }) =>
        status === 'outcome_unknown' || held || findings.some(({ severity }) => severity === 'blocks'),
    );
}
