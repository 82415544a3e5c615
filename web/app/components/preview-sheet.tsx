import { useEffect, useRef } from 'react';
import { CloseButton } from './close-button.tsx';
import type { PreviewProps } from './phone-preview.tsx';
import { PhonePreview } from './phone-preview.tsx';

/** The preview where there is no room beside the form: from below. */
export function PreviewSheet({ onClose, ...post }: PreviewProps & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-label="Preview"
      onClose={onClose}
      className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[94dvh] w-full max-w-none overflow-auto rounded-t-xl border-line border-t bg-raised px-4 pt-3 pb-[max(1.5rem,env(safe-area-inset-bottom))] shadow-3 backdrop:bg-scrim"
    >
      <div className="mb-2 flex justify-end">
        <CloseButton label="Close the preview" onClick={() => dialog.current?.close()} />
      </div>
      <PhonePreview id="sheet" {...post} />
    </dialog>
  );
}
