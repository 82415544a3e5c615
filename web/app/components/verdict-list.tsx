import type { Verdict } from '@tiktimer/worker/contract';
import { Check, OctagonX, TriangleAlert } from 'lucide-react';

const LOOK = {
  ok: { icon: Check, colour: 'text-good', word: 'Good' },
  warns: { icon: TriangleAlert, colour: 'text-warn', word: 'Note' },
  blocks: { icon: OctagonX, colour: 'text-bad', word: 'Problem' },
} as const;
const ORDER = ['blocks', 'warns', 'ok'];

/** What the check of the file found, in plain words; what stops it comes first. */
export function VerdictList({ verdicts }: { verdicts: Verdict[] }) {
  const sorted = verdicts.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
  return (
    <ul className="grid gap-1.5">
      {sorted.map(({ severity, code, sentence }) => {
        const { icon: Icon, colour, word } = LOOK[severity];
        return (
          <li key={code} className="flex gap-2.5 text-sm">
            <Icon size={16} strokeWidth={2} aria-hidden className={`mt-px flex-none ${colour}`} />
            <span>
              <span className="sr-only">{word}: </span>
              {sentence}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
