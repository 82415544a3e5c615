import { Link } from '@remix-run/react';
import type { Account } from '@tiktimer/worker/contract';
import { useEffect, useRef } from 'react';
import { ProblemNote } from '../components/problem-note.tsx';
import type { Refusal } from './composer-data.ts';
import { handleOf } from './use-readiness.ts';

/** Why a press was refused; of several accounts, what became of each. */
export function Problem({ problem, accounts }: { problem: Refusal; accounts: Account[] }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) note.current?.scrollIntoView({ block: 'center' });
  }, [problem]);
  return (
    <div ref={note} className="mb-6 scroll-mt-24">
      <ProblemNote>
        {problem.detail}
        {problem.done?.map(({ accountId, postId }) => (
          <span key={postId} className="block">
            @{handleOf(accounts, accountId)} is scheduled and stays so.{' '}
            <Link to={`/posts/${postId}`} className="link">
              Open
            </Link>
          </span>
        ))}
        {problem.refused?.map(({ accountId, detail }) => (
          <span key={accountId} className="block">
            @{handleOf(accounts, accountId)} is kept as a draft: {detail}
          </span>
        ))}
      </ProblemNote>
    </div>
  );
}
