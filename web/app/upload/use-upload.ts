import type { Media } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { UploadRefused } from './door.ts';
import type { UploadNews } from './upload-file.ts';
import { uploadFile } from './upload-file.ts';

export type UploadState =
  | { step: 'idle' }
  | (UploadNews & { file: File; startedAt: number; alreadySent: number })
  | { step: 'stopped'; file: File; sentence: string | null };

/** An upload that lives as long as the page: pause and continue send only what is missing. */
export function useUpload(onDone: (media: Media) => void) {
  const [state, setState] = useState<UploadState>({ step: 'idle' });
  const control = useRef<AbortController>();
  const done = useRef(onDone);
  done.current = onDone;

  const start = useCallback(async (file: File) => {
    control.current?.abort();
    const mine = new AbortController();
    control.current = mine;
    const startedAt = performance.now();
    let alreadySent: number | undefined;
    try {
      const media = await uploadFile(
        file,
        (news) => {
          if (news.step === 'sending') alreadySent ??= news.sent;
          if (!mine.signal.aborted) setState({ ...news, file, startedAt, alreadySent: alreadySent ?? 0 });
        },
        mine.signal,
      );
      setState({ step: 'idle' });
      done.current(media);
    } catch (error) {
      if (control.current !== mine) return; // another file was chosen meanwhile
      const sentence = mine.signal.aborted
        ? null
        : error instanceof UploadRefused
          ? error.message
          : 'The line broke.';
      setState({ step: 'stopped', file, sentence });
    }
  }, []);
  const pause = useCallback(() => control.current?.abort(), []);
  const remove = useCallback(() => {
    control.current?.abort();
    control.current = undefined;
    setState({ step: 'idle' });
  }, []);

  useEffect(() => () => control.current?.abort(), []);
  return { state, start, pause, remove };
}
