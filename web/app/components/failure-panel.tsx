import type { Failure, FailureReason, Post } from '@tiktimer/worker/contract';
import { LinkButton } from './button.tsx';
import { ConnectButton } from './connect-button.tsx';

const CONNECT: FailureReason[] = ['reconnect_needed', 'permission_missing'];
/** What the creator can mend in the composer. */
const CHANGE: FailureReason[] = [
  'privacy_not_offered',
  'caption_refused',
  'refused_content',
  'no_media',
  'media_changed',
  'media_unreachable',
];

/** Why it did not go out, what that means, and the one thing that helps. */
export function FailurePanel({ failure, post }: { failure: Failure; post: Post }) {
  const held = post.status !== 'failed';
  return (
    <section
      role="alert"
      aria-labelledby="failure"
      className="mb-6 rounded-lg border border-bad/40 bg-bad-tint px-5 py-5"
    >
      <h2 id="failure" className="text-lg tracking-title">
        {failure.sentence}
      </h2>
      <p className="mt-1.5 max-w-xl">
        {held
          ? 'Held. TikTok has received nothing that could be published. Once this is mended it goes out at once.'
          : failure.sentence.includes('Nothing was posted')
            ? 'Your video and text are safe.'
            : 'Nothing was posted, and your video and text are safe.'}
      </p>
      <div className="mt-4">
        <Fix failure={failure} post={post} />
      </div>
      {failure.technical && (
        <details className="mt-4 text-sm">
          <summary className="w-fit text-soft">Technical detail</summary>
          <code className="mt-2 block break-all font-mono text-soft text-xs">{failure.technical}</code>
        </details>
      )}
    </section>
  );
}

function Fix({ failure, post }: { failure: Failure; post: Post }) {
  if (CONNECT.includes(failure.reason))
    return (
      <ConnectButton primary reconnect returnTo={`/posts/${post.id}`}>
        {failure.action}
      </ConnectButton>
    );
  if (post.status !== 'failed') return null;
  const to =
    failure.reason === 'account_banned'
      ? 'https://support.tiktok.com'
      : CHANGE.includes(failure.reason)
        ? `/posts/${post.id}/edit`
        : `/posts/${post.id}?ask=reschedule`;
  return (
    <LinkButton to={to} variant="primary">
      {failure.action}
    </LinkButton>
  );
}
