import type { Media, MediaFacts, Verdict } from '@tiktimer/worker/contract';
import { UploadRefused } from './door.ts';
import type { UploadNews } from './upload-file.ts';
import { uploadFile } from './upload-file.ts';

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

/** Null where the look itself fails, say because its code did not load: the server looks in any case. */
async function lookInto(file: File): Promise<LocalCheck | null> {
  try {
    const { checkFile } = await import('@tiktimer/worker/media-check');
    return await checkFile(file);
  } catch {
    return null;
  }
}
