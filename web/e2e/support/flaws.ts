import type { Page } from 'playwright-core';

/**
 * What a screen gets wrong at the width it stands in, in words: what sticks out sideways, words that are cut off,
 * controls beyond the edge, under the lower bar or too small for a thumb, and a heading, title or landmark too few.
 */
export const flaws = (page: Page): Promise<string[]> => page.evaluate(find);

/** Runs in the page, so everything it needs stands inside it. */
function find(): string[] {
  const THUMB = 44;
  const CLOSE = 24;
  const narrow = window.innerWidth < 768;
  const modal = document.querySelector('dialog:modal');
  const scope = modal ?? document.body;
  const found: string[] = [];

  const name = (element: Element) => {
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    const words = element.getAttribute('aria-label') ?? (label || element.textContent) ?? '';
    return `<${element.localName}> “${words.trim().replaceAll(/\s+/g, ' ').slice(0, 40)}”`;
  };
  /** Words for screen readers alone are a pixel wide, or clipped away. */
  const hiddenForEyes = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath === 'inset(50%)' || (at.clientWidth <= 1 && style.overflow === 'hidden'))
        return true;
      if (style.opacity === '0') return true;
    }
    return !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  };
  /** The nearest box that bounds these words: it may cut them, or scroll, or end them with "…". */
  const boundOf = (element: Element): { by: Element; cuts: boolean } | undefined => {
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      const { overflowX, textOverflow, webkitLineClamp, position } = getComputedStyle(at);
      const ends = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
      if (overflowX !== 'visible')
        return { by: at, cuts: !ends && overflowX !== 'auto' && overflowX !== 'scroll' };
      if (position === 'fixed') return undefined;
    }
    return undefined;
  };
  const scrolls = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth)
        return true;
    return false;
  };

  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  if (sideways > 0) found.push(`the page sticks out ${sideways} px sideways`);

  const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    if (!element || !text.textContent?.trim() || element.closest('script, style, option, noscript')) continue;
    if (element.closest('[data-drawing]') || hiddenForEyes(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const bound = boundOf(element);
    // Words that end in "…" or scroll are as wide as what bounds them.
    const { left, right } = bound && !bound.cuts ? bound.by.getBoundingClientRect() : box;
    const edge = bound?.by.getBoundingClientRect();
    if (bound?.cuts && edge && (right > edge.right + 1 || left < edge.left - 1))
      found.push(`cut off: ${name(element)}`);
    else if ((right > window.innerWidth + 1 || left < -1) && !scrolls(element))
      found.push(`beyond the edge: ${name(element)}`);
  }

  const controls = scope.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=slider]',
  );
  /** A check box is pressed by its label as well. */
  const boxOf = (control: HTMLElement) => {
    const boxes = [control.getBoundingClientRect()];
    if (control instanceof HTMLInputElement)
      for (const label of control.labels ?? []) boxes.push(label.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const right = Math.max(...boxes.map((box) => box.right));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };
  /** A link within a sentence is as high as its line (WCAG 2.5.8, "inline"). */
  const inSentence = (control: Element) =>
    getComputedStyle(control).display === 'inline' &&
    [...(control.parentElement?.childNodes ?? [])].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim().length > 1,
    );
  /** How far a press around the middle still meets the control: what it adds by a pseudo-element is no box of its own. */
  const reach = (control: HTMLElement) => {
    window.scrollBy(0, control.getBoundingClientRect().top - window.innerHeight / 2);
    const { left, top, width, height } = control.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    // Something lies open over it, such as a menu; that is looked at instead.
    if (!control.contains(document.elementFromPoint(x, y)) && !(control instanceof HTMLInputElement))
      return { width: THUMB, height: THUMB };
    const meets = (dx: number, dy: number) => {
      const met = document.elementFromPoint(x + dx, y + dy);
      return met !== null && (control.contains(met) || met.closest('label')?.control === control);
    };
    const along = (dx: number, dy: number) => {
      let far = 0;
      while (far < THUMB / 2 && meets(dx * (far + 1), dy * (far + 1))) far++;
      return far;
    };
    return {
      width: Math.max(width, along(1, 0) + along(-1, 0) + 1),
      height: Math.max(height, along(0, 1) + along(0, -1) + 1),
    };
  };

  const scrolledTo = [window.scrollX, window.scrollY] as const;
  for (const control of controls) {
    if (hiddenForEyes(control) || control.closest('[inert]')) continue;
    const box = boxOf(control);
    if (box.width === 0) continue;
    if ((box.right > window.innerWidth + 1 || box.left < -1) && !scrolls(control))
      found.push(`out of reach: ${name(control)}`);
    if (!narrow || inSentence(control)) continue;
    if (box.width >= THUMB - 0.5 && box.height >= THUMB - 0.5) continue;
    const { width, height } = reach(control);
    const least = control.closest('[data-tile]') ? CLOSE : THUMB - 1;
    if (Math.max(width, box.width) < least || Math.max(height, box.height) < least)
      found.push(`small: ${name(control)} ${Math.round(width)} × ${Math.round(height)}`);
  }

  if (!modal) {
    // The last thing one can press stands clear of bars that stay at the edge.
    window.scrollTo(0, document.documentElement.scrollHeight);
    const last = [...document.querySelectorAll<HTMLElement>('main :is(a[href], button, input, select)')]
      .filter((control) => !hiddenForEyes(control) && control.getBoundingClientRect().height > 0)
      .toSorted((a, b) => b.getBoundingClientRect().bottom - a.getBoundingClientRect().bottom)[0];
    if (last) {
      const { left, top, width, height } = last.getBoundingClientRect();
      const met = document.elementFromPoint(left + width / 2, top + height / 2);
      const inside = top + height / 2 > 0 && top + height / 2 < window.innerHeight;
      if (
        inside &&
        met &&
        !last.contains(met) &&
        !met.contains(last) &&
        met.closest('label')?.control !== last
      )
        found.push(`covered at the end of the page: ${name(last)} by ${name(met)}`);
    }
    const headings = [...document.querySelectorAll('h1')].filter((one) => one.checkVisibility());
    if (headings.length !== 1) found.push(`${headings.length} first headings`);
    if (document.querySelectorAll('main').length !== 1) found.push('not one main landmark');
  }
  window.scrollTo(...scrolledTo);
  if (!/ · TikTimer$|^TikTimer: /.test(document.title)) found.push(`the title is “${document.title}”`);
  return [...new Set(found)];
}
