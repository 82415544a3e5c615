import type { Locator, Page } from 'playwright-core';

const WIDE = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
/** A new width reaches sticky bars and pictures a moment later. */
const SETTLE_MS = 150;
const FRAME = 'audit-kit-frame';

/** A picture of the window with what it is about brought to the middle and framed. The frames are gone afterwards. */
export async function photograph(page: Page, about: Locator[], phone: boolean): Promise<Buffer> {
  await page.setViewportSize(phone ? PHONE : WIDE);
  await page.waitForTimeout(SETTLE_MS);
  // Covers are drawn one after the other; what is still to come pulses.
  await page.waitForFunction(() => document.querySelector('.animate-pulse-soft') === null);
  await about[0]?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(SETTLE_MS);
  for (const one of about) await frame(one);
  const png = await page.screenshot({ animations: 'disabled' });
  await page.evaluate((name) => {
    for (const one of document.querySelectorAll(`[data-${name}]`)) one.remove();
  }, FRAME);
  await page.setViewportSize(WIDE);
  return png;
}

/** Outside of React's tree, and above dialogs by standing in the one that is open. */
const frame = (locator: Locator) =>
  locator.evaluate((element, name) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const box = document.createElement('div');
    box.setAttribute(`data-${name}`, '');
    const [x, y] = [8, 4];
    Object.assign(box.style, {
      position: 'fixed',
      left: `${left - x}px`,
      top: `${top - y}px`,
      width: `${width + 2 * x}px`,
      height: `${height + 2 * y}px`,
      border: '3px solid #c026d3',
      borderRadius: '10px',
      zIndex: '2147483647',
      pointerEvents: 'none',
    });
    (element.closest('dialog[open]') ?? document.documentElement).appendChild(box);
  }, FRAME);

/** A browser draws an open list outside of the page, where no picture reaches it: while `act` runs it lies open in its place. */
export async function withListOpen(select: Locator, act: () => Promise<void>): Promise<void> {
  const before = await select.getAttribute('style');
  await select.evaluate((element) => {
    if (!(element instanceof HTMLSelectElement)) throw new Error('This is no list.');
    element.size = element.options.length;
    Object.assign(element.style, {
      height: 'auto',
      padding: '4px',
      backgroundImage: 'none',
      overflow: 'hidden',
    });
    for (const option of element.options) option.style.padding = '6px 10px';
  });
  try {
    await act();
  } finally {
    await select.evaluate((element, style) => {
      if (!(element instanceof HTMLSelectElement)) return;
      element.removeAttribute('size');
      element.style.cssText = style ?? '';
      for (const option of element.options) option.style.padding = '';
    }, before);
  }
}
