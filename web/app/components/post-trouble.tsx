import type { Account, Post } from '@tiktimer/worker/contract';
import { isStoppable } from '../lib/post-state.ts';
import { FailurePanel } from './failure-panel.tsx';
import { FindingList } from './finding-list.tsx';
import { UnknownPanel } from './unknown-panel.tsx';

/** What needs the creator on a post's page. Most posts never load it. */
export default function PostTrouble({
  post,
  account,
  profile,
  zone,
}: {
  post: Post;
  account: Pick<Account, 'username' | 'status' | 'scopes'> | null;
  /** Where the account's posts are seen. */
  profile: string | null;
  zone: string;
}) {
  if (post.status === 'outcome_unknown')
    return <UnknownPanel postId={post.id} username={account?.username ?? null} profile={profile} />;
  const failure = post.status === 'failed' ? post.failure : post.held;
  if (failure) return <FailurePanel failure={failure} post={post} account={account} zone={zone} />;
  return isStoppable(post) ? <FindingList post={post} account={account} zone={zone} /> : null;
}
