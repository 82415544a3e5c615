import type { News, Queued } from './uploads.ts';
import { holdsOthers, isComing, isLeft } from './uploads.ts';

/** How the queue stands, as short as a mark on a menu can be. */
export interface UploadMark {
  /** Where there is no room for words. */
  sign: string;
  words: string;
  trouble: boolean;
}

export function markOf(items: Queued[]): UploadMark | null {
  const held = items.find(holdsOthers)?.upload;
  const coming = items.filter(isComing).length;
  if (held?.step === 'stopped')
    return held.sentence === null
      ? { sign: String(coming + 1), words: 'upload paused', trouble: false }
      : { sign: '!', words: 'upload stopped', trouble: true };
  if (coming > 0) return { sign: String(coming), words: `${coming} uploading`, trouble: false };
  if (items.length === 0) return null;
  return { sign: '!', words: items.length === 1 ? '1 needs you' : `${items.length} need you`, trouble: true };
}

/** What became of the files since somebody was last told; empty when there is nothing to tell. */
export function newsWords(news: News[]): string {
  const arrived = news.flatMap((each) => (each.end === 'arrived' ? [each.media] : []));
  const taken = arrived.filter(({ status }) => status !== 'rejected').map(({ name }) => name);
  const refused = [
    ...arrived.filter(({ status }) => status === 'rejected').map(({ name }) => name),
    ...news.flatMap((each) => (each.end === 'refused' ? [each.name] : [])),
  ];
  const stopped = news.flatMap((each) => (each.end === 'stopped' ? [each.name] : []));
  return [
    taken.length > 0 && `${filesIn(taken)} in your library.`,
    refused.length > 0 &&
      `TikTok would refuse ${refused.length === 1 ? refused[0] : `${refused.length} files`}.`,
    stopped.length > 0 &&
      (stopped.length === 1 ? `The upload of ${stopped[0]} stopped.` : `${stopped.length} uploads stopped.`),
  ]
    .filter(Boolean)
    .join(' ');
}

const filesIn = (names: string[]) => (names.length === 1 ? `${names[0]} is` : `${names.length} files are`);

/** What signing out leaves behind; empty when that is nothing. */
export function lostWords(items: Queued[]): string {
  const lost = items.filter(isLeft).length;
  if (lost === 0) return '';
  return lost === 1
    ? 'One file had not gone up yet. Choose it again when you are back.'
    : `${lost} files had not gone up yet. Choose them again when you are back.`;
}
