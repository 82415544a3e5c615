/** What a receipt and a notice say, in the words of the interface. */
import type { Failure, Step } from '../../contract/index.ts';
import type { StoredFailure } from '../../db/schema.ts';
import type { Notice } from '../../domain/publication.ts';
import { failureWords } from '../../tiktok/failure-words.ts';

type Detail = Record<string, string | number | boolean | null>;

export function toFailure(stored: StoredFailure | null, handle: string): Failure | null {
  if (!stored) return null;
  return {
    reason: stored.reason,
    ...failureWords(stored.reason, { handle, technical: stored.technical }),
    technical: stored.technical,
  };
}

const seconds = (ms: unknown) => `${(Number(ms) / 1000).toFixed(2)} s`;
const megabytes = (bytes: unknown) =>
  Number(bytes) < 1e6 ? `${Math.round(Number(bytes) / 1e3)} kB` : `${(Number(bytes) / 1e6).toFixed(1)} MB`;

const late = (ms: unknown) => {
  const value = Number(ms);
  return value >= 0
    ? `${seconds(value)} after the time you picked`
    : `${seconds(-value)} before the time you picked`;
};

const SAY: Record<Step, (d: Detail) => string> = {
  scheduled: () => 'Scheduled, with your consent.',
  changed: () => 'Changed. What was prepared before is dropped.',
  adopted: () => 'TikTimer keeps watch over it from here.',
  preflight: (d) =>
    `Looked again ${d.at === 'day' ? '24 hours' : 'an hour'} before: ${Number(d.findings) === 0 ? 'all well' : `${d.findings} found`}.`,
  held: () => 'Held. TikTok has received nothing that could be published.',
  released: () => 'Mended. It goes on.',
  staging: (d) => `Staging began: ${megabytes(d.bytes)} to prepare at TikTok.${offWords(d)}`,
  initiated: () => 'TikTok opened the upload.',
  init_lost: () =>
    'An answer of TikTok was lost. No byte was sent to that upload, so it can never be published.',
  staged: (d) =>
    Number(d.bytesThere) === 0
      ? `Staged: TikTok is ready for the file; its ${megabytes(d.bytes)} leave at your second.`
      : `Staged: ${megabytes(d.bytesThere)} of ${megabytes(d.bytes)} are at TikTok; the rest waits for your second.`,
  holding: () => 'The last part is on the line; its end is held for your second.',
  handed_over: (d) => `Handed over, ${late(d.latenessMs)}.`,
  answer_lost: () => "TikTok's answer to the last part was lost. We ask before anything else is sent.",
  retry: (d) =>
    d.inMs === undefined
      ? 'Begun anew; what was there before can never be completed.'
      : `TikTok was busy. Tried again after ${seconds(d.inMs)}.`,
  processing: () => 'Processing at TikTok.',
  processing_slow: () => 'TikTok has not confirmed yet. We keep asking and never send again by ourselves.',
  published: () => 'Published.',
  link_known: () => 'Live on TikTok; its link is known.',
  contradiction: () => 'TikTok said published first and failed later. Nothing is sent again.',
  failed: () => 'Failed. Nothing was posted.',
  outcome_unknown: () => 'We do not know if TikTok has this one, so we stopped.',
  resolved: (d) =>
    d.outcome === 'published' ? 'You found it on the profile.' : 'You did not find it on the profile.',
  cancelled: () => 'You cancelled it.',
  deleted: () => 'You deleted it.',
};

const offWords = (d: Detail) => {
  const off = [d.commentOff && 'Comment', d.duetOff && 'Duet', d.stitchOff && 'Stitch']
    .filter(Boolean)
    .join(', ');
  return off ? ` It goes out without ${off}: off in your TikTok settings.` : '';
};

export const sentenceOf = (step: Step, detail: Detail): string => SAY[step](detail);

const NOTICE: Record<string, [sentence: string, action: string | null]> = {
  published: ['Live on TikTok.', 'Open'],
  slow: ['TikTok has not confirmed yet. We keep asking and never send again by ourselves.', 'Look'],
  outcome_unknown: ['Is it on your profile? We stopped so that it cannot go out twice.', 'Look'],
};

/** A notice's sentence and the one button that helps. */
export function noticeWords(notice: Notice, handle: string): { sentence: string; action: string | null } {
  if (notice.sentence) return { sentence: notice.sentence, action: 'Look' };
  if (notice.reason) {
    const words = failureWords(notice.reason, { handle });
    if (notice.kind === 'failed') return words;
    const start = notice.kind === 'held' ? 'Held, nothing was posted yet.' : 'It is late, we keep trying.';
    return { sentence: `${start} ${words.sentence}`, action: words.action };
  }
  const [sentence, action] = NOTICE[notice.kind] ?? ['Something happened to a post.', 'Look'];
  return { sentence, action };
}
