import { strict as assert } from 'node:assert';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import { holdBack } from '../support/hold-back.ts';
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

/** The calendar draws first and learns its keys and drags a moment later: then one place of the grid takes the focus. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('[data-cell][tabindex="0"]').first().waitFor();
  await page.waitForLoadState('networkidle');
}
const moved = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor();
const cell = (page: Page, day: string) => page.locator(`[data-cell="${day}"]`);
const tileIn = (page: Page, day: string, caption: string): Locator =>
  cell(page, day).getByRole('link', { name: caption });

async function drag(page: Page, what: Locator, where: Locator): Promise<void> {
  await page.locator('[data-drags]').waitFor();
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

    await open(page, `${product.url}/calendar?view=month&date=${iso(thursday)}`);
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
    await open(page, page.url());
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

    await open(page, `${product.url}/calendar?view=week&date=${iso(friday)}`);
    await page.getByRole('link', { name: 'Roll north to south' }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page
      .getByText(`Moved to ${words(friday)}, 18:15:30 Berlin.`)
      .first()
      .waitFor();
    await look('calendar-week');

    // Without a line the move waits, and goes out with the line.
    await page.context().setOffline(true);
    await page.getByText('You are offline.').first().waitFor();
    await page.getByRole('link', { name: 'Roll north to south' }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await moved(page, 'You are offline. The move is saved when you are back.');
    await page.context().setOffline(false);
    await moved(page, `Moved to ${words(friday)}, 18:30:30 Berlin.`);
    world.forgive(/WebSocket/);

    // Who leaves before the move is saved can still take it back: Undo knows the post as the move left it.
    const save = await holdBack(page, '**/move');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('link', { name: 'Posts', exact: true }).first().click();
    await page.waitForURL('**/posts');
    save();
    await moved(page, `Moved to ${words(friday)}, 18:45:30 Berlin.`);
    const undone = page.waitForResponse('**/move');
    await page.keyboard.press('Control+z');
    assert.equal((await undone).status(), 200);
    await page.unroute('**/move');

    // Who counts weeks from Sunday sees them so.
    await page.goto(`${product.url}/settings/time`);
    await page.getByLabel('Sunday').check();
    const card = page.locator('form').filter({ has: page.getByLabel('Sunday') });
    await card.getByRole('button', { name: 'Save' }).click();
    await card.getByText('Saved').waitFor();
    await open(page, `${product.url}/calendar?view=month&date=${iso(friday)}`);
    assert.equal(await page.getByRole('columnheader').first().textContent(), 'Sun');

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

    await open(page, `${product.url}/calendar?view=month&date=${iso(thursday)}`);
    await tileIn(page, iso(thursday), 'Plum tart').waitFor();
    await drag(page, tileIn(page, iso(thursday), 'Plum tart'), cell(page, iso(friday)));
    await page.getByText(`${words(friday)}, 10:30`, { exact: true }).waitFor();
    await page.mouse.up();
    await tileIn(page, iso(friday), 'Plum tart').waitFor();
    await page
      .getByText(/^Moved to/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await tileIn(page, iso(thursday), 'Plum tart').waitFor();
    await page
      .getByText(`Moved to ${words(thursday)}, 10:30 Berlin.`)
      .first()
      .waitFor();
    await look('calendar-moved');

    // Somebody else was faster: it goes back to its place, and says so.
    const answer = '**/resources/posts/*/move';
    await page.route(answer, (route) => route.fulfill({ status: 412, json: { detail: 'It changed.' } }));
    await drag(page, tileIn(page, iso(thursday), 'Plum tart'), cell(page, iso(friday)));
    await page.mouse.up();
    await moved(page, 'Could not move it: the post changed meanwhile.');
    await tileIn(page, iso(thursday), 'Plum tart').waitFor();
    await page.unroute(answer);
    world.forgive(/412/);

    // A week reads the time off the hour, in quarters.
    await open(page, `${product.url}/calendar?view=week&date=${iso(thursday)}`);
    await page.getByRole('link', { name: 'Plum tart' }).waitFor();
    await drag(page, page.getByRole('link', { name: 'Plum tart' }), cell(page, `${iso(friday)}T14`));
    await page.mouse.up();
    await page
      .getByText(new RegExp(`Moved to ${words(friday)}, 1[45]:(00|15|30|45) Berlin`))
      .first()
      .waitFor();

    // A free day begins a post: its time and its video go along, and what was written stays as a draft.
    const saturday = new Date(friday.getTime() + DAY);
    await open(page, `${product.url}/calendar?view=month&date=${iso(friday)}`);
    await cell(page, iso(saturday)).hover();
    await cell(page, iso(saturday))
      .getByRole('link', { name: /^New post at/ })
      .click();
    await page.getByRole('dialog').waitFor();
    await look('calendar-new');
    await page.getByLabel(/^Time, /).fill('19:20');
    await page.locator('dialog input[type=file]').setInputFiles(smallClip);
    await page.getByText(/ · uploaded$/).waitFor({ timeout: 90_000 });
    assert.equal(await page.getByLabel('Date', { exact: true }).inputValue(), iso(saturday));
    assert.equal(await page.getByLabel('Time', { exact: true }).inputValue(), '19:20');
    await page.getByLabel('Caption').fill('Couche or tray');
    await page.waitForURL(/\/posts\/post_\w+\/edit/);
  },
};

export const movedByFinger: Journey = {
  name: 'a creator moves a post in the calendar on a phone: a swipe to next week, a long press, a date',
  async walk(world) {
    const { page, product } = world;
    await signUp(world, 'yuki');
    await connect(world);
    const thursday = next(4);
    const friday = new Date(thursday.getTime() + DAY);
    await plan(world, 'Brown butter', iso(thursday), '07:15');

    const storageState = await page.context().storageState();
    const phone = await page
      .context()
      .browser()
      ?.newContext({ ...PHONE, storageState });
    assert.ok(phone, 'a phone');
    const small = await phone.newPage();
    const session = await phone.newCDPSession(small);
    const touch = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => session.send('Input.dispatchTouchEvent', { type, touchPoints });

    await small.goto(`${product.url}/calendar?date=${iso(new Date(thursday.getTime() - 7 * DAY))}`);
    await small.locator('[data-hands]').waitFor();
    const strip = await small.getByRole('navigation', { name: 'Week' }).boundingBox();
    assert.ok(strip, 'the week');
    const y = strip.y + strip.height / 2;
    await touch('touchStart', { x: 320, y });
    for (const x of [280, 220, 160]) await touch('touchMove', { x, y });
    await touch('touchEnd');
    await small.waitForURL(new RegExp(`date=${iso(thursday)}`));

    const row = await small.getByRole('link', { name: 'Brown butter' }).boundingBox();
    assert.ok(row, 'the post');
    await touch('touchStart', { x: row.x + 30, y: row.y + 8 });
    await small.getByRole('dialog', { name: 'Move this post' }).waitFor();
    await touch('touchEnd');
    await small.getByLabel('Date', { exact: true }).fill(iso(friday));
    await small.getByRole('button', { name: /^Move to/ }).tap();
    await moved(small, `Moved to ${words(friday)}, 07:15 Berlin.`);
    await phone.close();
  },
};

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  reducedMotion: 'reduce',
};

/** The last Sunday of the next March or October: clocks in Berlin jump from 02:00 to 03:00 in spring. */
function springNight(): Date {
  for (let year = new Date().getUTCFullYear(); ; year++) {
    const day = new Date(Date.UTC(year, 2, 31, 12));
    while (day.getUTCDay() !== 0) day.setTime(day.getTime() - DAY);
    // The eve at 02:30 is still to come, and the night itself no more than a year away.
    if (day.getTime() > Date.now() + 1.5 * DAY) return day;
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

    await open(page, `${product.url}/calendar?view=month&date=${iso(saturday)}`);
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
