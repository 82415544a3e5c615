import type { CDPSession, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../../web/e2e/support/browser.ts';
import type { Person } from '../../scripts/lib/api.ts';
import { personAt, registerAt } from '../../scripts/lib/api.ts';
import type { Instance } from '../../scripts/lib/child.ts';
import { startInstance, temporaryPlace } from '../../scripts/lib/child.ts';
import { makeClip } from '../../scripts/lib/clip.ts';
import { inParallel } from '../../scripts/lib/pool.ts';
import { Stop } from '../../scripts/lib/stop.ts';
import { simulatorClient } from '../../test/support/simulator-client.ts';
import type { Report } from '../report.ts';
import { LOGIN, signIn } from './web.ts';

const POSTS = 500;
const DAYS = 31;
const AT_ONCE = 4;
const HOUR = 3_600_000;
const SLOWER = 4;
/** Two seconds without news: the page has come to rest. */
const REST_MS = 2_000;
const SCROLLS = 40;
const SCROLL_PX = 900;

/** How long the calendar of 500 posts a month keeps its browser from answering, on a slow phone's processor. */
export async function calendar(): Promise<Report> {
  const executablePath = findChromium();
  if (!executablePath) throw new Stop('No Chromium was found; set CHROMIUM_PATH to one.');
  const place = await temporaryPlace();
  let instance: Instance | undefined;
  const browser = await chromium.launchPersistentContext('', { executablePath, args: CHROMIUM_ARGS });
  try {
    instance = await startInstance({ env: { ...place.env, TIKTOK_API_URL: '' } });
    await registerAt(instance.api, LOGIN);
    const { token } = await personAt(instance.api).call<{ token: string }>('POST', '/sessions', {
      body: { login: LOGIN.username, password: LOGIN.password },
    });
    await plan(instance, personAt(instance.api, token));
    await signIn(browser, instance.web);
    const page = await browser.newPage();
    const session = await browser.newCDPSession(page);
    await watch(page);
    const rows: Report['rows'] = [];
    for (const view of ['month', 'week', 'list'])
      rows.push(await measured(page, session, `${instance.web}/calendar?view=${view}`, view));
    return {
      bench: 'calendar',
      how: `A month of ${POSTS} scheduled posts in Chromium with a processor ${SLOWER} times slower. Tasks of the main thread: the longest while the page loads and comes to rest, their time beyond 50 ms each in all, and the longest while it is scrolled by ${SCROLLS} × ${SCROLL_PX} px.`,
      rows,
    };
  } finally {
    await browser.close();
    await instance?.stop();
    place.remove();
  }
}

async function plan(instance: Instance, person: Person): Promise<void> {
  const simulator = simulatorClient(instance.simulator);
  const account = await person.connect(simulator, (await simulator.createUser()).openId);
  const media = await person.upload(makeClip());
  const first = Date.now() + 2 * HOUR;
  await inParallel(
    Array.from({ length: POSTS }, (_, index) => index),
    AT_ONCE,
    async (index) => {
      const draft = await person.compose(account, media, `Layers of a croissant, part ${index} #baking`);
      await person.schedule(draft, first + Math.round((index / POSTS) * DAYS * 24 * HOUR));
    },
  );
}

/** Tasks of more than 50 ms, as the browser itself counts them; `took` empties the list. Written for the page, which has a DOM. */
const watch = (page: Page) =>
  page.addInitScript({
    content: `
      const tasks = [];
      new PerformanceObserver((list) => {
        tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
      }).observe({ type: 'longtask', buffered: true });
      window.took = () => tasks.splice(0);
    `,
  });
const longTasks = (page: Page) => page.evaluate<number[]>('took()');

async function measured(page: Page, session: CDPSession, url: string, view: string) {
  await page.goto(url); // once to warm the runtime, then the one that counts
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(REST_MS);
  const loading = await longTasks(page);
  const posts = await page.locator('[data-tile]').count();
  await page.mouse.move(700, 500);
  for (let turn = 0; turn < SCROLLS; turn++) {
    await page.mouse.wheel(0, SCROLL_PX);
    await page.waitForTimeout(50);
  }
  const scrolling = await longTasks(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return {
    view,
    'posts drawn': posts,
    'longest task, load, ms': Math.max(0, ...loading),
    'blocked, load, ms': loading.reduce((sum, task) => sum + task - 50, 0),
    'longest task, scroll, ms': Math.max(0, ...scrolling),
  };
}
