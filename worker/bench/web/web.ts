import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import type { BrowserContext } from 'playwright-core';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium } from '../../../web/e2e/support/browser.ts';
import { weigh } from '../../../web/e2e/support/weigh.ts';
import type { Person } from '../../scripts/lib/api.ts';
import { personAt, registerAt } from '../../scripts/lib/api.ts';
import type { Instance } from '../../scripts/lib/child.ts';
import { startInstance, temporaryPlace } from '../../scripts/lib/child.ts';
import { makeClip } from '../../scripts/lib/clip.ts';
import { Stop } from '../../scripts/lib/stop.ts';
import { simulatorClient } from '../../test/support/simulator-client.ts';
import type { Report } from '../report.ts';
import { compressing } from './proxy.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
/** Of so many runs the one in the middle counts: a machine is never quite quiet, and a first load also warms the runtime. */
const RUNS = 5;
const HOUR = 3_600_000;
export const LOGIN = { username: 'lighthouse', password: 'a lantern over the harbour' };

/** Lighthouse (mobile preset) and the scripts of a first load, on the screens people meet first and stay on. */
export async function web(args: string[]): Promise<Report> {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  const executablePath = findChromium();
  if (!executablePath) throw new Stop('No Chromium was found; set CHROMIUM_PATH to one.');
  const place = await temporaryPlace();
  const profile = mkdtempSync(join(tmpdir(), 'tiktimer-lighthouse-'));
  let instance: Instance | undefined;
  let browser: BrowserContext | undefined;
  let proxy: Awaited<ReturnType<typeof compressing>> | undefined;
  try {
    instance = await startInstance({ env: { ...place.env, TIKTOK_API_URL: '' } });
    proxy = await compressing(instance.web);
    const port = Number(new URL(proxy.url).port) + 1;
    browser = await chromium.launchPersistentContext(profile, {
      executablePath,
      args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`],
    });
    await registerAt(instance.api, LOGIN);
    const { token } = await personAt(instance.api).call<{ token: string }>('POST', '/sessions', {
      body: { login: LOGIN.username, password: LOGIN.password },
    });
    const person = personAt(instance.api, token);
    const screens = { landing: '/', ...(await screensOf(instance, person)) };
    const rows: Report['rows'] = [];
    let signedIn = false;
    for (const [screen, path] of Object.entries(screens)) {
      if (values.only && screen !== values.only) continue;
      if (path !== '/' && !signedIn) await signIn(browser, instance.web);
      signedIn ||= path !== '/';
      rows.push({
        screen,
        ...(await measured(browser, `${proxy.url}${path}`, port)),
        ...(await weighed(browser, `${proxy.url}${path}`)),
      });
    }
    return {
      bench: 'web',
      how: 'Lighthouse with its mobile preset (simulated slow 4G, four times slower CPU) on the built product, behind a proxy that compresses as Cloudflare does; each a first load, the middle one of five. Scripts: what the first HTML of a route loads, gzipped.',
      rows,
    };
  } finally {
    await browser?.close();
    proxy?.stop();
    await instance?.stop();
    place.remove();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** A creator with something in every screen: an account, a video, a few posts to come. */
async function screensOf(instance: Instance, person: Person): Promise<Record<string, string>> {
  const simulator = simulatorClient(instance.simulator);
  const account = await person.connect(simulator, (await simulator.createUser()).openId);
  const media = await person.upload(makeClip());
  let last = '';
  for (let day = 1; day <= 12; day++) {
    const draft = await person.compose(account, media, `Layers of a croissant, part ${day} #baking`);
    last = (await person.schedule(draft, Date.now() + day * 24 * HOUR)).id;
  }
  return {
    home: '/home',
    calendar: '/calendar',
    posts: '/posts',
    composer: '/posts/new',
    post: `/posts/${last}`,
  };
}

/** By the form, as people do: no protocol sets a Secure cookie on http, but loopback keeps one. */
export async function signIn(browser: BrowserContext, url: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${url}/login`);
  await page.getByLabel('Email or username').fill(LOGIN.username);
  await page.getByLabel('Password', { exact: true }).fill(LOGIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL((now) => now.pathname !== '/login');
  await page.close();
}

async function measured(
  browser: BrowserContext,
  url: string,
  port: number,
): Promise<Record<string, string | number>> {
  const runs: Result[] = [];
  while (runs.length < RUNS) {
    await forgetFiles(browser, url);
    runs.push(await audited(url, port));
  }
  const { audits, categories, environment } = runs.sort((a, b) => performance(a) - performance(b))[
    RUNS >> 1
  ] as Result;
  const missed = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? []).filter(
    ({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9,
  );
  const value = (id: string) => audits[id]?.numericValue ?? 0;
  return {
    ...Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)])),
    'FCP, s': seconds(value('first-contentful-paint')),
    'LCP, s': seconds(value('largest-contentful-paint')),
    'blocking time, ms': Math.round(value('total-blocking-time')),
    'layout shift': Math.round(value('cumulative-layout-shift') * 1000) / 1000,
    // How far the runs lie apart: on a machine that others disturb, further than two pages do.
    'performance, all runs': runs.map((run) => Math.round(performance(run) * 100)).join(' '),
    // Lighthouse's own measure of the processor while it ran; a laptop has 1,500 to 2,000.
    processor: Math.round(environment.benchmarkIndex),
    'below 90': missed.map(({ id }) => id).join(', '),
  };
}
/** A first load each time: only the cookie of the session stays, which Lighthouse's own reset would take too. */
async function forgetFiles(browser: BrowserContext, url: string): Promise<void> {
  const page = await browser.newPage();
  const session = await browser.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(url).origin,
    storageTypes: 'service_workers,cache_storage,local_storage,indexeddb',
  });
  await page.close();
}

type Result = Awaited<ReturnType<typeof audited>>;
const performance = ({ categories }: Result) => categories.performance?.score ?? 0;

async function audited(url: string, port: number) {
  const run = await lighthouse(url, {
    port,
    onlyCategories: [...CATEGORIES],
    disableStorageReset: true,
    logLevel: 'error',
  });
  if (!run || run.lhr.runtimeError) throw new Stop(`Lighthouse on ${url}: ${run?.lhr.runtimeError?.message}`);
  return run.lhr;
}
const seconds = (ms: number) => Math.round(ms / 100) / 10;

async function weighed(browser: BrowserContext, url: string): Promise<Record<string, number>> {
  const { count, kb } = await weigh(browser.request, url);
  return { scripts: count, 'scripts, KB gzipped': kb };
}
