type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Kept {
  control: Control;
  value: string;
  checked: boolean;
}

const CONTROLS = 'input:not([type=hidden]), textarea, select';
let kept: Kept[] = [];

/** What is typed, ticked and chosen is told by these. */
const TOLD_BY = ['input', 'change'];
/** At one of these React wakes the page at once. */
const WAKES_AT = (
  'pointerdown pointerup pointercancel mousedown mouseup touchstart touchend touchcancel click auxclick dblclick ' +
  'contextmenu keydown keypress keyup textInput compositionstart compositionend cut copy paste dragstart dragend drop ' +
  'submit reset'
).split(' ');

/**
 * Remembers what is typed, ticked and chosen before the page's scripts are there, and while they wake it: on a slow line or a
 * slow phone that takes seconds, and React would draw its own state over it. To be called just before the page is woken.
 */
export function keepEarlyInput(): void {
  kept = [...document.querySelectorAll(CONTROLS)].flatMap(changed);
  for (const name of [...TOLD_BY, ...WAKES_AT]) window.addEventListener(name, holdBack, true);
}

/** From here on React hears of everything by itself. To be called when all of the page is awake, and before it is drawn again. */
export function endEarlyInput(): void {
  for (const name of [...TOLD_BY, ...WAKES_AT]) window.removeEventListener(name, holdBack, true);
}

/** A window hears before React does. What a browser does by itself, such as to follow a link, it does all the same. */
function holdBack(event: Event): void {
  const told = TOLD_BY.includes(event.type);
  if (told && event.target instanceof Element && event.target.matches(CONTROLS)) keep(event.target);
  // Woken before the page's data was read, React gives up for good (error 345), and nothing on the page works any more.
  if (told || window.__remixContext.state === undefined) event.stopPropagation();
}

function keep(element: Element): void {
  kept = [...kept.filter(({ control }) => !isSameChoice(control, element)), ...changed(element)];
}

/** Does it all again, now that somebody listens. To be called once the page is awake. */
export async function replayEarlyInput(): Promise<void> {
  for (const { control, value, checked } of kept.splice(0)) {
    await null; // what the one before made of the page is known to the next one then
    if (!control.isConnected || control.disabled) continue;
    // Typed on since React listens: it knows, and has the newer words.
    if (!isTick(control) && control.value !== value && differs(control)) continue;
    // The one that took its place is in the list too.
    if (control.type === 'radio' && !checked) continue;
    if (isFile(control)) control.dispatchEvent(new Event('change', { bubbles: true }));
    else if (isTick(control)) {
      // React hears of a tick by the click, and only of one that changes what it believes.
      control.checked = !checked;
      control.click();
    } else if (control instanceof HTMLSelectElement) {
      control.value = value;
      control.dispatchEvent(new Event('change', { bubbles: true }));
    } else retype(control, value);
  }
}

/** What a control says, if that is something else than what the server drew. */
function changed(control: unknown): Kept[] {
  if (!isControl(control) || !differs(control)) return [];
  return [{ control, value: control.value, checked: isTick(control) && control.checked }];
}

const isControl = (element: unknown): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement;
/** Of the buttons of one question the last that was pressed counts. */
const isSameChoice = (control: Control, other: Element) =>
  control === other ||
  (control.type === 'radio' &&
    control.name === other.getAttribute('name') &&
    control.form === other.closest('form'));
const isFile = (control: Control) => control instanceof HTMLInputElement && control.type === 'file';
const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');

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
