import { useNavigate } from '@remix-run/react';
import type { Media } from '@tiktimer/worker/contract';
import { useCallback, useEffect } from 'react';
import { UploadRow } from '../components/upload-row.tsx';
import { useUpload } from '../upload/use-upload.ts';

/** A dropped file on its way up; once it was checked the composer opens with it. Another file takes its place. */
export default function DroppedVideo({ file, onGone }: { file: File; onGone: () => void }) {
  const navigate = useNavigate();
  const onDone = useCallback((media: Media) => navigate(`/posts/new?media=${media.id}`), [navigate]);
  const { state, check, start, pause, remove } = useUpload(onDone);
  useEffect(() => void start(file), [file, start]);
  if (state.step === 'idle') return null;
  return (
    <section aria-label="Uploading" className="mb-6 rounded-lg border border-line bg-surface p-4 shadow-1">
      <UploadRow
        upload={state}
        check={check}
        onPause={pause}
        onContinue={start}
        onRemove={() => {
          remove();
          onGone();
        }}
      />
    </section>
  );
}
