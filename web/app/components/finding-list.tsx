import type { Finding } from '@tiktimer/worker/contract';
import { TriangleAlert } from 'lucide-react';

/** What a check found before the time came; what would stop the post stands first. */
export function FindingList({ findings }: { findings: Finding[] }) {
  if (findings.length === 0) return null;
  const sorted = findings.toSorted((a, b) => a.severity.localeCompare(b.severity));
  return (
    <ul className="mb-6 grid gap-2 rounded-lg bg-warn-tint px-4 py-3.5">
      {sorted.map(({ code, sentence, action }) => (
        <li key={code} className="flex gap-2.5">
          <TriangleAlert size={17} strokeWidth={1.75} aria-hidden className="mt-px flex-none text-warn" />
          <span>
            {sentence}
            {action && <span className="text-soft"> {action}.</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
