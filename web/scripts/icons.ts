/** `node web/scripts/icons.ts`: draws the app's icons from the mark, in the machine's Chromium, into public/icons. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium } from '../e2e/support/browser.ts';

const INTO = fileURLToPath(new URL('../public/icons/', import.meta.url));
/** The mark on ink (ui.md 3.16). A maskable icon may lose a fifth at each edge, so its mark is smaller. */
const ICONS = [
  { name: '180', px: 180, mark: 0.74 },
  { name: '192', px: 192, mark: 0.74 },
  { name: '512', px: 512, mark: 0.74 },
  { name: 'maskable-512', px: 512, mark: 0.56 },
];
const MARK = `<svg viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#f5f3ee"/><g fill="#15181c"><circle cx="27.2" cy="16" r="1.15"/><circle cx="16" cy="27.2" r="1.15"/><circle cx="4.8" cy="16" r="1.15"/><rect x="9" y="6.6" width="14" height="3.6" rx=".9"/></g><g fill="#e2470f"><rect x="14.6" y="10.9" width="2.8" height="13.4" rx=".9"/><circle cx="16" cy="18.6" r="3"/></g></svg>`;
const BADGE = `<svg viewBox="0 0 32 32"><circle cx="16" cy="16" r="13" fill="none" stroke="#fff" stroke-width="3"/><g fill="#fff"><rect x="10" y="6.6" width="12" height="3.2" rx=".9"/><rect x="14.4" y="10.6" width="3.2" height="13" rx="1"/><circle cx="16" cy="18.6" r="3.4"/></g></svg>`;

const chromium = findChromium();
if (!chromium) throw new Error('No Chromium was found; set CHROMIUM_PATH to one.');
mkdirSync(INTO, { recursive: true });
const browser = await launchChromium(chromium);
const page = await browser.newPage();
for (const { name, px, mark } of ICONS) {
  await page.setViewportSize({ width: px, height: px });
  const size = Math.round(px * mark);
  await page.setContent(
    `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:#15181c}svg{display:block;width:${size}px}</style>${MARK}`,
  );
  await page.screenshot({ path: `${INTO}${name}.png` });
}
// What Android shows in its status bar: only the opaque part counts, in the colour of the system.
await page.setViewportSize({ width: 96, height: 96 });
await page.setContent(`<style>body{margin:0}svg{display:block;width:96px}</style>${BADGE}`);
await page.screenshot({ path: `${INTO}badge.png`, omitBackground: true });
await browser.close();
