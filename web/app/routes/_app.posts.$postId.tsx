import type { MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { ApiClient } from '@tiktimer/worker/client';
import type { Media, Post, ReceiptEvent } from '@tiktimer/worker/contract';
import { Suspense, useRef } from 'react';
import { BackLink } from '../components/back-link.tsx';
import { Cover } from '../components/cover.tsx';
import { lazily } from '../components/lazily.tsx';
import { OfflineNote } from '../components/offline-note.tsx';
import { PostActions } from '../components/post-actions.tsx';
import { PostFacts } from '../components/post-facts.tsx';
import { PostHeader } from '../components/post-header.tsx';
import { PostQuestion } from '../components/post-question.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { ReceiptTimeline } from '../components/receipt-timeline.tsx';
import { ReceiptTools } from '../components/receipt-tools.tsx';
import { TopBar } from '../components/top-bar.tsx';
import { getMedia, getReceipt, listAccounts } from '../lib/api.server.ts';
import { ApiProblem } from '../lib/api-problem.server.ts';
import { useReading } from '../lib/clock.ts';
import { deed, page } from '../lib/door.server.ts';
import { zoneCity } from '../lib/format.ts';
import { pollEvery } from '../lib/poll-every.ts';
import { doDeed } from '../lib/post-deeds.server.ts';
import { hasTrouble, isStoppable } from '../lib/post-state.ts';
import { useDoneToast } from '../lib/use-done-toast.ts';
import { useIsLive, useLiveRefresh } from '../lib/use-live.ts';
import { usePoll } from '../lib/use-poll.ts';
import { usePostKeys } from '../lib/use-post-keys.ts';
import { useUser } from './_app.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.post.caption.slice(0, 60) || 'Post'} · TikTimer` },
];

export const loader = page(async ({ context: { api, origins }, params, request }) => {
  const { post, events } = await getReceipt(api, params.postId ?? '');
  const [media, accounts] = await Promise.all([findMedia(api, post.mediaId), listAccounts(api)]);
  const account = accounts.find(({ id }) => id === post.accountId) ?? null;
  const asksForTime = new URL(request.url).searchParams.get('ask') === 'reschedule';
  return {
    post,
    events,
    media,
    account,
    // The simulator's in a rehearsal.
    profile: account?.username ? `${origins.tiktok}/@${encodeURIComponent(account.username)}` : null,
    zones: asksForTime ? zonesWith(post.zone) : [],
    now: Date.now(),
  };
});

/** The zones a browser knows, and the post's own: clients of the API may use others, such as UTC. */
const zonesWith = (own: string | null) => [
  ...new Set([...(own ? [own] : []), ...Intl.supportedValuesOf('timeZone')]),
];

export const action = deed(({ context, params, request }, form) =>
  doDeed(context.api, params.postId ?? '', form, request),
);

/** A published post's file is removed after a while; its receipt stays. */
async function findMedia(api: ApiClient, mediaId: string | null): Promise<Media | null> {
  if (!mediaId) return null;
  try {
    return await getMedia(api, mediaId);
  } catch (error) {
    if (error instanceof ApiProblem && error.body.code === 'not_found') return null;
    throw error;
  }
}

// What only some posts need, and only for some minutes.
const PostTrouble = lazily(() => import('../components/post-trouble.tsx'));
const LaunchCard = lazily(() => import('../components/launch-card.tsx'));

/** The last minutes, in which one watches. */
const LAUNCH_FROM = 10 * 60_000;

export default function PostPage() {
  const { post, events, media, account, profile, zones, now: drawnAt } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { zone } = useUser();
  const isLive = useIsLive();
  useLiveRefresh((hint) => hint.type === 'post' && hint.postId === post.id);
  usePoll(pollEvery(post, drawnAt, isLive));
  useDoneToast(post, zone);
  usePostKeys(post);

  const { publishAt } = post;
  const near = useReading((now) => publishAt !== null && Date.parse(publishAt) - now <= LAUNCH_FROM);
  const launching = near && isStoppable(post) && !post.held;
  const ask = search.get('ask');
  const problem = answer && 'problem' in answer ? answer.problem : null;
  return (
    <>
      <TopBar>
        <BackLink to="/posts">Posts</BackLink>
      </TopBar>
      <div className="max-w-[1080px] gap-10 lg:grid lg:grid-cols-[264px_minmax(0,1fr)]">
        <div className="min-w-0 lg:order-2">
          <PostHeader post={post} zone={zone}>
            <PostActions post={post} profile={profile} />
          </PostHeader>
          <OfflineNote at={drawnAt} moving={isStoppable(post)} zone={zone} />
          {problem && ask === null && (
            <div className="mb-4">
              <ProblemNote>{problem.detail}</ProblemNote>
            </div>
          )}
          <Suspense fallback={null}>
            {hasTrouble(post) && <PostTrouble post={post} account={account} profile={profile} zone={zone} />}
            {launching && publishAt && (
              <LaunchCard post={{ ...post, publishAt }} events={events} zone={zone} />
            )}
          </Suspense>
          <Receipt post={post} events={events} media={media} zone={zone} />
        </div>
        <div className="min-w-0 max-lg:mt-8">
          <Video media={media} />
          <p className="mt-4 whitespace-pre-wrap break-words">{post.caption || 'No caption.'}</p>
          <PostFacts post={post} media={media} account={account?.nickname ?? 'No account yet'} />
        </div>
      </div>
      <PostQuestion
        ask={ask}
        post={post}
        zone={zone}
        zones={zones}
        now={drawnAt}
        at={search.get('at')}
        problem={problem?.detail ?? null}
      />
    </>
  );
}

function Video({ media }: { media: Media | null }) {
  if (!media?.url)
    return (
      <Cover src={media?.posterUrl ?? null} className="aspect-[9/14.2] w-full rounded-[14px] max-lg:hidden" />
    );
  return (
    // biome-ignore lint/a11y/useMediaCaption: it is the creator's own video
    <video
      src={media.posterUrl ? media.url : `${media.url}#t=0.1`}
      poster={media.posterUrl ?? undefined}
      controls
      playsInline
      preload={media.posterUrl ? 'none' : 'metadata'}
      aria-label="The video"
      className="aspect-[9/14.2] w-full rounded-[14px] bg-sunken object-cover max-lg:max-h-96 max-lg:w-auto"
    />
  );
}

function Receipt({
  post,
  events,
  media,
  zone,
}: {
  post: Post;
  events: ReceiptEvent[];
  media: Media | null;
  zone: string;
}) {
  const first = useRef(events.length);
  const latest = events.at(-1);
  if (events.length === 0) return <p className="text-soft">A receipt begins when you schedule this post.</p>;
  return (
    <section aria-labelledby="receipt">
      <div className="mb-4 flex items-center justify-between gap-4">
        <h2 id="receipt" className="text-md tracking-title">
          Receipt
        </h2>
        <span className="text-muted text-xs max-sm:hidden">
          Times in {zoneCity(zone)}, to 1/100 second where it counts
        </span>
        <ReceiptTools post={post} events={events} zone={zone} />
      </div>
      <ReceiptTimeline events={events} post={post} media={media} zone={zone} />
      <p aria-live="polite" className="sr-only">
        {events.length > first.current ? latest?.sentence : ''}
      </p>
    </section>
  );
}
