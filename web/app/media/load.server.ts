import type { ApiClient } from '@tiktimer/worker/client';
import type { Media, Upload } from '@tiktimer/worker/contract';
import { listLibrary, listUploads } from '../lib/api.server.ts';

/** What the grid shows, with the words for nothing (ui.md 3.9). */
export const SHOWS = [
  { key: '', name: 'All', empty: 'Drop videos here. They wait until you need them.' },
  { key: 'unused', name: 'Unused', empty: 'No unused files.' },
  { key: 'uploading', name: 'Uploading', empty: 'Nothing is being uploaded.' },
  { key: 'refused', name: 'Refused', empty: 'No refused files.' },
] as const;
export type Show = (typeof SHOWS)[number]['key'];

export interface LibraryData {
  show: Show;
  shows: typeof SHOWS;
  media: Media[];
  next: string | null;
  totalBytes: number;
  /** How many each filter shows; what is being uploaded, the page itself counts. */
  counts: Record<Exclude<Show, 'uploading'>, number>;
  uploads: Upload[];
}

/** A page of the library. Unfinished uploads stand first and apart: they are no files yet. */
export async function loadLibrary(api: ApiClient, search: URLSearchParams): Promise<LibraryData> {
  const show = SHOWS.find(({ key }) => key === search.get('show'))?.key ?? '';
  const cursor = search.get('cursor');
  const [page, uploads] = await Promise.all([
    listLibrary(api, {
      ...(show === 'unused' && { unused: 'true' }),
      ...(show === 'refused' && { status: 'rejected' }),
      // Pages that follow stand under the figures of the first one.
      ...(cursor && { cursor, totals: 'false' as const }),
      ...(show === 'uploading' && { limit: '1' }),
    }),
    cursor === null ? listUploads(api) : [],
  ]);
  const media = show === 'uploading' ? [] : page.media.filter(({ status }) => status !== 'uploading');
  const next = show === 'uploading' ? null : page.next;
  const { all, unused, refused } = page.counts ?? { all: 0, unused: 0, refused: 0 };
  return {
    ...{ show, shows: SHOWS, media, next, totalBytes: page.totalBytes ?? 0 },
    uploads,
    counts: { '': all, unused, refused },
  };
}
