import type { ReactNode } from 'react';
import { useId } from 'react';

/** One matter of the settings; it saves by itself. */
export function Card({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-surface p-5 shadow-1 md:p-6">
      <h2 id={id} className="text-lg tracking-title">
        {title}
      </h2>
      {lead && <div className="mt-1 max-w-prose text-soft">{lead}</div>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
