import type { Account, Failure, Post } from '@tiktimer/worker/contract';
import { useMinute } from '../lib/clock.ts';
import { fixesOf } from '../lib/fixes.ts';
import { postTime } from '../lib/format.ts';
import { FixButton } from './fix-button.tsx';

/** Why it did not go out, or waits; what that means, and the one thing that helps. */
export function FailurePanel({
  failure,
  post,
  account,
  zone,
}: {
  failure: Failure;
  post: Post;
  account: Pick<Account, 'status' | 'scopes'> | null;
  zone: string;
}) {
  const now = useMinute();
  const failed = post.status === 'failed';
  const { first, others } = fixesOf(failure, { ...post, failed }, account, zone, now);
  const { head, rest } = inTwo(failure.sentence);
  return (
    <section
      role="alert"
      aria-labelledby="failure"
      className="mb-6 rounded-lg border border-bad/40 bg-bad-tint px-5 py-5"
    >
      <h2 id="failure" className="text-lg tracking-title">
        {head}
      </h2>
      <p className="mt-1.5 max-w-xl">
        {rest && `${rest} `}
        {failed ? safeWords(failure) : heldWords(post, first !== null, zone, now)}
      </p>
      <div className="mt-4 flex flex-wrap gap-2 empty:hidden">
        {first && <FixButton fix={first} postId={post.id} primary />}
        {others.map((fix) => (
          <FixButton key={fix.to} fix={fix} postId={post.id} />
        ))}
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

/** What happened, and what belongs to it. */
function inTwo(sentence: string): { head: string; rest: string } {
  const [, head = sentence, rest = ''] = /^(.+?)\.\s+(.+)$/s.exec(sentence) ?? [];
  return { head, rest };
}

const safeWords = ({ sentence }: Failure) =>
  sentence.includes('Nothing was posted')
    ? 'Your video and text are safe.'
    : 'Nothing was posted, and your video and text are safe.';

/** It waits until its latest time; whatever held it up, it has not been given to TikTok. */
function heldWords({ latestAt }: Post, toMend: boolean, zone: string, now: number): string {
  const until = latestAt ? postTime(latestAt, zone, now).replace(/^Today /, '') : null;
  const by = until ? ` by ${until}` : '';
  return toMend
    ? `Held. TikTok has received nothing. Mend this${by} and it goes out at once.`
    : 'Held. TikTok has received nothing. It goes out in a moment.';
}
