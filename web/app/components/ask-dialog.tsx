import { useNavigate } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { rememberFocus } from '../lib/give-back-focus.ts';
import { LinkButton } from './button.tsx';

/**
 * Asks once before something that can't be undone by a press. It has an address of its own, so it opens without
 * JavaScript too; with it, the browser's modal dialog keeps the focus inside. The safe answer has the focus.
 */
export function AskDialog({
  title,
  children,
  keep,
  backTo,
  action,
}: {
  title: string;
  children: ReactNode;
  keep: string;
  backTo: string;
  action: ReactNode;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const navigate = useNavigate();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const giveBack = rememberFocus();
    element.close();
    element.showModal();
    element.querySelector<HTMLElement>('#keep')?.focus();
    return giveBack;
  }, []);
  return (
    <dialog
      ref={dialog}
      open
      aria-labelledby="ask-title"
      aria-describedby="ask-body"
      onCancel={(event) => {
        event.preventDefault();
        navigate(backTo, { preventScrollReset: true, replace: true });
      }}
      className="fixed inset-0 z-20 m-auto h-fit w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-raised p-6 shadow-3 backdrop:bg-scrim"
    >
      <h2 id="ask-title" className="text-lg tracking-title">
        {title}
      </h2>
      <div id="ask-body" className="mt-2 text-soft">
        {children}
      </div>
      <div className="mt-6 flex flex-wrap justify-end gap-2">
        <LinkButton to={backTo} id="keep" preventScrollReset>
          {keep}
        </LinkButton>
        {action}
      </div>
    </dialog>
  );
}
