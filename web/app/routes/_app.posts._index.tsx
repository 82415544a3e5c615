import type { MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { LoadError } from '../components/load-error.tsx';
import { PageHead } from '../components/page-head.tsx';
import { countPosts, getMe, listAccounts } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { page } from '../lib/door.server.ts';
import { minute } from '../lib/format.ts';
import { useOnline } from '../lib/use-online.ts';
import { FilterBar } from '../posts/filter-bar.tsx';
import type { PostFilters } from '../posts/filters.ts';
import { isNarrowed, listAt, readFilters, searchOf, TABS } from '../posts/filters.ts';
import { PostList } from '../posts/post-list.tsx';
import { PostSkeleton } from '../posts/post-table.tsx';
import { listFiltered } from '../posts/query.server.ts';
import { TabBar } from '../posts/tab-bar.tsx';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Posts · TikTimer' }];

export const loader = page(async ({ context: { api }, request }) => {
  const search = new URL(request.url).searchParams;
  const filters = readFilters(search);
  const now = Date.now();
  const zone = getMe(api).then((user) => user.zone);
  const [list, counts, accounts] = await Promise.all([
    zone
      .then((place) =>
        listFiltered(api, filters, { zone: place, now, cursor: search.get('cursor'), limit: '50' }),
      )
      .catch(orTrouble),
    countPosts(api).catch(orTrouble),
    listAccounts(api),
  ]);
  return {
    filters,
    list: 'posts' in list ? list : null,
    requestId: 'requestId' in list ? list.requestId : '',
    counts: 'counts' in counts ? counts : null,
    accounts: accounts.map(({ id, nickname, username }) => ({ id, nickname, username })),
    now,
  };
});

/** The tabs stay when the rows can't be read. What the creator asked wrongly, or may not see, is no such trouble. */
function orTrouble(error: unknown): { requestId: string } {
  if (!(error instanceof ApiProblem) || error.body.status < 500) throw error;
  return { requestId: error.body.requestId };
}

export default function Posts() {
  const { filters, list, requestId, counts, accounts, now } = useLoaderData<typeof loader>();
  const { zone } = useUser();
  const navigation = useNavigation();
  const { search } = useLocation();
  const turning = navigation.state === 'loading' && navigation.location.pathname === '/posts';
  const loading = turning && navigation.location.search !== search;
  return (
    <>
      <PageHead title="Posts" />
      <TabBar filters={filters} counts={counts} />
      <FilterBar filters={filters} accounts={accounts} />
      <AsOf now={now} zone={zone} />
      <div aria-busy={loading}>
        {loading && <PostSkeleton />}
        {!loading && !list && <LoadError what="your posts" requestId={requestId} />}
        {!loading && list?.posts.length === 0 && <Empty filters={filters} />}
        {!loading && list && list.posts.length > 0 && (
          <PostList
            key={searchOf(filters)}
            first={list.posts}
            next={list.next}
            filters={filters}
            counts={counts}
            accounts={accounts}
            zone={zone}
            now={now}
          />
        )}
      </div>
    </>
  );
}

function AsOf({ now, zone }: { now: number; zone: string }) {
  if (useOnline()) return null;
  return <p className="pb-2 text-muted text-sm">As of {minute(now, zone)}</p>;
}

function Empty({ filters }: { filters: PostFilters }) {
  const clear = listAt(filters, { q: '', account: '', privacy: '', span: '' });
  if (filters.q)
    return (
      <EmptyState
        title={`No post matches “${filters.q}”.`}
        action={<LinkButton to={clear}>Clear search</LinkButton>}
      />
    );
  if (isNarrowed(filters))
    return (
      <EmptyState
        title="No post fits these filters."
        action={<LinkButton to={clear}>Clear filters</LinkButton>}
      />
    );
  const words = TABS.find(({ key }) => key === filters.tab)?.empty ?? '';
  return (
    <EmptyState
      title={words}
      action={
        (filters.tab === 'all' || filters.tab === 'scheduled' || filters.tab === 'drafts') && (
          <LinkButton to="/posts/new" variant="primary" icon={Plus}>
            New post
          </LinkButton>
        )
      }
    />
  );
}
