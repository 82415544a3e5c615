import type { ComposerData, Refusal } from './composer-data.ts';
import type { Draft } from './draft.ts';

interface Answer {
  problem: Refusal | null;
  draft?: Draft | undefined;
  post?: ComposerData['post'];
}

/** What the composer shows after a press that stayed on the page: what was typed, and the post as it is by now. */
export function answered(
  data: ComposerData,
  answer: Answer | undefined,
): { data: ComposerData; problem: Refusal | null } {
  if (!answer) return { data, problem: null };
  const { draft = data.draft, post = data.post, problem } = answer;
  return { data: { ...data, draft, post }, problem };
}
