import { Link } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { useNow } from '../lib/clock.ts';
import { lateness, postTime } from '../lib/format.ts';
import { Relative } from './countdown.tsx';
import { Cover } from './cover.tsx';
import { StatusMark, shownStatus } from './status-mark.tsx';

type Listed = Pick<
  Post,
  'id' | 'caption' | 'status' | 'held' | 'findings' | 'publishAt' | 'latenessMs' | 'posterUrl'
>;

/** A row from 768, a card below. The whole row opens the post; its caption is the link's name. */
export function PostRow({ post, zone, account }: { post: Listed; zone: string; account: string }) {
  return (
    <tr className="relative border-line border-b hover:bg-sunken/60 max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-3 max-md:py-3 md:[&>td]:py-2.5 md:[&>td]:pr-4">
      <td className="max-md:col-span-2">
        <Link
          to={`/posts/${post.id}`}
          className="flex items-center gap-3 font-medium no-underline after:absolute after:inset-0"
        >
          <Cover src={post.posterUrl} />
          <span className="line-clamp-2 max-w-md break-words">{post.caption || 'No caption'}</span>
        </Link>
      </td>
      <td className="text-soft max-md:sr-only">{account}</td>
      <td className="tabular max-md:pt-2 max-md:pl-[42px]">
        <When post={post} zone={zone} />
      </td>
      <td className="max-md:self-center max-md:pt-2">
        <StatusMark status={shownStatus(post)} />
      </td>
    </tr>
  );
}

function When({ post, zone }: { post: Listed; zone: string }) {
  const now = useNow();
  if (!post.publishAt) return <span className="text-muted">No time yet</span>;
  return (
    <>
      <time dateTime={post.publishAt} className="block font-medium">
        {postTime(post.publishAt, zone, now)}
      </time>
      <span className="block text-muted text-xs">
        <Aside post={post} at={post.publishAt} />
      </span>
    </>
  );
}

function Aside({ post, at }: { post: Listed; at: string }) {
  if (post.status === 'failed') return 'nothing was posted';
  if (post.latenessMs !== null) return lateness(post.latenessMs);
  return <Relative at={at} />;
}
