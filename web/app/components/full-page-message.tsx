import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

/** 404, 500 and their like: what happened, what it means, one way on. */
export function FullPageMessage({
  title,
  children,
  action,
  requestId,
}: {
  title: string;
  children: ReactNode;
  action: ReactNode;
  requestId?: string | undefined;
}) {
  return (
    <main
      id="content"
      className="mx-auto flex min-h-svh max-w-md flex-col items-start justify-center gap-4 px-6"
    >
      <a href="/" className="mb-2 no-underline">
        <Logo />
      </a>
      <h1 tabIndex={-1} className="text-2xl tracking-display">
        {title}
      </h1>
      <div className="text-md text-soft">{children}</div>
      {action}
      <RequestId id={requestId} />
    </main>
  );
}

/** What the operator needs to find the trouble in the logs; one press selects it. */
export function RequestId({ id }: { id: string | undefined }) {
  if (!id) return null;
  return (
    <p className="text-muted text-sm">
      Request <code className="select-all break-all font-mono text-xs">{id}</code>
    </p>
  );
}
