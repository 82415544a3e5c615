import { Link } from '@remix-run/react';
import type { Post, PostCounts } from '@tiktimer/worker/contract';
import { Suspense, useEffect, useState } from 'react';
import { Button, LinkButton } from '../components/button.tsx';
import { lazily } from '../components/lazily.tsx';
import { useAnnounce, useToast } from '../components/toast.tsx';
import { useFetchLater } from '../lib/fetch-later.ts';
import { count, isoDay } from '../lib/format.ts';
import { notHereWords } from '../lib/patiently.ts';
import { useAwake } from '../lib/use-awake.ts';
import type { Asked } from './ask.tsx';
import type { Refusal } from './bulk.ts';
import { DeedRefused } from './door.ts';
import type { PostFilters } from './filters.ts';
import { isNarrowed, listAt, searchOf } from './filters.ts';
import { PostTable } from './post-table.tsx';
import { countOf } from './tab-bar.tsx';
import { loadDeeds, useDeeds } from './use-deeds.ts';
import { useListKeys } from './use-list-keys.ts';
import { useMore } from './use-more.ts';
import { useSelection } from './use-selection.ts';

const loadAsk = () => import('./ask.tsx');
const loadBar = () => import('./bulk-bar.tsx');
const loadEvery = () => import('./select-all.ts');
const loadCsv = () => import('./csv.ts');
const LATER = [loadBar, loadDeeds, loadAsk, loadEvery, loadCsv];
const Ask = lazily(loadAsk);
const BulkBar = lazily(loadBar);

export interface ListProps {
  first: Post[];
  next: string | null;
  filters: PostFilters;
  counts: PostCounts | null;
  accounts: { id: string; nickname: string; username: string }[];
  zone: string;
  now: number;
}

/** A press needs code that did not come. */
const notHere = (): never => {
  throw new DeedRefused(notHereWords(), 0);
};

/** Drafts and what was stopped are deleted at once and can be taken back; what would be stopped by it is asked for. */
const isAsked = ({ status }: Post) => ['scheduled', 'publishing', 'published'].includes(status);

/** The rows, what is selected of them, and what can be done with that. */
export function PostList({ first, next, filters, counts, accounts, zone, now }: ListProps) {
  const search = searchOf(filters);
  const { posts, rest, load, state, note } = useMore(first, next, search);
  const { chosen, turn, choose, clear } = useSelection(posts);
  const [question, setQuestion] = useState<Asked | null>(null);
  const deeds = useDeeds(zone, note);
  const toast = useToast();
  useSelectionSpoken(chosen.size);
  useFetchLater(LATER);

  const selected = [...chosen.values()];
  const act = (deed: (posts: Post[]) => void) => () => {
    deed(selected);
    clear();
  };
  const remove = (some: Post[]) => {
    if (some.some(isAsked)) setQuestion({ ask: 'delete', posts: some });
    else if (some.length > 0) {
      deeds.remove(some);
      clear();
    }
  };
  const answered = (deed: (posts: Post[]) => void) => () => {
    if (question) deed(question.posts);
    setQuestion(null);
    clear();
  };
  const orSay = async (deed: () => Promise<void>) => {
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof DeedRefused)) throw error;
      toast({ text: error.message, tone: 'bad' });
    }
  };
  const withEvery = async (use: (posts: Post[]) => void | Promise<void>) => {
    await orSay(async () => {
      const { everyPost, SELECT_MAX } = await loadEvery().catch(notHere);
      const all = await everyPost(search);
      await use(all.posts);
      if (!all.whole) toast({ text: `These are the first ${count(SELECT_MAX)}. Do the others after them.` });
    });
  };
  const names = Object.fromEntries(accounts.map(({ id, nickname }) => [id, nickname]));
  const exportCsv = async (some: Post[]) => {
    const { csvOf, download } = await loadCsv().catch(notHere);
    const handles = Object.fromEntries(accounts.map(({ id, username }) => [id, `@${username}`]));
    download(csvOf(some, handles), `tiktimer-posts-${isoDay(now, zone)}.csv`, 'text/csv;charset=utf-8');
  };
  useListKeys({
    posts,
    onTurn: turn,
    onDelete: (focused) => remove(selected.length > 0 ? selected : focused ? [focused] : []),
    onEscape: clear,
  });

  const total = counts && !isNarrowed(filters) ? countOf(filters.tab, counts) : null;
  return (
    <>
      <Refusals refused={deeds.refused} onForget={deeds.forgetRefused} />
      {chosen.size > 0 && rest && posts.every(({ id }) => chosen.has(id)) && chosen.size === posts.length && (
        <p className="flex flex-wrap items-center justify-center gap-x-3 rounded-md bg-steel-tint px-3 py-1.5 text-sm">
          All {count(posts.length)} on this page.
          <Button type="button" variant="quiet" size="sm" onClick={() => withEvery(choose)}>
            {total ? `Select all ${count(total)}` : 'Select all that match'}
          </Button>
        </p>
      )}
      <PostTable
        posts={posts}
        chosen={chosen}
        filters={filters}
        names={names}
        zone={zone}
        acts={{
          turn,
          turnAll: (on) => (on ? choose(posts) : clear()),
          move: (post) => setQuestion({ ask: 'move', posts: [post] }),
          duplicate: (post) => deeds.duplicate([post]),
          cancel: (post) => setQuestion({ ask: 'cancel', posts: [post] }),
          remove: (post) => remove([post]),
        }}
      />
      <div className="mt-6 flex flex-wrap items-center justify-center gap-x-4 gap-y-2">
        {typeof state === 'object' && (
          <span role="alert" className="text-bad text-sm">
            {state.trouble}
          </span>
        )}
        {rest && <More rest={rest} filters={filters} busy={state === 'loading'} onLoad={load} />}
        <Button
          type="button"
          variant="quiet"
          size="sm"
          onClick={() => withEvery(exportCsv)}
          className="awake-only"
        >
          Export all as CSV
        </Button>
      </div>
      {chosen.size > 0 && <div aria-hidden="true" className="h-16" />}
      <Suspense fallback={null}>
        {(chosen.size > 0 || deeds.running) && (
          <BulkBar
            selected={chosen.size}
            running={deeds.running}
            acts={{
              move: () => setQuestion({ ask: 'move', posts: selected }),
              duplicate: act(deeds.duplicate),
              cancel: () => setQuestion({ ask: 'cancel', posts: selected }),
              exportCsv: () => orSay(() => exportCsv(selected)),
              remove: () => remove(selected),
              clear,
            }}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {question && (
          <Ask
            question={question}
            zone={zone}
            onMove={(by) => answered((some) => deeds.move(some, by))()}
            onCancel={answered(deeds.cancel)}
            onDelete={answered(deeds.remove)}
            onClose={() => setQuestion(null)}
          />
        )}
      </Suspense>
    </>
  );
}

/** A link without scripts, so that older posts can be reached by everybody. */
function More({
  rest,
  filters,
  busy,
  onLoad,
}: {
  rest: string;
  filters: PostFilters;
  busy: boolean;
  onLoad: () => void;
}) {
  const awake = useAwake();
  const older = `${listAt(filters)}${searchOf(filters) ? '&' : '?'}cursor=${encodeURIComponent(rest)}`;
  if (!awake) return <LinkButton to={older}>Load more</LinkButton>;
  return (
    <Button type="button" pending={busy} onClick={onLoad}>
      Load more
    </Button>
  );
}

/** Those a deed could not be done to, each with its reason. */
function Refusals({ refused, onForget }: { refused: Refusal[]; onForget: () => void }) {
  if (refused.length === 0) return null;
  return (
    <section aria-label="Not done" className="mb-3 rounded-[10px] bg-warn-tint px-4 py-3">
      <ul className="grid gap-1.5 text-sm">
        {refused.map(({ post, sentence }) => (
          <li key={post.id} className="flex flex-wrap gap-x-2">
            <Link to={`/posts/${post.id}`} className="link max-w-72 truncate">
              {post.caption || 'No caption'}
            </Link>
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
      <Button type="button" variant="quiet" size="sm" onClick={onForget} className="mt-1 -ml-2.5">
        Dismiss
      </Button>
    </section>
  );
}

function useSelectionSpoken(size: number): void {
  const announce = useAnnounce();
  useEffect(() => {
    if (size > 0) announce(`${count(size)} selected`);
  }, [size, announce]);
}
