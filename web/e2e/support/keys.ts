import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';

const TABS_MAX = 90;

/** Scripts run, and keys are heard: the search button of the frame only comes with them. */
export const awake = (page: Page) => page.getByRole('button', { name: 'Search and commands' }).waitFor();

/** Presses Tab until this has the focus, as somebody without a mouse would; at each stop the focus is there to be seen. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(unseen);
    assert.equal(hidden, null, `the focus on ${page.url()} can be seen`);
  }
  assert.fail(`Tab never reaches ${wanted}`);
}

/** Goes there by Tab and presses Enter. */
export async function enter(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

/** After something closed or went away, Tab goes on from where one was and not from the top of the page. */
export async function focusIsKept(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.activeElement !== document.body && document.activeElement !== null,
  );
}

/** What has the focus and shows nothing of it, in words. */
function unseen(): string | null {
  const at = document.activeElement;
  // Past the last control the browser's own bar has it.
  if (!at || at === document.body || at instanceof HTMLVideoElement) return null;
  const outlined = (element: Element | null) =>
    element !== null &&
    getComputedStyle(element).outlineStyle !== 'none' &&
    Number.parseFloat(getComputedStyle(element).outlineWidth) > 0;
  const seen = [at, at.parentElement, at.parentElement?.parentElement ?? null, at.nextElementSibling];
  if (seen.some(outlined)) return null;
  return `<${at.localName}> ${at.getAttribute('aria-label') ?? at.textContent?.slice(0, 40)}`;
}
