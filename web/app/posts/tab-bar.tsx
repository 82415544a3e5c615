import { Link } from '@remix-run/react';
import type { PostCounts } from '@tiktimer/worker/contract';
import { count } from '../lib/format.ts';
import type { PostFilters, Tab } from './filters.ts';
import { listAt, TABS } from './filters.ts';

/** How many posts a tab holds when nothing else narrows it. */
export function countOf(tab: Tab, { counts, total, needsYou }: PostCounts): number {
  switch (tab) {
    case 'all':
      return total;
    case 'scheduled':
      return counts.scheduled + counts.publishing;
    case 'needs-you':
      return needsYou;
    case 'published':
      return counts.published;
    case 'failed':
      return counts.failed;
    case 'drafts':
      return counts.draft;
  }
}

export function TabBar({ filters, counts }: { filters: PostFilters; counts: PostCounts | null }) {
  return (
    <nav
      aria-label="Posts by status"
      className="-mx-4 flex gap-1 overflow-x-auto border-line border-b px-4 md:mx-0 md:px-0"
    >
      {TABS.map(({ key, name }) => (
        <Link
          key={key}
          to={listAt(filters, { tab: key })}
          preventScrollReset
          aria-current={key === filters.tab ? 'page' : undefined}
          className="whitespace-nowrap px-3 py-3 font-medium text-soft no-underline hover:text-ink md:py-2.5 aria-[current]:text-ink aria-[current]:shadow-[inset_0_-2px_0_var(--tt-ink)]"
        >
          {name}
          {counts && (
            <span className="tabular ml-2 font-normal text-muted text-sm">{count(countOf(key, counts))}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
