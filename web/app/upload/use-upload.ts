import type { Media, MediaFacts, Verdict } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { notHereWords } from '../lib/patiently.ts';
import { UploadRefused } from './door.ts';
import type { UploadNews } from './upload-file.ts';

/** What this browser found in the file before it is sent. */
export interface LocalCheck {
  facts: MediaFacts | null;
  verdicts: Verdict[];
}
export type UploadState =
  | { step: 'idle' }
  | (UploadNews & { file: File; startedAt: number; alreadySent: number })
  | { step: 'refused'; file: File }
  | { step: 'stopped'; file: File; sentence: string | null; sent: number };

/**
 * An upload that lives as long as the page: pause and continue send only what is missing, a lost network continues by
 * itself. The file is looked at here first; one that TikTok would refuse is not sent at all.
 */
export function useUpload(onDone: (media: Media, file: File) => void) {
  const [state, setState] = useState<UploadState>({ step: 'idle' });
  const [check, setCheck] = useState<LocalCheck | null>(null);
  const control = useRef<AbortController>();
  const done = useRef(onDone);
  done.current = onDone;

  const start = useCallback(async (file: File) => {
    control.current?.abort();
    const mine = new AbortController();
    control.current = mine;
    const begun = { file, startedAt: performance.now(), alreadySent: 0 };
    let alreadySent: number | undefined;
    let sent = 0;
    setCheck(null);
    setState({ step: 'preparing', ...begun });
    try {
      const found = await lookInto(file);
      if (mine.signal.aborted) return;
      setCheck(found);
      if (found?.verdicts.some(({ severity }) => severity === 'blocks')) {
        setState({ step: 'refused', file });
        return;
      }
      // Loaded with the first file: whoever only looks at the page needs none of it.
      const { uploadFile } = await import('./upload-file.ts').catch(notHere);
      const media = await uploadFile(
        file,
        (news) => {
          if ('sent' in news) {
            alreadySent ??= news.sent;
            sent = news.sent;
          }
          if (!mine.signal.aborted) setState({ ...news, ...begun, alreadySent: alreadySent ?? 0 });
        },
        mine.signal,
      );
      setState({ step: 'idle' });
      done.current(media, file);
      if (media.posterUrl || media.status !== 'ready') return;
      const { givePoster } = await import('./poster.ts');
      const shown = await givePoster(media.id, file, null);
      if (shown && control.current === mine) done.current(shown, file);
    } catch (error) {
      if (control.current !== mine) return; // another file was chosen meanwhile
      const sentence = mine.signal.aborted
        ? null
        : error instanceof UploadRefused
          ? error.message
          : 'The line broke.';
      setState({ step: 'stopped', file, sentence, sent });
    }
  }, []);
  const pause = useCallback(() => control.current?.abort(), []);
  const remove = useCallback(() => {
    control.current?.abort();
    control.current = undefined;
    setCheck(null);
    setState({ step: 'idle' });
  }, []);

  useEffect(() => () => control.current?.abort(), []);
  return { state, check, start, pause, remove };
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
