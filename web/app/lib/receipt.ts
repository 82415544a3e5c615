import type { Media, Post, ReceiptEvent, Step } from '@tiktimer/worker/contract';
import { day, hundredths, second } from './format.ts';

/** Steps that follow each other within the second or say nothing to a creator; the API keeps them all. */
const UNSHOWN: Step[] = ['adopted'];
/** Where the hundredths of a second matter. */
export const EXACT: Step[] = ['staged', 'holding', 'handed_over', 'processing', 'answer_lost', 'retry'];
/** What may happen often while nothing moves. */
const REPEATED: Step[] = [
  'preflight',
  'retry',
  'init_lost',
  'initiated',
  'staging',
  'answer_lost',
  'held',
  'released',
];
const ROWS_MAX = 30;

export type ReceiptRow = { event: ReceiptEvent } | { folded: ReceiptEvent[] };

/** The rows of a receipt; of one with more than thirty, the checks and retries between the steps are folded. */
export function receiptRows(events: ReceiptEvent[]): ReceiptRow[] {
  const shown = events.filter(({ step }) => !UNSHOWN.includes(step));
  if (shown.length <= ROWS_MAX) return shown.map((event) => ({ event }));
  const rows: ReceiptRow[] = [];
  shown.forEach((event, index) => {
    const last = rows.at(-1);
    // What happened last is what counts now, so it stands by itself.
    const folds = REPEATED.includes(event.step) && index < shown.length - 1;
    if (folds && last && 'folded' in last) last.folded.push(event);
    else rows.push(folds ? { folded: [event] } : { event });
  });
  return rows.map((row) =>
    'folded' in row && row.folded.length === 1 && row.folded[0] ? { event: row.folded[0] } : row,
  );
}

/** A step that is still to come; `about` where nobody knows it to the second. */
export interface Expected {
  words: string;
  detail?: string;
  at: number | null;
  about: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** design 5: preparing takes 75 s and a second for each ten megabytes, and begins 45 min ahead at most. */
const stagingBegins = (dueAt: number, bytes: number) =>
  dueAt - Math.min(45 * MINUTE, 75_000 + (bytes / 10_000_000) * 1000);

/** What comes next if nothing gets in the way. */
export function expectedSteps(
  post: Post,
  events: ReceiptEvent[],
  media: Pick<Media, 'bytes'> | null,
  now: number,
): Expected[] {
  if (post.status !== 'scheduled' && post.status !== 'publishing') return [];
  const done = (step: Step) => events.some((event) => event.step === step);
  const due = post.publishAt ? Date.parse(post.publishAt) : null;
  const steps: Expected[] = [];
  const later = (words: string, at: number, about = false) => at > now && steps.push({ words, at, about });
  if (due !== null && !post.handedOverAt) {
    later('Look again, 24 hours before', due - 24 * HOUR);
    later('Look again, one hour before', due - HOUR);
    if (!done('staged')) later('Prepare it at TikTok', stagingBegins(due, media?.bytes ?? 0), true);
    // Held up beyond its time: nobody knows when it is mended.
    if (post.held && due <= now)
      steps.push({ words: 'Hand over', detail: 'As soon as this is mended', at: null, about: true });
    else steps.push({ words: 'Hand over', at: due, about: false });
  }
  const waits = post.held !== null && due !== null && due <= now;
  const handedOver = post.handedOverAt ? Date.parse(post.handedOverAt) : waits ? null : due;
  if (!done('processing'))
    steps.push({
      words: 'TikTok processes it',
      detail: 'Usually 40 s to 2 min',
      at: handedOver === null ? null : handedOver + MINUTE,
      about: true,
    });
  steps.push({
    words: post.privacy === 'PUBLIC_TO_EVERYONE' ? 'Live, with the link' : 'Published',
    at: null,
    about: true,
  });
  return steps;
}

/** The receipt as text, to be sent to somebody. */
export function receiptText(post: Post, events: ReceiptEvent[], zone: string, now: number): string {
  const lines = events
    .filter(({ step }) => !UNSHOWN.includes(step))
    .map(({ at, step, sentence }) => {
      const exact = EXACT.includes(step) ? hundredths(at) : '';
      return `${day(at, zone, now)} ${second(at, zone)}${exact}  ${sentence}`;
    });
  return [
    post.caption || 'No caption',
    `Times in ${zone}`,
    '',
    ...lines,
    ...(post.url ? ['', post.url] : []),
  ].join('\n');
}
