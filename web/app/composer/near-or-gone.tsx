import { useLastPassed } from '../lib/clock.ts';
import type { ComposedPost, Refusal } from './composer-data.ts';
import { AlreadyOnItsWay, NEAR_MS, NearItsTime } from './near-its-time.tsx';

/** A scheduled post that is about to go out, or has gone, is not edited in passing. */
export function NearOrGone({
  post,
  problem,
  zone,
  stopping,
}: {
  post: ComposedPost;
  problem: Refusal | null;
  zone: string;
  stopping: boolean;
}) {
  const near = useLastPassed(post.dueAt === null ? [] : [post.dueAt - NEAR_MS]) > 0;
  if (post.onItsWay || problem?.code === 'too_late') return <AlreadyOnItsWay postId={post.id} />;
  if (!near || post.dueAt === null) return null;
  return <NearItsTime postId={post.id} dueAt={post.dueAt} zone={zone} stopping={stopping} />;
}
