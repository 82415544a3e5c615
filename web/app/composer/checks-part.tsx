import { CheckList } from '../components/check-list.tsx';
import type { Surroundings } from './checks.ts';
import { checksOf } from './checks.ts';
import type { Draft } from './draft.ts';

/** What was looked at before the press; drawn once the form stands, since it follows every change of it. */
export const ChecksPart = ({ draft, around }: { draft: Draft; around: Surroundings }) => (
  <CheckList
    checks={checksOf(draft, around)}
    again="We look again when you press, 24 hours and 1 hour before, and tell you if anything changed."
  />
);
