import { Suspense, useCallback, useState } from 'react';
import { lazily } from '../components/lazily.tsx';
import { useFetchLater } from '../lib/fetch-later.ts';
import { DropPage } from '../media/drop-page.tsx';

const load = () => import('./dropped-video.tsx');
const DroppedVideo = lazily(load);
const LATER = [load];

/** A video dropped anywhere on the page goes up here; what uploads it comes after the page. */
export function DropVideo() {
  const [file, setFile] = useState<File | null>(null);
  useFetchLater(LATER);
  const onFiles = useCallback(([first]: File[]) => first && setFile(first), []);
  return (
    <>
      {file && (
        <Suspense fallback={null}>
          <DroppedVideo file={file} onGone={() => setFile(null)} />
        </Suspense>
      )}
      <DropPage words="Let go to make a post of it" onFiles={onFiles} />
    </>
  );
}
