import type { PrivacyLevel } from '@tiktimer/worker/contract';

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

/** Spans of days around today. */
export const SPANS = [
  { key: '', name: 'Any time' },
  { key: 'today', name: 'Today' },
  { key: 'next-7', name: 'Next 7 days' },
  { key: 'next-30', name: 'Next 30 days' },
  { key: 'last-7', name: 'Last 7 days' },
  { key: 'last-30', name: 'Last 30 days' },
] as const;
export type Span = (typeof SPANS)[number]['key'];

const LEVELS: readonly PrivacyLevel[] = [
  'PUBLIC_TO_EVERYONE',
  'MUTUAL_FOLLOW_FRIENDS',
  'FOLLOWER_OF_CREATOR',
  'SELF_ONLY',
];

/** What the list shows. It lives in the address, so that back, reload and sharing work. */
export interface PostFilters {
  tab: Tab;
  q: string;
  account: string;
  privacy: PrivacyLevel | '';
  span: Span;
  order: 'asc' | 'desc';
}

/** What is coming is read from the next one on, everything else from the latest back. */
const usualOrder = (tab: Tab) => (tab === 'scheduled' || tab === 'needs-you' ? 'asc' : 'desc');

/** Words it does not know are left out, so that an old address still opens. */
export function readFilters(search: URLSearchParams): PostFilters {
  const tab = TABS.find(({ key }) => key === search.get('tab'))?.key ?? 'all';
  const order = search.get('order');
  return {
    tab,
    q: (search.get('q') ?? '').trim().slice(0, 100),
    account: search.get('account') ?? '',
    privacy: LEVELS.find((level) => level === search.get('privacy')) ?? '',
    span: SPANS.find(({ key }) => key === search.get('span'))?.key ?? '',
    order: order === 'asc' || order === 'desc' ? order : usualOrder(tab),
  };
}

/** "tab=failed&q=rye": what is usual is left out. */
export function searchOf(filters: PostFilters, change: Partial<PostFilters> = {}): string {
  const all = { ...filters, ...change };
  // Each tab has its own usual order; a change of tab goes back to it.
  if (change.tab !== undefined && change.order === undefined) all.order = usualOrder(change.tab);
  const { tab, order, ...rest } = all;
  const search = new URLSearchParams();
  if (tab !== 'all') search.set('tab', tab);
  for (const [name, value] of Object.entries(rest)) if (value) search.set(name, value);
  if (order !== usualOrder(tab)) search.set('order', order);
  return search.toString();
}

/** Where a list with these filters is. */
export const listAt = (filters: PostFilters, change: Partial<PostFilters> = {}) => {
  const search = searchOf(filters, change);
  return search ? `/posts?${search}` : '/posts';
};

/** Whether anything but the tab narrows the list. */
export const isNarrowed = ({ q, account, privacy, span }: PostFilters) =>
  q !== '' || account !== '' || privacy !== '' || span !== '';
