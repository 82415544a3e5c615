import { useLocation, useRouteError } from '@remix-run/react';
import { RotateCw } from 'lucide-react';
import type { ErrorWords } from '../lib/error-words.ts';
import { errorWords } from '../lib/error-words.ts';
import { useOnline } from '../lib/use-online.ts';
import { LinkButton } from './button.tsx';
import { FullPageMessage } from './full-page-message.tsx';

/** What a route shows when it can't, with nothing around it: in our words, with the request's id, and never a stack. */
export function ErrorPage() {
  const { title, words, requestId, kind } = useWords();
  return (
    <FullPageMessage title={title} requestId={requestId} action={<Way kind={kind} />}>
      <p>{words}</p>
    </FullPageMessage>
  );
}

export const useWords = (): ErrorWords => errorWords(useRouteError(), useOnline());

/** The one way on: where nothing is, to the calendar; where something failed, again. */
export function Way({ kind }: { kind: ErrorWords['kind'] }) {
  const { pathname, search } = useLocation();
  if (kind === 'missing' || kind === 'forbidden')
    return (
      <LinkButton to="/calendar" variant="primary">
        Go to calendar
      </LinkButton>
    );
  return (
    // A whole new load: what broke may be the page's own scripts.
    <a
      href={pathname + search}
      className="inline-flex h-11 items-center gap-2 rounded-md bg-primary px-3.5 font-medium text-on-primary no-underline hover:bg-primary-hover md:h-9"
    >
      <RotateCw size={16} strokeWidth={1.75} aria-hidden />
      {kind === 'broken' ? 'Reload' : 'Try again'}
    </a>
  );
}
