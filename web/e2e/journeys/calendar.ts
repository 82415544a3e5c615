import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey, World } from '../support/journey.ts';

const DAY = 24 * 3_600_000;

/** The next day of this kind that is at least two days away, and stands in one week with its neighbour. */
function next(weekday: number, from = Date.now() + 2 * DAY): Date {
  const day = new Date(from);
  while (day.getUTCDay() !== weekday) day.setTime(day.getTime() + DAY);
  return day;
}
const iso = (day: Date) => day.toISOString().slice(0, 10);
const words = (day: Date) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' })
    .format(day)
    .replaceAll(',', '');

/** Writes a post with a video that is uploaded already, or for the first time, and schedules it. */
async function plan(world: World, caption: string, day: string, time: string): Promise<void> {
  const { page, product } = world;
  await page.goto(`${product.url}/posts/new`);
  await upload(world, smallClip);
  await page.getByLabel('Caption').fill(caption);
  await page.getByLabel('Who can see this post').selectOption({ label: 'Only me' });
  await page.getByLabel('Date', { exact: true }).fill(day);
  if (time.length > 5) await page.getByRole('button', { name: 'Add seconds' }).click();
  await page.getByLabel('Time', { exact: true }).fill(time);
  await page.getByRole('button', { name: /^Schedule for/ }).click();
  await page.getByRole('heading', { name: /Goes out in/ }).waitFor();
}

const cell = (page: Page, day: string) => page.locator(`[data-cell="${day}"]`);
const tileIn = (page: Page, day: string, caption: string): Locator =>
  cell(page, day).getByRole('link', { name: caption });

async function drag(page: Page, what: Locator, where: Locator): Promise<void> {
  await what.scrollIntoViewIfNeeded();
  const from = await what.boundingBox();
  const to = await where.boundingBox();
  assert.ok(from && to, 'both ends are on screen');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + from.height / 2, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2 + 12, { steps: 8 });
}

export const movedByKeys: Journey = {
  name: 'a creator moves Thursday’s post to Friday in the calendar, by keyboard alone',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'vera');
    await connect(world);
    const thursday = next(4);
    const friday = new Date(thursday.getTime() + DAY);
    await plan(world, 'Roll north to south', iso(thursday), '18:00:30');

    await page.goto(`${product.url}/calendar?view=month&date=${iso(thursday)}`);
    await tileIn(page, iso(thursday), 'Roll north to south').waitFor();
    await look('calendar-month');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tileIn(page, iso(thursday), 'Roll north to south').focus();
    await page.keyboard.press('m');
    await page.getByText('Picked up. Arrow keys move').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowRight');
    await tileIn(page, iso(friday), 'Roll north to south').waitFor();
    await page.keyboard.press('Escape');
    await tileIn(page, iso(thursday), 'Roll north to south').waitFor();
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page
      .getByText(`Moved to ${words(friday)}, 18:00:30 Berlin.`)
      .first()
      .waitFor();
    await page.reload();
    await tileIn(page, iso(friday), 'Roll north to south').waitFor();

    // The day's menu and its dialog with fields do the same.
    await cell(page, iso(friday)).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await look('calendar-day');
    await page.getByRole('button', { name: 'Move Roll north to south' }).click();
    await page.getByRole('dialog', { name: 'Move this post' }).waitFor();
    await look('calendar-move');
    await page.keyboard.press('Escape');

    await page.goto(`${product.url}/calendar?view=week&date=${iso(friday)}`);
    await page.getByRole('link', { name: 'Roll north to south' }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page
      .getByText(`Moved to ${words(friday)}, 18:15:30 Berlin.`)
      .first()
      .waitFor();
    await look('calendar-week');

    const plain = await world.withoutScripts();
    await plain.goto(`${product.url}/calendar?view=list&date=${iso(thursday)}`);
    await plain.getByRole('link', { name: 'Roll north to south' }).click();
    await plain.getByRole('heading', { name: /Goes out in/ }).waitFor();
    await plain.context().close();
  },
};

export const movedByHand: Journey = {
  name: 'a creator drags a post to another day in the calendar and takes it back',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'luis');
    await connect(world);
    const thursday = next(4);
    const friday = new Date(thursday.getTime() + DAY);
    await plan(world, 'Plum tart', iso(thursday), '10:30');

    await page.goto(`${product.url}/calendar?view=month&date=${iso(thursday)}`);
    await tileIn(page, iso(thursday), 'Plum tart').waitFor();
    await page.waitForLoadState('networkidle');
    await drag(page, tileIn(page, iso(thursday), 'Plum tart'), cell(page, iso(friday)));
    await page.getByText(`${words(friday)}, 10:30`, { exact: true }).waitFor();
    await page.mouse.up();
    await tileIn(page, iso(friday), 'Plum tart').waitFor();
    await page
      .getByText(/^Moved to/)
      .first()
      .waitFor();
    await look('calendar-moved');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await tileIn(page, iso(thursday), 'Plum tart').waitFor();
    await page
      .getByText(`Moved to ${words(thursday)}, 10:30 Berlin.`)
      .first()
      .waitFor();

    // A week reads the time off the hour, in quarters.
    await page.goto(`${product.url}/calendar?view=week&date=${iso(thursday)}`);
    await page.getByRole('link', { name: 'Plum tart' }).waitFor();
    await page.waitForLoadState('networkidle');
    await drag(page, page.getByRole('link', { name: 'Plum tart' }), cell(page, `${iso(friday)}T14`));
    await page.mouse.up();
    await page
      .getByText(new RegExp(`Moved to ${words(friday)}, 1[45]:(00|15|30|45) Berlin`))
      .first()
      .waitFor();
  },
};

/** The last Sunday of the next March or October: clocks in Berlin jump from 02:00 to 03:00 in spring. */
function springNight(): Date {
  for (let year = new Date().getUTCFullYear(); ; year++) {
    const day = new Date(Date.UTC(year, 2, 31, 12));
    while (day.getUTCDay() !== 0) day.setTime(day.getTime() - DAY);
    if (day.getTime() > Date.now() + 2 * DAY) return day;
  }
}

export const movedIntoTheGap: Journey = {
  name: 'a creator moves a post in the calendar into the hour that clocks jump over, and is asked',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'sami');
    await connect(world);
    const sunday = springNight();
    const saturday = new Date(sunday.getTime() - DAY);
    await plan(world, 'Night bake', iso(saturday), '02:30');

    await page.goto(`${product.url}/calendar?view=month&date=${iso(saturday)}`);
    await page.getByText('23 h', { exact: true }).waitFor();
    await tileIn(page, iso(saturday), 'Night bake').focus();
    await page.keyboard.press('Alt+ArrowRight');
    await page.getByRole('dialog', { name: 'Move this post' }).waitFor();
    await page.getByText(/02:30 does not exist on .* in Berlin/).waitFor();
    await look('calendar-gap');
    await page.getByRole('button', { name: 'Use 03:30' }).click();
    await page.getByRole('button', { name: /^Move to/ }).click();
    await page
      .getByText(`Moved to ${words(sunday)}, 03:30 Berlin.`)
      .first()
      .waitFor();
    await tileIn(page, iso(sunday), 'Night bake').waitFor();
  },
};
