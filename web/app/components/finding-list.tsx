import type { Account, Finding, Post } from '@tiktimer/worker/contract';
import { TriangleAlert } from 'lucide-react';
import { useMinute } from '../lib/clock.ts';
import { fixesOf } from '../lib/fixes.ts';
import { FixButton } from './fix-button.tsx';

/** What a check found before the time came, each with what helps; what would stop the post stands first. */
export function FindingList({
  post,
  account,
  zone,
}: {
  post: Post;
  account: Pick<Account, 'status' | 'scopes'> | null;
  zone: string;
}) {
  const now = useMinute();
  if (post.findings.length === 0) return null;
  const sorted = post.findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
  const fixOf = ({ code, action }: Finding) =>
    action === null
      ? null
      : fixesOf({ reason: code, action }, { ...post, failed: false }, account, zone, now).first;
  return (
    <ul className="mb-6 grid gap-2 rounded-lg bg-warn-tint px-4 py-3.5">
      {sorted.map((finding) => {
        const fix = fixOf(finding);
        return (
          <li key={finding.code} className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <TriangleAlert size={17} strokeWidth={1.75} aria-hidden className="flex-none text-warn" />
            <span className="min-w-48 flex-1">{finding.sentence}</span>
            {fix && <FixButton fix={fix} postId={post.id} />}
          </li>
        );
      })}
    </ul>
  );
}
