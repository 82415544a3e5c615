import { useRevalidator } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { Button, LinkButton } from '../components/button.tsx';
import type { CalendarQuery } from './query.ts';
import { STATUS_CHOICES } from './query.ts';

/** Nothing planned, or nothing that the filters let through. */
export function NothingHere({
  query,
  period,
  reset,
  drag,
}: {
  query: CalendarQuery;
  /** "in October", "from 12 to 18 October" */
  period: string;
  reset: string;
  drag?: boolean;
}) {
  const { words } = STATUS_CHOICES[query.status];
  const filtered = words !== '' || query.account !== '';
  return (
    <div className="pointer-events-auto mx-auto flex w-fit flex-col items-center gap-3 rounded-lg border border-line bg-raised px-8 py-6 text-center shadow-2">
      <h2 className="text-md">
        {filtered ? `No ${words ? `${words} ` : ''}posts ${period}.` : `Nothing planned ${period}.`}
      </h2>
      {filtered ? (
        <LinkButton to={reset}>Clear filters</LinkButton>
      ) : (
        <>
          <LinkButton to="/posts/new" icon={Plus}>
            New post
          </LinkButton>
          {drag && <p className="text-muted text-xs max-xl:hidden">or drag a draft here</p>}
        </>
      )}
    </div>
  );
}

/** The posts could not be read; the frame and the rest of the page stay (ui.md 2). */
export function Trouble({ requestId }: { requestId: string | null }) {
  const { revalidate, state } = useRevalidator();
  return (
    <div role="alert" className="mx-auto mt-16 flex max-w-md flex-col items-center gap-3 text-center">
      <h2 className="text-lg tracking-title">We could not load your posts.</h2>
      <p className="text-soft">Nothing is lost; scheduled posts go out regardless.</p>
      <Button type="button" pending={state !== 'idle'} onClick={revalidate}>
        Try again
      </Button>
      {requestId && <code className="select-all font-mono text-muted text-xs">{requestId}</code>}
    </div>
  );
}
