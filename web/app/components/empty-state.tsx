import type { ReactNode } from 'react';

/** Nothing here, and either a way on or the reason. */
export function EmptyState({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      <h2 className="text-lg tracking-title">{title}</h2>
      {children && <p className="max-w-sm text-soft">{children}</p>}
      {action}
    </div>
  );
}
