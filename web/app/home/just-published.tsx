import { Link } from '@remix-run/react';
import type { Post } from '@tiktimer/worker/contract';
import { Cover } from '../components/cover.tsx';
import { useMinute } from '../lib/clock.ts';
import { hundredths, lateness, postTime, second } from '../lib/format.ts';

/** The last five: when each was planned, when it left, how far from its second, and where it is. */
export function JustPublished({ posts, zone }: { posts: Post[]; zone: string }) {
  const now = useMinute();
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">Posts that went out last</caption>
      <thead>
        <tr className="text-left text-muted text-xs [&>th]:pr-3 [&>th]:pb-2 [&>th]:font-medium">
          <th scope="col">Post</th>
          <th scope="col" className="max-md:sr-only">
            Planned
          </th>
          <th scope="col" className="text-right max-sm:sr-only">
            Handed over
          </th>
          <th scope="col" className="text-right">
            Late by
          </th>
          <th scope="col" className="pr-0! max-md:sr-only">
            <span className="sr-only">Link</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {posts.map((post) => (
          <tr key={post.id} className="border-line border-t [&>td]:py-[7px] [&>td]:pr-3">
            <td className="w-full max-w-0">
              <Link to={`/posts/${post.id}`} className="flex items-center gap-2.5 font-medium no-underline">
                <Cover src={post.posterUrl} className="h-[34px] w-6 rounded-xs" />
                <span className="truncate">{post.caption || 'No caption'}</span>
              </Link>
            </td>
            <td className="tabular whitespace-nowrap text-soft max-md:sr-only">
              {post.publishAt && postTime(post.publishAt, zone, now)}
            </td>
            <td className="tabular whitespace-nowrap text-right max-sm:sr-only">
              {post.handedOverAt && `${second(post.handedOverAt, zone)}${hundredths(post.handedOverAt)}`}
            </td>
            <td className="tabular whitespace-nowrap text-right">
              {post.latenessMs !== null && lateness(post.latenessMs)}
            </td>
            <td className="pr-0! text-right max-md:hidden">
              {post.url && (
                <a href={post.url} target="_blank" rel="noreferrer" className="link">
                  Open
                  <span className="sr-only"> on TikTok</span>
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
