import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { offsetAt } from '../../app/lib/wall.ts';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { awake } from '../support/keys.ts';

const DAY = 24 * 3_600_000;
const CAPTIONS = ['Plum tart', 'Rye loaf', 'Butter, 82 %', 'Steam, no lid'];

export const tidied: Journey = {
  name: 'a creator tidies up: moves four posts by a day, undoes it, deletes a draft and takes it back',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'tilda');
    await page.goto(`${product.url}/home`);
    await page.getByRole('heading', { name: 'Nothing is planned.' }).waitFor();
    await look('home-empty');
    await page.goto(`${product.url}/posts`);
    await page.getByRole('heading', { name: 'Nothing is planned.' }).waitFor();
    await look('posts-empty');
    await page.goto(`${product.url}/accounts`);
    await connect(world);

    await page.goto(`${product.url}/posts/new`);
    await upload(world, smallClip);
    const day = ordinaryDay();
    for (const [index, caption] of CAPTIONS.entries()) {
      if (index > 0) {
        await page.goto(`${product.url}/posts/new`);
        await page.getByLabel(/a video you uploaded/).selectOption({ index: 1 });
      }
      await schedule(page, caption, day, `${10 + index}:15:00`);
    }
    await page.goto(`${product.url}/posts/new`);
    await page.getByLabel('Caption').fill('An idea for later');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);

    await page.goto(`${product.url}/posts?tab=scheduled`);
    const times = () =>
      page.locator('tbody time').evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
    await page.getByRole('link', { name: 'Plum tart' }).waitFor();
    const before = await times();
    assert.equal(before.length, CAPTIONS.length);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByText('4 selected', { exact: true }).first().waitFor();
    await look('posts-selected');
    await page.getByRole('button', { name: 'Move by…' }).click();
    await page.getByRole('dialog', { name: 'Move by' }).waitFor();
    await look('posts-move');
    await page.getByRole('button', { name: 'Move 4 posts by 1 day' }).click();
    await page.getByText('4 moved by 1 day.').first().waitFor();
    const moved = before.map((at) => Date.parse(at) + DAY);
    await shown(page, times, moved);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('4 moved back.').first().waitFor();
    await shown(
      page,
      times,
      before.map((at) => Date.parse(at)),
    );

    // By keys alone: the first row, selected, duplicated; then a draft deleted and taken back.
    await page.goto(`${product.url}/posts?tab=drafts`);
    await page.getByRole('link', { name: 'An idea for later' }).waitFor();
    await awake(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Delete');
    await page.getByText('1 deleted.').first().waitFor();
    await page.getByRole('heading', { name: 'No drafts.' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('1 is back.').first().waitFor();
    // The page of the row in focus was being fetched ahead while its post went.
    world.forgive(/404 \(Not Found\).*\/posts\/post_\w+\.data/);
    await page.getByRole('link', { name: 'An idea for later' }).waitFor();

    await page.goto(`${product.url}/posts`);
    await page.getByRole('searchbox').fill('rye');
    await page.waitForURL(/q=rye/);
    await page.getByRole('link', { name: 'Plum tart' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Rye loaf' }).waitFor();
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByRole('heading', { name: /No post matches/ }).waitFor();
    await page.getByRole('link', { name: 'Clear search' }).click();

    await page.getByRole('link', { name: 'Butter' }).waitFor();
    await page.getByRole('checkbox', { name: 'Select Butter, 82 %' }).check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('button', { name: 'Cancel post' }).click();
    await page.getByText('1 cancelled.').first().waitFor();
    await look('posts');

    await page.goto(`${product.url}/home`);
    await page.getByRole('region', { name: 'Next up' }).getByText('Plum tart').waitFor();
    await look('home');
  },
};

/** A day ahead that has 24 hours, as the day after it: clocks change on neither. */
function ordinaryDay(): string {
  let day = Date.now() + 1.25 * DAY;
  const offset = (at: number) => offsetAt(at, 'Europe/Berlin');
  while (offset(day - DAY) !== offset(day + 2 * DAY)) day += DAY;
  return new Date(day).toISOString().slice(0, 10);
}

async function schedule(page: Page, caption: string, day: string, time: string): Promise<void> {
  await page.getByLabel('Caption').fill(caption);
  await page.getByLabel('Who can see this post').selectOption({ label: 'Friends' });
  await page.getByLabel('Date').fill(day);
  await page.getByLabel('Time', { exact: true }).fill(time);
  await page.getByRole('button', { name: /^Schedule for/ }).click();
  await page.getByRole('heading', { name: /Goes out in/ }).waitFor();
}

/** The list is loaded anew a moment after the message. */
async function shown(page: Page, times: () => Promise<string[]>, wanted: number[]): Promise<void> {
  const key = (all: number[]) => all.toSorted((a, b) => a - b).join();
  for (let looked = 0; looked < 40; looked++) {
    if (key((await times()).map((at) => Date.parse(at))) === key(wanted)) return;
    await page.waitForTimeout(150);
  }
  assert.equal(key((await times()).map((at) => Date.parse(at))), key(wanted));
}
