import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { rememberFocus } from '../lib/give-back-focus.ts';

/**
 * A dialog that scripts open, in the browser's own: it keeps the focus inside, gives it back, and Esc closes it.
 * Questions that forms ask without scripts are `AskDialog`.
 */
export function Overlay({
  label,
  onClose,
  children,
  className = '',
}: {
  label: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const giveBack = rememberFocus();
    element?.showModal();
    // The browser would take the first thing that can have the focus, which need not be where one types.
    element?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      element?.close();
      giveBack();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the backdrop is for pointers; keys have Esc
    <dialog
      ref={dialog}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={`fixed inset-0 z-30 m-auto w-[min(36rem,calc(100vw-2rem))] rounded-xl border border-line bg-raised p-0 shadow-3 backdrop:bg-scrim ${className}`}
    >
      {children}
    </dialog>
  );
}
