import { CircleAlert, Drama, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'info' | 'warn' | 'bad';
const LOOK = {
  info: { ground: 'bg-sunken', colour: 'text-soft', icon: Drama },
  warn: { ground: 'bg-warn-tint', colour: 'text-warn', icon: TriangleAlert },
  bad: { ground: 'bg-bad-tint', colour: 'text-bad', icon: CircleAlert },
} as const;

/** One line that everybody must see, with at most one way out. */
export function Strip({ tone, children, action }: { tone: Tone; children: ReactNode; action?: ReactNode }) {
  const { ground, colour, icon: Icon } = LOOK[tone];
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={`mb-4 flex min-h-11 items-start gap-3 rounded-[10px] px-3.5 py-2 max-md:py-1.5 ${ground}`}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden className={`mt-1.5 flex-none max-md:mt-0.5 ${colour}`} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1 max-md:gap-y-0">
        <p className="min-w-48 flex-1 py-1 max-md:py-0 max-md:text-sm">{children}</p>
        {action}
      </div>
    </div>
  );
}
