import type { Media } from '@tiktimer/worker/contract';
import { useEffect, useState } from 'react';
import { useUpload } from '../upload/use-upload.ts';

/** Files that go up one after the other; each is a file of the library once it was checked. */
export function useUploadQueue(onDone: (media: Media) => void) {
  const [waiting, setWaiting] = useState<File[]>([]);
  const { state, check, start, pause, remove } = useUpload(onDone);
  useEffect(() => {
    const [next, ...others] = waiting;
    if (!next || state.step !== 'idle') return;
    setWaiting(others);
    start(next);
  }, [waiting, state.step, start]);
  const add = (files: Iterable<File>) => setWaiting((before) => [...before, ...files]);
  return { state, check, waiting, add, start, pause, remove };
}
