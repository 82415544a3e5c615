import { focusHeading } from './focus-heading.ts';

/**
 * To call when a dialog opens; what it answers, when the dialog has gone. A browser gives the focus back when a dialog is
 * closed, not when it is taken off the page: Tab would then go on from the top.
 */
export function rememberFocus(): () => void {
  const opener = document.activeElement;
  return () => {
    // A press inside led somewhere else, where the focus is by now.
    if (document.activeElement !== document.body) return;
    const closedMenu = opener?.closest('details:not([open])')?.querySelector('summary');
    const back = closedMenu ?? opener;
    if (back instanceof HTMLElement && back !== document.body && back.isConnected) back.focus();
    if (document.activeElement === document.body) focusHeading();
  };
}
