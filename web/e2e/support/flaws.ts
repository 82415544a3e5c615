import type { Page } from 'playwright-core';

const THUMB = 44;
/** Within tiles targets may be closer (ui.md 4). */
const CLOSE = 24;

/**
 * What a screen gets wrong at the width it stands in, in words: what sticks out sideways, words that are cut off,
 * controls beyond the edge, under the lower bar or too small for a thumb, and a heading, title or landmark too few.
 */
export async function flaws(page: Page): Promise<string[]> {
  // The functions below run in the page, where nothing of this file is known: they go there as text.
  const known = [nameOf, unseen, boundOf, scrolls, hangsOut, boxOf, inSentence, reachOf, controlsOf].map(
    String,
  );
  const run = (ask: () => string[]) =>
    page.evaluate<string[]>(
      `(() => { const THUMB = ${THUMB}, CLOSE = ${CLOSE}; ${known.join('\n')}\nreturn (${ask})(); })()`,
    );
  const found = [...(await run(frameFlaws)), ...(await run(wordFlaws)), ...(await run(controlFlaws))];
  return [...new Set(found)];
}

function frameFlaws(): string[] {
  const found: string[] = [];
  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  if (sideways > 0) found.push(`the page sticks out ${sideways} px sideways`);
  if (!/ · TikTimer$|^TikTimer: /.test(document.title)) found.push(`the title is “${document.title}”`);
  if (document.querySelector('dialog:modal')) return found;
  const headings = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility());
  if (headings.length !== 1) found.push(`${headings.length} first headings`);
  if (document.querySelectorAll('main').length !== 1) found.push('not one main landmark');
  return found;
}

function wordFlaws(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(
    document.querySelector('dialog:modal') ?? document.body,
    NodeFilter.SHOW_TEXT,
  );
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!element || !text.textContent?.trim() || element.closest('script, style, option, noscript')) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const words = range.getBoundingClientRect();
    if (words.width === 0 || unseen(element)) continue;
    const bound = boundOf(element);
    const box = bound?.by.getBoundingClientRect();
    // Words that end in "…" or scroll are as wide as what bounds them.
    const { left, right } = box && !bound?.cuts ? box : words;
    if (box && bound?.cuts && (right > box.right + 1 || left < box.left - 1))
      found.push(`cut off: ${nameOf(element)}`);
    else if ((right > window.innerWidth + 1 || left < -1) && !scrolls(element))
      found.push(`beyond the edge: ${nameOf(element)}`);
  }
  return found;
}

function controlFlaws(): string[] {
  const found: string[] = [];
  const was = [window.scrollX, window.scrollY] as const;
  const narrow = window.innerWidth < 768;
  for (const control of controlsOf(document.querySelector('dialog:modal') ?? document.body)) {
    const box = boxOf(control);
    if ((box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(control))
      found.push(`out of reach: ${nameOf(control)}`);
    if (hangsOut(control)) found.push(`below a box that stands still: ${nameOf(control)}`);
    if (!narrow || inSentence(control)) continue;
    if (box.width >= THUMB - 0.5 && box.height >= THUMB - 0.5) continue;
    const { width, height } = reachOf(control);
    const least = control.closest('[data-tile]') ? CLOSE : THUMB - 2; // a press between two pixels counts for one of them
    if (Math.max(width, box.width) < least || Math.max(height, box.height) < least)
      found.push(`small: ${nameOf(control)} ${Math.round(width)} × ${Math.round(height)}`);
  }
  if (!document.querySelector('dialog:modal, details[open], [aria-expanded=true]')) {
    // The last thing one can press stands clear of bars that stay at the edge.
    window.scrollTo(0, document.documentElement.scrollHeight);
    const last = controlsOf(document.querySelector('main') ?? document.body)
      .toSorted((a, b) => b.getBoundingClientRect().bottom - a.getBoundingClientRect().bottom)
      .at(0);
    const { left = 0, top = 0, width = 0, height = 0 } = last?.getBoundingClientRect() ?? {};
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    // A message goes away by itself.
    const meant = met?.closest('label, section[aria-label="Results"]');
    const covers = last && met && !last.contains(met) && !met.contains(last) && !meant;
    if (covers) found.push(`covered at the end of the page: ${nameOf(last)}`);
  }
  window.scrollTo(...was);
  return found;
}

/** In the page: how a finding names what it is about. */
function nameOf(element: Element): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  const words = element.getAttribute('aria-label') ?? (label || element.textContent) ?? '';
  return `<${element.localName}> “${words.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
}

/** In the page: hidden, or for screen readers alone, which is a pixel wide or clipped away. */
function unseen(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const { clipPath, overflow, opacity } = getComputedStyle(at);
    if (clipPath === 'inset(50%)' || opacity === '0') return true;
    if (at.clientWidth <= 1 && overflow === 'hidden') return true;
  }
  return !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
}

/** In the page: the nearest box that bounds these words: it may cut them, or scroll, or end them with "…". */
function boundOf(element: Element): { by: Element; cuts: boolean } | undefined {
  for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
    const { overflowX, textOverflow, webkitLineClamp, position } = getComputedStyle(at);
    const ends = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    if (overflowX !== 'visible')
      return { by: at, cuts: !ends && (overflowX === 'hidden' || overflowX === 'clip') };
    if (position === 'fixed') return undefined;
  }
  return undefined;
}

/** In the page: it can be brought into view by scrolling something around it sideways. */
function scrolls(element: Element): boolean {
  for (let at: Element | null = element; at; at = at.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth)
      return true;
  return false;
}

/** In the page: it hangs out of a box that stands still and does not scroll, so nothing brings it into view. */
function hangsOut(control: Element): boolean {
  for (let at = control.parentElement; at; at = at.parentElement) {
    const { position, overflowY } = getComputedStyle(at);
    if (position === 'absolute' || overflowY === 'auto' || overflowY === 'scroll') return false;
    if (position === 'sticky' || position === 'fixed')
      return control.getBoundingClientRect().bottom > at.getBoundingClientRect().bottom + 1;
  }
  return false;
}

/** In the page: what can be pressed and is there to be seen. */
function controlsOf(within: Element): HTMLElement[] {
  const all = within.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=slider]',
  );
  return [...all].filter(
    (control) => !control.closest('[inert]') && control.getBoundingClientRect().width > 0 && !unseen(control),
  );
}

/** In the page: where a control is pressed; a check box by its label as well. */
function boxOf(control: HTMLElement) {
  const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : [];
  const boxes = [control, ...labels].map((one) => one.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return { left, right, width: right - left, height: bottom - top };
}

/** In the page: a link within a sentence is as high as its line (WCAG 2.5.8, "inline"). */
function inSentence(control: Element): boolean {
  const around = control.parentElement?.textContent?.trim().length ?? 0;
  const own = control.textContent?.trim().length ?? 0;
  return getComputedStyle(control).display === 'inline' && around > own + 1;
}

/** In the page: how far from its middle a press still meets a control; what a pseudo-element adds is no box of its own. */
function reachOf(control: HTMLElement): { width: number; height: number } {
  // What scrolls by itself brings it up too.
  control.scrollIntoView({ block: 'center', inline: 'nearest' });
  const { left, top, width, height } = control.getBoundingClientRect();
  const meets = (dx: number, dy: number) => {
    const met = document.elementFromPoint(left + width / 2 + dx, top + height / 2 + dy);
    return met !== null && (control.contains(met) || met.closest('label')?.control === control);
  };
  // Something lies open over it, such as a menu; that is looked at instead.
  if (!meets(0, 0)) return { width: THUMB, height: THUMB };
  const along = (dx: number, dy: number) => {
    let far = 0;
    while (far < THUMB && meets(dx * (far + 1), dy * (far + 1))) far++;
    return far;
  };
  return {
    width: Math.max(width, along(1, 0) + along(-1, 0) + 1),
    height: Math.max(height, along(0, 1) + along(0, -1) + 1),
  };
}
