import type { MetaFunction } from '@remix-run/cloudflare';
import { Link, useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { LinkButton } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { PageHead } from '../components/page-head.tsx';
import { PostRow } from '../components/post-row.tsx';
import { listAccounts } from '../lib/api.server.ts';
import { page } from '../lib/door.server.ts';
import { zoneCity } from '../lib/format.ts';
import { listTab, TABS, tabOf } from '../lib/post-tabs.server.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction = () => [{ title: 'Posts · TikTimer' }];

export const loader = page(async ({ context, request }) => {
  const search = new URL(request.url).searchParams;
  const tab = tabOf(search.get('tab'));
  const [{ posts, next }, accounts] = await Promise.all([
    listTab(context.api, tab, search.get('cursor') ?? undefined),
    listAccounts(context.api),
  ]);
  const names = Object.fromEntries(accounts.map(({ id, nickname }) => [id, nickname]));
  return { tab, tabs: TABS, posts, next, names };
});

export default function Posts() {
  const { tab, tabs, posts, next, names } = useLoaderData<typeof loader>();
  const { zone } = useUser();
  const empty = tabs.find(({ key }) => key === tab)?.empty ?? '';
  return (
    <>
      <PageHead title="Posts" />
      <nav aria-label="Filter by status" className="flex gap-1 overflow-x-auto border-line border-b">
        {tabs.map(({ key, name }) => (
          <Link
            key={key}
            to={key === 'all' ? '/posts' : `/posts?tab=${key}`}
            aria-current={key === tab ? 'page' : undefined}
            className="whitespace-nowrap px-3 py-2.5 font-medium text-soft no-underline hover:text-ink aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--tt-ink)]"
          >
            {name}
          </Link>
        ))}
      </nav>
      {posts.length === 0 ? (
        <EmptyState
          title={empty}
          action={
            tab === 'all' && (
              <LinkButton to="/posts/new" variant="primary" icon={Plus}>
                New post
              </LinkButton>
            )
          }
        />
      ) : (
        <table className="w-full border-collapse max-md:block">
          <caption className="sr-only">Your posts, times in {zoneCity(zone)}</caption>
          <thead className="max-md:sr-only">
            <tr className="border-line border-b text-left text-muted text-xs [&>th]:py-3 [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">Post</th>
              <th scope="col">Account</th>
              <th scope="col">When, {zoneCity(zone)}</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {posts.map((post) => (
              <PostRow
                key={post.id}
                post={post}
                zone={zone}
                account={names[post.accountId ?? ''] ?? 'No account yet'}
              />
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <p className="mt-6 text-center">
          <LinkButton to={`/posts?${new URLSearchParams({ tab, cursor: next })}`}>Older posts</LinkButton>
        </p>
      )}
    </>
  );
}
