import type { Post } from '@tiktimer/worker/contract';
import type { ReactNode } from 'react';
import { useMinute } from '../lib/clock.ts';
import { fullMoment, postTime, second } from '../lib/format.ts';
import { isSlow } from '../lib/post-state.ts';
import { TimeLeft } from './countdown.tsx';
import { StatusMark, shownStatus } from './status-mark.tsx';

/** The state of a post in one heading. */
export function PostHeader({ post, zone, children }: { post: Post; zone: string; children: ReactNode }) {
  return (
    <div className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-3.5">
      <div className="min-w-64 flex-1">
        <StatusMark status={shownStatus(post)} />
        <h1 tabIndex={-1} className="mt-1 text-[24px] leading-[30px] tracking-display md:text-2xl">
          <Title post={post} zone={zone} />
        </h1>
        <Aside post={post} zone={zone} />
      </div>
      <div className="flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:flex-1">{children}</div>
    </div>
  );
}

function Title({ post, zone }: { post: Post; zone: string }) {
  switch (post.status) {
    case 'draft':
      return 'A draft, not planned yet';
    case 'scheduled':
      if (post.held) return 'Held';
      return post.publishAt ? (
        <>
          Goes out in <TimeLeft to={post.publishAt} />
        </>
      ) : (
        'Scheduled'
      );
    case 'publishing':
      if (post.held) return 'Held';
      if (post.handedOverAt) return 'Handed to TikTok. Processing.';
      return post.publishAt ? `Waiting for ${second(post.publishAt, zone)}` : 'Publishing';
    case 'published':
      return post.url ? 'Live on TikTok' : 'Published';
    case 'failed':
      return 'This one did not go out';
    case 'outcome_unknown':
      return 'We do not know if TikTok has this one';
    case 'cancelled':
      return <Cancelled at={post.updatedAt} zone={zone} />;
  }
}

function Cancelled({ at, zone }: { at: string; zone: string }) {
  const words = postTime(at, zone, useMinute());
  return <>You cancelled this {words.startsWith('Today') ? words.replace('Today', 'at') : `on ${words}`}</>;
}

function Aside({ post, zone }: { post: Post; zone: string }) {
  const words = asideWords(post);
  const now = useMinute();
  const when = post.publishAt && fullMoment(post.publishAt, zone, now);
  const planned = ['failed', 'outcome_unknown', 'cancelled'].includes(post.status) ? 'Planned for ' : '';
  if (!when && !words) return null;
  return (
    <p className="mt-1 text-soft">
      {when && <time dateTime={post.publishAt ?? undefined}>{`${planned}${when}`}</time>}
      {words && <span className="block">{words}</span>}
    </p>
  );
}

function asideWords(post: Post): string | null {
  if (post.status === 'publishing' && post.handedOverAt)
    return isSlow(post)
      ? 'TikTok has not confirmed yet. We keep asking and never send again by ourselves.'
      : 'It may take a few minutes to process and be visible on the profile.';
  if (post.status !== 'published' || post.url) return null;
  if (post.privacy === 'PUBLIC_TO_EVERYONE')
    return 'The link comes after TikTok’s review, usually within a minute, sometimes hours.';
  const whom =
    post.privacy === 'SELF_ONLY'
      ? 'only you'
      : post.privacy === 'FOLLOWER_OF_CREATOR'
        ? 'followers'
        : 'friends';
  return `Published for ${whom}. TikTok gives no link for posts that are not public.`;
}
