import type { MetaFunction } from '@remix-run/cloudflare';
import { redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { ErrorPage } from '../components/error-page.tsx';
import { LaunchPanel } from '../components/launch-panel.tsx';
import { OfflineNote } from '../components/offline-note.tsx';
import { PostQuestion } from '../components/post-question.tsx';
import { getMe, getReceipt, listAccounts } from '../lib/api.server.ts';
import { deed, page, text } from '../lib/door.server.ts';
import { pollEvery } from '../lib/poll-every.ts';
import { doDeed } from '../lib/post-deeds.server.ts';
import { isStoppable } from '../lib/post-state.ts';
import { useIsLive, useLiveRefresh } from '../lib/use-live.ts';
import { usePoll } from '../lib/use-poll.ts';

export const meta: MetaFunction = () => [{ title: 'Launch view · TikTimer' }];

/** What a launch can be watched of; anything else has its page. */
const WATCHED = ['scheduled', 'publishing', 'published', 'failed', 'outcome_unknown'];

export const loader = page(async ({ context: { api }, params }) => {
  const [{ post, events }, user, accounts] = await Promise.all([
    getReceipt(api, params.postId ?? ''),
    getMe(api),
    listAccounts(api),
  ]);
  if (!WATCHED.includes(post.status)) throw redirect(`/posts/${post.id}`);
  const account = accounts.find(({ id }) => id === post.accountId);
  return { post, events, zone: user.zone, account: account?.nickname ?? '', now: Date.now() };
});

export const action = deed(async ({ context, params, request }, form) => {
  if (text(form, 'intent') !== 'cancel') throw redirect(`/posts/${params.postId}`);
  return doDeed(context.api, params.postId ?? '', form, request);
});

export default function Launch() {
  const { now, ...launch } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const { post, zone } = launch;
  const isLive = useIsLive();
  useLiveRefresh((hint) => hint.type === 'post' && hint.postId === post.id);
  usePoll(pollEvery(post, now, isLive));
  const ask = search.get('ask') === 'stop' ? 'stop' : null;
  const problem = answer && 'problem' in answer ? answer.problem.detail : null;
  return (
    <>
      <LaunchPanel {...launch} problem={ask === null ? problem : null}>
        <OfflineNote at={now} moving={isStoppable(post)} zone={zone} />
      </LaunchPanel>
      <PostQuestion ask={ask} post={post} zone={zone} zones={[]} now={now} at={null} problem={problem} />
    </>
  );
}

export const ErrorBoundary = ErrorPage;
