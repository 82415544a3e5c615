import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { auditKit } from './journeys/audit-kit.ts';
import { findChromium, launchChromium } from './support/browser.ts';
import { walk } from './support/journey.ts';
import { startProduct } from './support/product.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `npm run audit-kit [-- --out folder --clip my.mp4]`: the pictures and the checklist for TikTok's reviewers. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: 'string' }, clip: { type: 'string' } } });
  // npm runs this in web/, but a path is meant from where it was typed.
  const typedAt = process.env.INIT_CWD ?? process.cwd();
  const out = values.out ? resolve(typedAt, values.out) : resolve(ROOT, 'audit-kit');
  const chromium = findChromium();
  if (!chromium) {
    console.error('No Chromium was found; set CHROMIUM_PATH to one.');
    return 2;
  }
  const product = await startProduct();
  const browser = await launchChromium(chromium);
  try {
    await walk(browser, product, auditKit(out, values.clip && resolve(typedAt, values.clip)));
    console.log(`Every point holds. The kit: ${out}/index.html`);
    return 0;
  } catch (error) {
    console.error(error);
    console.error('No kit was written.');
    return 1;
  } finally {
    await browser.close();
    await product.stop();
  }
}

process.exitCode = await main();
