import type { ReactNode } from 'react';
import { RequestId } from './full-page-message.tsx';

/**
 * One part of a page that could not be loaded, in the place of that part; the rest of the page stands. `title` says
 * which ("We could not load your posts."), `retry` is the button or link that tries again.
 */
export function ErrorPanel({
  title,
  children = 'Nothing is lost; scheduled posts go out regardless.',
  retry,
  requestId,
}: {
  title: string;
  children?: ReactNode;
  retry: ReactNode;
  requestId?: string | undefined;
}) {
  return (
    <section
      role="alert"
      aria-label={title}
      className="flex flex-col items-start gap-3 rounded-lg border border-line bg-surface px-5 py-6"
    >
      <h2 className="text-md tracking-title">{title}</h2>
      <p className="text-soft">{children}</p>
      {retry}
      <RequestId id={requestId} />
    </section>
  );
}
