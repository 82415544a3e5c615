import { Link } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button, LinkButton } from '../components/button.tsx';
import { Check, PostRow } from '../components/post-row.tsx';
import { RowMenu } from '../components/row-menu.tsx';
import { zoneCity } from '../lib/format.ts';
import type { PostFilters } from './filters.ts';
import { listAt } from './filters.ts';

export interface RowActs {
  turn: (post: Post, range: boolean) => void;
  turnAll: (on: boolean) => void;
  move: (post: Post) => void;
  duplicate: (post: Post) => void;
  cancel: (post: Post) => void;
  remove: (post: Post) => void;
}

/** The list as a table from 768, as cards below. */
export function PostTable({
  posts,
  chosen,
  filters,
  names,
  zone,
  acts,
}: {
  posts: readonly Post[];
  chosen: ReadonlyMap<string, Post>;
  filters: PostFilters;
  names: Record<string, string>;
  zone: string;
  acts: RowActs;
}) {
  const here = posts.filter(({ id }) => chosen.has(id)).length;
  const byTime = filters.tab !== 'drafts';
  const ascending = filters.order === 'asc';
  const Arrow = ascending ? ArrowUp : ArrowDown;
  return (
    <table className="w-full border-collapse max-md:block">
      <caption className="sr-only">Your posts, times in {zoneCity(zone)}</caption>
      <thead className="max-md:sr-only">
        <tr className="border-line border-b text-left text-muted text-xs [&>th]:py-3 [&>th]:pr-4 [&>th]:font-medium">
          <td className="w-10 pl-2.5">
            <Check
              label="Select all on this page"
              checked={here > 0 && here === posts.length}
              mixed={here > 0 && here < posts.length}
              onChange={() => acts.turnAll(here < posts.length)}
            />
          </td>
          <th scope="col">Post</th>
          <th scope="col">
            <span className="max-lg:sr-only">Account</span>
          </th>
          <th scope="col" aria-sort={byTime ? (ascending ? 'ascending' : 'descending') : undefined}>
            {byTime ? (
              <Link
                to={listAt(filters, { order: ascending ? 'desc' : 'asc' })}
                preventScrollReset
                className="inline-flex items-center gap-1 no-underline hover:text-ink"
              >
                When, {zoneCity(zone)}
                <Arrow size={12} strokeWidth={2} aria-hidden />
              </Link>
            ) : (
              `When, ${zoneCity(zone)}`
            )}
          </th>
          <th scope="col">Status</th>
          <th scope="col">
            <span className="sr-only">More</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {posts.map((post) => (
          <PostRow
            key={post.id}
            post={post}
            zone={zone}
            account={names[post.accountId ?? ''] ?? 'No account yet'}
            selected={chosen.has(post.id)}
            selecting={chosen.size > 0}
            onSelect={(range) => acts.turn(post, range)}
            menu={<Menu post={post} acts={acts} />}
          />
        ))}
      </tbody>
    </table>
  );
}

const ITEM = 'w-full justify-start';

/** The same deeds as for many, for one. */
function Menu({ post, acts }: { post: Post; acts: RowActs }) {
  const editable = !['published', 'publishing', 'outcome_unknown'].includes(post.status);
  const item = (words: string, act: (post: Post) => void) => (
    <Button type="button" variant="quiet" className={ITEM} onClick={() => act(post)}>
      {words}
    </Button>
  );
  return (
    <RowMenu label={`More for ${post.caption.slice(0, 60) || 'the post without a caption'}`}>
      {editable && (
        <LinkButton to={`/posts/${post.id}/edit`} variant="quiet" className={ITEM}>
          Edit
        </LinkButton>
      )}
      {post.status === 'scheduled' && item('Move by…', acts.move)}
      {item('Duplicate', acts.duplicate)}
      {post.status === 'scheduled' && item('Cancel', acts.cancel)}
      {post.status !== 'outcome_unknown' && post.status !== 'publishing' && item('Delete', acts.remove)}
      {post.url && (
        <LinkButton to={post.url} variant="quiet" className={ITEM}>
          Open on TikTok
        </LinkButton>
      )}
      {item('Select', (one) => acts.turn(one, false))}
    </RowMenu>
  );
}

/** Eight grey rows of the real shape; they come after a moment, so that a quick answer does not flicker. */
export function PostSkeleton() {
  return (
    <div aria-hidden="true" className="appear-late grid">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((row) => (
        <div key={row} className="flex items-center gap-3 border-line border-b py-2.5 md:pl-12">
          <span className="h-11 w-[30px] animate-pulse-soft rounded-xs bg-sunken" />
          <span className="h-3 w-2/5 animate-pulse-soft rounded-xs bg-sunken" />
          <span className="ml-auto h-3 w-24 animate-pulse-soft rounded-xs bg-sunken" />
        </div>
      ))}
    </div>
  );
}
