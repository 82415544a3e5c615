import type { Media, MediaFacts, Verdict } from '@tiktimer/worker/contract';
import { notHereWords, patiently } from '../lib/patiently.ts';
import { UploadRefused } from './door.ts';
import type { UploadNews } from './upload-file.ts';

/** What this browser found in the file before it is sent. */
export interface LocalCheck {
  facts: MediaFacts | null;
  verdicts: Verdict[];
}
/** A file that was given to us, from the first look at it until it is in the library. */
export type Busy =
  | (UploadNews & { file: File; startedAt: number; alreadySent: number })
  | { step: 'refused'; file: File }
  /** `sentence` is null when it was paused. `alone`: it is this file that is not taken, so others may go on. */
  | { step: 'stopped'; file: File; sentence: string | null; alone: boolean; sent: number };
export type UploadState = { step: 'idle' } | Busy;

export interface Told {
  state(state: Busy): void;
  check(check: LocalCheck | null): void;
}

/** What the API says of a file, and not of the moment or of who sends it. */
const OF_THIS_FILE = [409, 413, 415, 422];

/**
 * Looks at a file here and, unless TikTok would refuse it, sends what is missing of it. Answers with the library's file
 * once it was checked, and with undefined when it came to nothing, of which the last state told says why.
 */
export async function sendUp(file: File, on: Told, signal: AbortSignal): Promise<Media | undefined> {
  const begun = { file, startedAt: performance.now() };
  let alreadySent: number | undefined;
  let sent = 0;
  on.check(null);
  on.state({ step: 'preparing', ...begun, alreadySent: 0 });
  try {
    const found = await lookInto(file);
    signal.throwIfAborted();
    on.check(found);
    if (found?.verdicts.some(({ severity }) => severity === 'blocks')) {
      on.state({ step: 'refused', file });
      return undefined;
    }
    // Loaded with the first file: whoever only looks at the page needs none of it.
    const { uploadFile } = await import('./upload-file.ts').catch(notHere);
    return await uploadFile(
      file,
      (news) => {
        if ('sent' in news) {
          alreadySent ??= news.sent;
          sent = news.sent;
        }
        if (!signal.aborted) on.state({ ...news, ...begun, alreadySent: alreadySent ?? 0 });
      },
      signal,
    );
  } catch (error) {
    const refusal = error instanceof UploadRefused ? error : null;
    on.state({
      step: 'stopped',
      file,
      sentence: signal.aborted ? null : (refusal?.message ?? 'The line broke.'),
      alone: !signal.aborted && OF_THIS_FILE.includes(refusal?.status ?? 0),
      sent,
    });
    return undefined;
  }
}

/** Gives a file that just arrived its picture; answers with the file as it is then, if it got one. */
export async function picture(media: Media, file: File, signal?: AbortSignal): Promise<Media | undefined> {
  if (media.posterUrl || media.status !== 'ready') return undefined;
  const poster = await patiently(() => import('./poster.ts'));
  return poster?.givePoster(media.id, file, null, signal);
}

/** The code that sends it did not come. */
const notHere = (): never => {
  throw new UploadRefused(notHereWords(), 0);
};

/** Null where the look itself fails, say because its code did not load: the server looks in any case. */
async function lookInto(file: File): Promise<LocalCheck | null> {
  try {
    const { checkFile } = await import('@tiktimer/worker/media-check');
    return await checkFile(file);
  } catch {
    return null;
  }
}
