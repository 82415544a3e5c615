import { useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { CloseButton } from '../components/close-button.tsx';
import { rememberFocus } from '../lib/give-back-focus.ts';

/** One file over the grid; below 768 it is the whole page. Opens without scripts too, then as a plain page part. */
export function FileDialog({
  title,
  backTo,
  children,
}: {
  title: string;
  backTo: string;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  const leave = () => navigate(backTo, { preventScrollReset: true });
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const giveBack = rememberFocus();
    element.close();
    element.showModal();
    element.querySelector<HTMLElement>('#file-title')?.focus();
    return giveBack;
  }, []);
  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby="file-title"
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
      onKeyDown={(event) => {
        const video = dialog.current?.querySelector('video');
        const free = event.target instanceof HTMLElement && !event.target.closest('button, a, video, input');
        if (event.key === ' ' && video && free) {
          event.preventDefault();
          if (video.paused) void video.play();
          else video.pause();
        }
      }}
      className="fixed inset-0 z-20 m-auto h-fit max-h-[92svh] w-[min(52rem,calc(100vw-2rem))] overflow-y-auto rounded-xl border border-line bg-raised p-5 shadow-3 backdrop:bg-scrim max-md:h-svh max-md:max-h-none max-md:w-screen max-md:max-w-none max-md:rounded-none max-md:border-0 md:p-6"
    >
      <div className="flex items-start justify-between gap-3">
        <h2 id="file-title" tabIndex={-1} className="min-w-0 break-words text-lg tracking-title outline-none">
          {title}
        </h2>
        <CloseButton onClick={leave} className="-mt-2 -mr-2" />
      </div>
      {children}
    </dialog>
  );
}
