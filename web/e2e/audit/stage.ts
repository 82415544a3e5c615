import type { Locator } from 'playwright-core';
import type { SimulatedRequest, SimulatedUser } from '../../../worker/test/support/simulator-client.ts';
import { simulatorClient } from '../../../worker/test/support/simulator-client.ts';
import type { World } from '../support/journey.ts';
import type { Kit } from './kit.ts';

/** How long an answer of creator_info counts as fresh for a page that is opened right after another. */
const FRESH_MS = 5_000;
const OPENED_MAX = 5;
const OPEN_AGAIN_MS = 1_000;

/** Where the kit is made: the browser, the rehearsal's TikTok, and a creator there whom no other journey meets. */
export interface Stage extends World {
  kit: Kit;
  clip: string;
  simulator: ReturnType<typeof simulatorClient>;
  creator: SimulatedUser;
}

export async function setStage(world: World, kit: Kit, clip: string): Promise<Stage> {
  const simulator = simulatorClient(world.product.simulator);
  const creator = await simulator.createUser({ username: 'paper.and.light', nickname: 'Paper and Light' });
  return { ...world, kit, clip, simulator, creator };
}

/**
 * Opens a page of the composer as the creator's TikTok settings now are; answers what TikTok was asked for it. A page that came so
 * soon after another that its answer was still fresh is opened again.
 */
export async function openComposer(stage: Stage, address: string): Promise<SimulatedRequest[]> {
  const { page, simulator } = stage;
  const last = (await creatorInfoCalls(stage)).at(-1);
  const { now } = await simulator.clock();
  await page.waitForTimeout(Math.max(0, (last?.at ?? 0) + FRESH_MS - now));
  for (let opened = 0; opened < OPENED_MAX; opened++) {
    await page.goto(address);
    await page.getByText('posts in 24 h').waitFor();
    // Counted once the page's scripts have woken up, and what is missing follows the form.
    await controls(stage)
      .part('Checks')
      .getByText(/of 6 (so far|checks passed)/)
      .waitFor();
    const asked = await creatorInfoCalls(stage, last?.id);
    if (asked.length > 0) return asked;
    await page.waitForTimeout(OPEN_AGAIN_MS);
  }
  throw new Error(`${address} never asked TikTok for creator_info.`);
}

const creatorInfoCalls = ({ simulator, creator }: Stage, afterId = 0) =>
  simulator.requests({ endpoint: 'creator_info', openId: creator.openId, afterId });

/** What TikTok has been asked to take from this creator so far. */
export async function sentToTikTok({ simulator, creator }: Stage): Promise<SimulatedRequest[]> {
  const calls = await simulator.requests({ openId: creator.openId });
  return calls.filter(({ endpoint }) => endpoint === 'init' || endpoint === 'put');
}

/** The controls the guidelines speak of. */
export const controls = ({ page }: Pick<World, 'page'>) => ({
  visibility: page.getByLabel('Who can see this post'),
  caption: page.getByLabel('Caption'),
  interaction: (name: 'Comment' | 'Duet' | 'Stitch') => page.getByLabel(name, { exact: true }),
  disclosure: page.getByRole('switch', { name: 'Content Disclosure Setting', exact: true }),
  ownBrand: page.getByLabel('Your brand', { exact: true }),
  branded: page.getByLabel('Branded content', { exact: true }),
  consent: page.locator('#consent'),
  /** The declaration with the line below it, to be framed. */
  foot: page.locator('#consent').locator('..'),
  go: page.locator('button[name=intent][value=go]'),
  part: (name: string): Locator => page.getByRole('group', { name, exact: true }),
});

/** The options of a list, in their order. */
export const optionsOf = (select: Locator): Promise<string[]> => select.locator('option').allTextContents();

/** Whether somebody who looks at the window sees all of it: inside, and nothing lies over its middle. */
export const isInSight = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const inside = top >= 0 && left >= 0 && bottom <= window.innerHeight && right <= window.innerWidth;
    return inside && over !== null && (element.contains(over) || over.contains(element));
  });
