import { strict as assert } from 'node:assert';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { flaws } from './flaws.ts';
import type { Product } from './product.ts';

export const RESULTS = fileURLToPath(new URL('../.results/', import.meta.url));
/**
 * axe takes a second a screen: one wide and light, one narrow and dark, so that each width and each theme is seen. 320 is
 * the narrowest phone, 640 a window of 1280 zoomed to 200 %: layout sees no difference between the two. 844 is a phone on its
 * side: wide enough for the rail, and hardly higher than a strip and a foot.
 */
const LOOKS: readonly Look[] = [
  { width: 1280, height: 900, theme: 'light', axe: true, picture: true },
  { width: 640, height: 450, theme: 'light' },
  { width: 844, height: 390, theme: 'light', picture: true },
  { width: 390, height: 844, theme: 'light', picture: true },
  { width: 390, height: 844, theme: 'dark', axe: true, picture: true },
  { width: 320, height: 640, theme: 'dark' },
  { width: 1280, height: 900, theme: 'dark', picture: true },
];
export interface Looking {
  /** Only on a phone: wider there is no such thing. */
  narrow?: boolean | undefined;
}
interface Look {
  width: number;
  height: number;
  theme: 'light' | 'dark';
  axe?: true;
  picture?: true;
}
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
  /** Looks at a screen: axe and `flaws` find nothing in either theme, wide, narrow and zoomed, and pictures of it are kept. */
  look(name: string, of?: Looking): Promise<void>;
  /** Another person's browser, watched in the same way. */
  someoneElse(): Promise<World>;
  /** The same creator's browser with scripts switched off. */
  withoutScripts(): Promise<Page>;
  /** Takes back console errors that a step was meant to cause, such as the browser's note of a 404. */
  forgive(errors: RegExp): void;
}

/** What the browser notes of an answer may be heard a moment after the page has shown what it made of it. */
const HEARD_WITHIN_MS = 2000;
/** What the browser notes of a request made without a line: only a journey takes the line away, so it is always meant. */
const NO_LINE = /ERR_INTERNET_DISCONNECTED/;

/** Walks one journey in a fresh browser profile. What the console calls an error fails it. */
export async function walk(browser: Browser, product: Product, journey: Journey): Promise<void> {
  const errors: string[] = [];
  const forgiven: { meant: RegExp; until: number }[] = [];
  const note = (error: string) => {
    if (forgiven.some(({ meant, until }) => until > Date.now() && meant.test(error))) return;
    errors.push(error);
  };
  const enter = async (change: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({ ...PROFILE, ...change });
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  const newWorld = async (): Promise<World> => {
    const context = await enter();
    const page = await watched(context, note);
    return {
      product,
      page,
      look: (name, of) => look(page, name, of),
      someoneElse: newWorld,
      withoutScripts: async () =>
        (await enter({ storageState: await context.storageState(), javaScriptEnabled: false })).newPage(),
      forgive: (meant) => {
        errors.splice(0, errors.length, ...errors.filter((error) => !meant.test(error)));
        forgiven.push({ meant, until: Date.now() + HEARD_WITHIN_MS });
      },
    };
  };
  const world = await newWorld();
  try {
    await journey.walk(world);
    assert.deepEqual(errors, [], 'the console stays clean');
  } catch (error) {
    await world.page.screenshot({
      path: `${RESULTS}failed-${journey.name.replaceAll(/\W+/g, '-')}.png`,
      fullPage: true,
    });
    if (errors.length > 0) console.error(`  console: ${errors.join('\n  ')}`);
    throw error;
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()));
  }
}

async function watched(context: BrowserContext, note: (error: string) => void): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => note(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || NO_LINE.test(message.text())) return;
    note(`${page.url()}: ${message.text()} ${message.location().url}`);
  });
  return page;
}

async function look(page: Page, name: string, { narrow }: Looking = {}): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  const wrong: string[] = [];
  let shown = '';
  for (const { width, height, theme, axe, picture } of LOOKS.filter((one) => !narrow || one.width < 640)) {
    await page.setViewportSize({ width, height });
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    if (theme !== shown) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.waitForTimeout(THEME_MS);
      shown = theme;
    }
    if (picture) await page.screenshot({ path: `${RESULTS}${name}-${width}-${theme}.png`, fullPage: true });
    const found = [...(await flaws(page)), ...(axe ? await barriers(page) : [])];
    wrong.push(...found.map((flaw) => `${name} at ${width} ${theme}: ${flaw}`));
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  assert.deepEqual(wrong, []);
}

async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
