import type { ReactNode } from 'react';

/** The top of a page: its one heading, and what can be done here. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-4 flex min-h-11 flex-wrap items-center gap-3">
      <h1 tabIndex={-1} className="flex-1 text-xl tracking-title">
        {title}
      </h1>
      {children}
    </div>
  );
}
