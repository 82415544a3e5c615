import type { RefObject } from 'react';
import { useEffect } from 'react';

const CONTROLS =
  'input:not([type=hidden], [disabled], [hidden]), select, textarea, button, [role=slider], a[href]';

/** Ctrl/⌘ Enter schedules from anywhere, Ctrl/⌘ S saves, Alt and a number leads to a part, Esc out (ui.md 3.6). An open dialog has its own. */
export function useComposerKeys(form: RefObject<HTMLFormElement>, save: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = event.ctrlKey || event.metaKey;
      const part = event.altKey && !command ? /^Digit([1-7])$/.exec(event.code)?.[1] : undefined;
      if (document.querySelector('dialog[open]')) return;
      if (command && event.key === 'Enter')
        form.current?.querySelector<HTMLButtonElement>('button[name=intent][value=go]')?.click();
      else if (command && event.key.toLowerCase() === 's') save();
      else if (part) leadTo(part);
      else if (event.key === 'Escape' && !event.defaultPrevented) leave(event.target);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [form, save]);
}

/** Where Esc has something to close first: a menu, or a list of the browser's own that may be open. */
const CLOSES_FIRST = 'details[open]';
const HAS_LIST = 'select, input[type=date], input[type=time]';

function leave(from: EventTarget | null): void {
  if (document.querySelector(CLOSES_FIRST)) return;
  if (from instanceof HTMLElement && from.matches(HAS_LIST)) from.blur();
  else document.getElementById('close')?.click();
}

function leadTo(part: string): void {
  const place = document.getElementById(`part-${part}`);
  place?.scrollIntoView({ block: 'start' });
  (place?.querySelector<HTMLElement>(CONTROLS) ?? place)?.focus({ preventScroll: true });
}
