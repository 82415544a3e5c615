import { rmSync } from 'node:fs';
import { auditKit } from './journeys/audit-kit.ts';
import { byKeys } from './journeys/by-keys.ts';
import { movedByFinger, movedByHand, movedByKeys, movedIntoTheGap } from './journeys/calendar.ts';
import { cancelled } from './journeys/cancelled.ts';
import { doors } from './journeys/doors.ts';
import { everyScreen } from './journeys/every-screen.ts';
import { firstPost } from './journeys/first-post.ts';
import { forgotten } from './journeys/forgotten.ts';
import { lastMinute } from './journeys/last-minute.ts';
import { leaving } from './journeys/leaving.ts';
import { library } from './journeys/library.ts';
import { live } from './journeys/live.ts';
import { lostLine } from './journeys/lost-line.ts';
import { mended } from './journeys/mended.ts';
import { outside } from './journeys/outside.ts';
import { plainForms } from './journeys/plain-forms.ts';
import { published } from './journeys/published.ts';
import { refused } from './journeys/refused.ts';
import { resumed } from './journeys/resumed.ts';
import { sponsored } from './journeys/sponsored.ts';
import { tidied } from './journeys/tidied.ts';
import { told } from './journeys/told.ts';
import { train } from './journeys/train.ts';
import { twoAccounts } from './journeys/two-accounts.ts';
import { twoTabs } from './journeys/two-tabs.ts';
import { wayAbout } from './journeys/way-about.ts';
import { weight } from './journeys/weight.ts';
import { findChromium, launchChromium } from './support/browser.ts';
import type { Journey } from './support/journey.ts';
import { RESULTS, walk } from './support/journey.ts';
import type { Product } from './support/product.ts';
import { startProduct } from './support/product.ts';

const JOURNEYS: Journey[] = [
  // The longest first, so that no lane ends long after the other.
  everyScreen,
  auditKit(`${RESULTS}audit-kit/`),
  doors,
  firstPost,
  published,
  cancelled,
  resumed,
  plainForms,
  refused,
  mended,
  live,
  outside,
  wayAbout,
  weight,
  lostLine,
  movedByKeys,
  movedByHand,
  movedByFinger,
  movedIntoTheGap,
  tidied,
  library,
  train,
  twoTabs,
  sponsored,
  twoAccounts,
  lastMinute,
  forgotten,
  told,
  leaving,
  byKeys,
];

/**
 * Journeys walked side by side: they wait for seconds to come more than they work. Each lane has a product of its own, since
 * all creators of one rehearsal share its TikTok users.
 */
const LANES = 2;

interface Sum {
  passed: number;
  failed: number;
}

/** `npm run e2e [part of a name]`: walks every journey, or those whose name holds the words, over the whole product. */
async function main(words: string): Promise<number> {
  const chromium = findChromium();
  if (!chromium) {
    console.error('No Chromium was found; set CHROMIUM_PATH to one.');
    return 2;
  }
  rmSync(RESULTS, { recursive: true, force: true });
  const waiting = JOURNEYS.filter(({ name }) => name.includes(words));
  const sum: Sum = { passed: 0, failed: 0 };
  const products: Product[] = [];
  try {
    // One after the other: the first one builds what the next one starts.
    for (let lane = 0; lane < Math.min(LANES, waiting.length); lane++) products.push(await startProduct());
    await Promise.all(products.map((product) => walkLane(chromium, product, waiting, sum)));
  } finally {
    await Promise.all(products.map((product) => product.stop()));
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}

/** Walks what is still waiting, one journey after the other. */
async function walkLane(chromium: string, product: Product, waiting: Journey[], sum: Sum): Promise<void> {
  const browser = await launchChromium(chromium);
  try {
    for (let journey = waiting.shift(); journey; journey = waiting.shift()) {
      const began = performance.now();
      try {
        await walk(browser, product, journey);
        sum.passed++;
        console.log(`ok    ${journey.name} (${Math.round((performance.now() - began) / 1000)} s)`);
      } catch (error) {
        sum.failed++;
        console.log(`FAIL  ${journey.name}`);
        console.error(error);
      }
    }
  } finally {
    await browser.close();
  }
}

process.exitCode = await main(process.argv.slice(2).join(' '));
