import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Product } from './product.ts';

export const RESULTS = fileURLToPath(new URL('../.results/', import.meta.url));
/** axe takes a second a screen: one wide and light, one narrow and dark, so that each width and each theme is seen. */
const LOOKS = [
  { width: 1280, height: 900, theme: 'light', axe: true },
  { width: 1280, height: 900, theme: 'dark', axe: false },
  { width: 390, height: 844, theme: 'light', axe: false },
  { width: 390, height: 844, theme: 'dark', axe: true },
] as const;
const PROFILE: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  reducedMotion: 'reduce',
};
/** A new theme's colours reach nested elements one frame after the other. */
const THEME_MS = 400;
/** How long a page may take to show what it should; the machine may be busy. */
const PATIENCE_MS = 20_000;

export interface Journey {
  name: string;
  walk(world: World): Promise<void>;
}

/** One creator's browser, and what every screen in it has to stand. */
export interface World {
  product: Product;
  page: Page;
  /** Looks at a screen: axe finds nothing, nothing sticks out sideways, and pictures of it are kept. */
  look(name: string): Promise<void>;
  /** The same creator's browser with scripts switched off. */
  withoutScripts(): Promise<Page>;
  /** Takes back console errors that a step was meant to cause, such as the browser's note of a 404. */
  forgive(errors: RegExp): void;
}

/** Walks one journey in a fresh browser profile. What the console calls an error fails it. */
export async function walk(browser: Browser, product: Product, journey: Journey): Promise<void> {
  const context = await browser.newContext(PROFILE);
  context.setDefaultTimeout(PATIENCE_MS);
  const withoutScripts = async () => {
    const storageState = await context.storageState();
    const plain = await browser.newContext({ ...PROFILE, storageState, javaScriptEnabled: false });
    plain.setDefaultTimeout(PATIENCE_MS);
    return plain.newPage();
  };
  const errors: string[] = [];
  const page = await watched(context, errors);
  try {
    const forgive = (meant: RegExp) =>
      errors.splice(0, errors.length, ...errors.filter((error) => !meant.test(error)));
    await journey.walk({ product, page, look: (name) => look(page, name), forgive, withoutScripts });
    assert.deepEqual(errors, [], 'the console stays clean');
  } catch (error) {
    await page.screenshot({
      path: `${RESULTS}failed-${journey.name.replaceAll(/\W+/g, '-')}.png`,
      fullPage: true,
    });
    if (errors.length > 0) console.error(`  console: ${errors.join('\n  ')}`);
    throw error;
  } finally {
    await context.close();
  }
}

async function watched(context: BrowserContext, errors: string[]): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${page.url()}: ${message.text()} ${message.location().url}`);
  });
  return page;
}

async function look(page: Page, name: string): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  for (const { width, height, theme, axe } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.waitForTimeout(THEME_MS);
    await page.screenshot({ path: `${RESULTS}${name}-${width}-${theme}.png`, fullPage: true });
    if (axe) assert.deepEqual(await barriers(page), [], `axe on ${name} at ${width} ${theme}`);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(sideways <= 0, `${name} sticks out ${sideways} px sideways at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
}

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
