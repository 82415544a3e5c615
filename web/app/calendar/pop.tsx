import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { CloseButton } from '../components/close-button.tsx';

const GAP = 6;
const EDGE = 8;

/**
 * A small dialog beside what opened it; a sheet at the bottom of a phone. The browser's own modal dialog keeps the
 * focus inside, Esc and a press beside it close it, and the focus goes back.
 */
export function Pop({
  title,
  anchor,
  wide,
  onClose,
  children,
}: {
  title: string;
  /** Where it opens; in the middle of the page when absent. */
  anchor?: DOMRect | undefined;
  wide?: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    const put = () => place(element, anchor);
    put();
    window.addEventListener('resize', put);
    element.querySelector<HTMLElement>('[data-first], input, select')?.focus();
    return () => {
      window.removeEventListener('resize', put);
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [anchor]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the backdrop is for pointers; keys have Esc
    <dialog
      ref={dialog}
      aria-labelledby="pop-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
      className={`fixed m-auto max-h-[85svh] rounded-xl border border-line bg-raised p-0 shadow-3 max-md:mb-0 max-md:w-full max-md:max-w-full max-md:rounded-b-none ${
        anchor ? 'md:backdrop:bg-transparent' : ''
      } backdrop:bg-scrim ${wide ? 'md:w-[30rem]' : 'md:w-80'}`}
    >
      <div className="p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
        <div className="mb-2 flex items-start justify-between gap-2">
          <h2 id="pop-title" className="pt-1 text-md">
            {title}
          </h2>
          <CloseButton onClick={onClose} className="-mt-1 -mr-1" />
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** Beside its anchor where there is room, else wherever it fits. Styles set by scripts pass the page's policy. */
function place(element: HTMLElement, anchor: DOMRect | undefined): void {
  element.removeAttribute('style');
  if (!anchor || !window.matchMedia('(min-width: 48rem)').matches) return;
  const { width, height } = element.getBoundingClientRect();
  const right = anchor.right + GAP;
  const left = right + width + EDGE < window.innerWidth ? right : Math.max(EDGE, anchor.left - GAP - width);
  const top = Math.max(EDGE, Math.min(anchor.top, window.innerHeight - height - EDGE));
  element.style.margin = '0';
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
