import type { Media } from '@tiktimer/worker/contract';
import { useSyncExternalStore } from 'react';
import { isSameFile } from './same-file.ts';
import type { Busy, LocalCheck } from './send-up.ts';

/** A file of the queue. Its upload is null while it waits for those before it. */
export interface Queued {
  id: number;
  file: File;
  upload: Busy | null;
  check: LocalCheck | null;
}
/** How a file of the queue ended, or that one in the library got its picture, until somebody was told. */
export type News =
  | { end: 'arrived' | 'pictured'; media: Media }
  | { end: 'refused' | 'stopped'; name: string };

/** What goes up in this tab, whichever page it shows. `queue.ts` alone writes here; it is apart so that every page may read. */
export interface Uploads {
  items: Queued[];
  /** Those that arrived: the API called them unfinished when a page was drawn before that. */
  done: File[];
  news: News[];
}
export const NO_UPLOADS: Uploads = { items: [], done: [], news: [] };

let now = NO_UPLOADS;
const listeners = new Set<() => void>();

export const readUploads = () => now;
export function writeUploads(part: Partial<Uploads>): void {
  now = { ...now, ...part };
  for (const each of listeners) each();
}
/** What was told is no news any more. */
export const toldOf = (news: News[]): void =>
  writeUploads({ news: now.news.filter((each) => !news.includes(each)) });

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** `select` answers with a part of it as it is, or with a plain value; only when that changes is anything drawn. */
export const useUploads = <T>(select: (uploads: Uploads) => T): T =>
  useSyncExternalStore(
    subscribe,
    () => select(now),
    () => select(NO_UPLOADS),
  );

export const isUnderWay = ({ upload }: Queued) =>
  upload !== null && upload.step !== 'refused' && upload.step !== 'stopped';
/** Not there yet, and lost if the tab were closed. */
export const isComing = (item: Queued) => item.upload === null || isUnderWay(item);
/** Paused, or stopped by what would stop the next one too: those behind it wait. */
export const holdsOthers = ({ upload }: Queued) => upload?.step === 'stopped' && !upload.alone;
/** Not there yet, and may still come. */
export const isLeft = (item: Queued) => isComing(item) || holdsOthers(item);

/** Those of the API's unfinished uploads that this tab does not see to anyway. */
export const leftToUs = <T extends { name: string; bytes: number }>(
  uploads: T[],
  { items, done }: Uploads,
): T[] =>
  uploads.filter(
    (upload) => ![...done, ...items.map(({ file }) => file)].some((file) => isSameFile(file, upload)),
  );
