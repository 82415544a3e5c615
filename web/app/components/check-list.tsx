import { Check as CheckIcon, CircleDashed, OctagonX, TriangleAlert } from 'lucide-react';
import type { Check } from '../composer/checks.ts';

const LOOK = {
  passed: { icon: CheckIcon, colour: 'text-good', word: 'Passed' },
  open: { icon: CircleDashed, colour: 'text-muted', word: 'Still open' },
  warns: { icon: TriangleAlert, colour: 'text-warn', word: 'Note' },
  blocks: { icon: OctagonX, colour: 'text-bad', word: 'Problem' },
} as const;
const ORDER = ['blocks', 'warns', 'passed', 'open'];

/** What was checked; what stands in the way comes first. */
export function CheckList({ checks, again }: { checks: Check[]; again: string }) {
  const sorted = checks.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const inTheWay = checks.some(({ state }) => state === 'blocks' || state === 'warns');
  const passed = checks.filter(({ state }) => state === 'passed').length;
  return (
    <>
      <p role="status" className="tabular mb-2 text-soft text-sm">
        {passed === checks.length
          ? `${passed} of ${checks.length} checks passed.`
          : `${passed} of ${checks.length} so far`}
      </p>
      <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
        {(inTheWay ? sorted : checks).map(({ state, words }) => {
          const { icon: Icon, colour, word } = LOOK[state];
          return (
            <li key={words} className="flex gap-2.5 text-sm">
              <Icon size={16} strokeWidth={2} aria-hidden className={`mt-px flex-none ${colour}`} />
              <span>
                <span className="sr-only">{word}: </span>
                {words}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="mt-2 text-muted text-xs">{again}</p>
    </>
  );
}
