import { Link } from '@remix-run/react';
import { Cover } from '../components/cover.tsx';
import { useMinute } from '../lib/clock.ts';
import { postTime } from '../lib/format.ts';
import type { Waiting } from './load.server.ts';

/** What a new sign-in is needed for, the soonest first. */
export function WaitingPosts({ posts, zone }: { posts: Waiting[]; zone: string }) {
  const now = useMinute();
  return (
    <ul className="mt-3 grid gap-3">
      {posts.map(({ id, caption, publishAt, posterUrl }) => (
        <li key={id} className="relative flex items-center gap-2.5 max-md:min-h-11">
          <Cover src={posterUrl} className="h-[34px] w-6 rounded-xs" />
          <span className="min-w-0">
            <Link
              to={`/posts/${id}`}
              className="block truncate font-medium text-sm no-underline after:absolute after:inset-0 hover:underline"
            >
              {caption || 'No caption'}
            </Link>
            {publishAt && (
              <time dateTime={publishAt} className="block text-muted text-xs">
                {postTime(publishAt, zone, now)}
              </time>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
