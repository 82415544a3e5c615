import { useNavigate } from '@remix-run/react';
import type { Media } from '@tiktimer/worker/contract';
import { useCallback } from 'react';
import { UploadRow } from '../components/upload-row.tsx';
import { DropPage } from '../media/drop-page.tsx';
import { useUpload } from '../upload/use-upload.ts';

/** A video dropped anywhere on the page goes up here, and the composer opens with it. */
export function DropVideo() {
  const navigate = useNavigate();
  const onDone = useCallback((media: Media) => navigate(`/posts/new?media=${media.id}`), [navigate]);
  const { state, check, start, pause, remove } = useUpload(onDone);
  const onFiles = useCallback(
    ([file]: File[]) => {
      if (file) void start(file);
    },
    [start],
  );
  return (
    <>
      {state.step !== 'idle' && (
        <section
          aria-label="Uploading"
          className="mb-6 rounded-lg border border-line bg-surface p-4 shadow-1"
        >
          <UploadRow upload={state} check={check} onPause={pause} onContinue={start} onRemove={remove} />
        </section>
      )}
      <DropPage words="Let go to make a post of it" onFiles={onFiles} />
    </>
  );
}
