type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Kept {
  control: Control;
  value: string;
  checked: boolean;
}

const CONTROLS = 'input:not([type=hidden], [type=file]), textarea, select';
let kept: Kept[] = [];

/**
 * Remembers what was typed, ticked and chosen before the page's scripts were there: on a slow line that takes seconds, and
 * React would draw its own state over it. To be called just before the page is woken.
 */
export function keepEarlyInput(): void {
  kept = [...document.querySelectorAll<HTMLElement>(CONTROLS)]
    .flatMap(asControl)
    .filter(differs)
    .map((control) => ({ control, value: control.value, checked: isTick(control) && control.checked }));
}

/** Does it all again, now that somebody listens. To be called once the page is awake. */
export function replayEarlyInput(): void {
  for (const { control, value, checked } of kept.splice(0)) {
    if (!control.isConnected || control.disabled) continue;
    if (isTick(control)) {
      // React hears of a tick by the click, and only of one that changes what it believes.
      control.checked = !checked;
      control.click();
    } else if (control instanceof HTMLSelectElement) {
      control.value = value;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    } else retype(control, value);
  }
}

const asControl = (element: HTMLElement): Control[] =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement
    ? [element]
    : [];

const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');

/** Whether it says something else than what the server drew. */
function differs(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const drawn = [...control.options].find(({ defaultSelected }) => defaultSelected) ?? control.options[0];
    return control.value !== (drawn?.value ?? '');
  }
  return isTick(control)
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
}

/** Typed words count for React only if they are news: first what was drawn, by the way it watches, then these, past it. */
function retype(control: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const focused = document.activeElement === control;
  const caret = focused ? control.selectionStart : null;
  control.value = control.defaultValue;
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set?.call(control, value);
  if (caret !== null) control.setSelectionRange(caret, caret);
  control.dispatchEvent(new Event('input', { bubbles: true }));
}
