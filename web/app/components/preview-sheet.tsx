import { useRef, useState } from 'react';
import { Button } from './button.tsx';
import { CloseButton } from './close-button.tsx';
import type { PreviewProps } from './phone-preview.tsx';
import { PhonePreview } from './phone-preview.tsx';

/** The preview where there is no room beside the form: behind a button, from below. */
export function PreviewSheet(post: PreviewProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <div className="lg:hidden">
      <Button
        type="button"
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        Preview
      </Button>
      <dialog
        ref={dialog}
        aria-label="Preview"
        onClose={() => setOpen(false)}
        className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[94dvh] w-full max-w-none overflow-auto rounded-t-xl border-line border-t bg-raised px-4 pt-3 pb-[max(1.5rem,env(safe-area-inset-bottom))] shadow-3 backdrop:bg-scrim"
      >
        <div className="mb-2 flex justify-end">
          <CloseButton label="Close the preview" onClick={() => dialog.current?.close()} />
        </div>
        {open && <PhonePreview id="sheet" {...post} />}
      </dialog>
    </div>
  );
}
