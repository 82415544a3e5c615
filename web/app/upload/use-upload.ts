import type { Media } from '@tiktimer/worker/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isSameFile } from './same-file.ts';
import { picture, send } from './send.ts';
import type { LocalCheck, UploadState } from './send-up.ts';
import { readUploads } from './uploads.ts';

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
    await takeOver(file);
    // Another file may be chosen meanwhile, or this one removed.
    const current = () => control.current === mine;
    const on = {
      state: (next: UploadState) => current() && setState(next),
      check: (next: LocalCheck | null) => current() && setCheck(next),
    };
    const media = await send(file, on, mine.signal);
    if (!media || !current()) return;
    setState({ step: 'idle' });
    done.current(media, file);
    const shown = await picture(media, file);
    if (shown && current()) done.current(shown, file);
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

/** Two senders of one upload would end in an error: a file that goes up in this tab's queue is gone on with here. */
async function takeOver({ name, size: bytes }: File): Promise<void> {
  const same = readUploads().items.find(({ file }) => isSameFile(file, { name, bytes }));
  if (same) (await import('./queue.ts')).queue.remove(same.id);
}
