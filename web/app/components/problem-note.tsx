import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Why the last press did not work, beside what was pressed. */
export function ProblemNote({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-bad-tint px-4 py-3"
    >
      <CircleAlert size={18} strokeWidth={1.75} aria-hidden className="flex-none text-bad" />
      <p className="min-w-48 flex-1">{children}</p>
      {action}
    </div>
  );
}
