import type { Post, ReceiptEvent, Step } from '@tiktimer/worker/contract';

/** Up to this a post was on its second, and nobody asks for a cause (components.md 2). */
export const ON_TIME_MS = 1000;
/** Preparing takes this long at least (design 5). */
const PREPARED_WITHIN_MS = 120_000;
/** A press and its post are stamped within this of each other. */
const AT_ONCE_MS = 2000;

/** Why a post was handed over more than a second after its time, as its receipt shows; null when it was not. */
export function latenessCause(
  { publishAt, latenessMs }: Pick<Post, 'publishAt' | 'latenessMs'>,
  events: ReceiptEvent[],
): string | null {
  if (latenessMs === null || latenessMs <= ON_TIME_MS || publishAt === null) return null;
  const planned = events.findLastIndex(({ step }) => step === 'scheduled' || step === 'changed');
  const handed = events.findIndex(({ step }, index) => index > planned && step === 'handed_over');
  const between = events.slice(Math.max(0, planned), handed === -1 ? undefined : handed);
  const had = (...steps: Step[]) => between.some(({ step }) => steps.includes(step));
  const ahead = Date.parse(publishAt) - Date.parse(events[planned]?.at ?? publishAt);
  if (had('held')) return 'It was held until that was mended.';
  if (had('init_lost', 'answer_lost')) return 'An answer of TikTok was lost, so we asked before going on.';
  if (had('retry')) return 'TikTok was busy and had to be asked again.';
  if (planned !== -1 && ahead <= AT_ONCE_MS)
    return 'You asked for now; preparing it at TikTok took this long.';
  if (planned !== -1 && ahead < PREPARED_WITHIN_MS)
    return 'It was scheduled too shortly before its time to be prepared by then.';
  return 'The line to TikTok was slower than usual.';
}
