import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { connect, signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { awake } from '../support/keys.ts';

export const wayAbout: Journey = {
  name: 'a creator finds their way by keyboard alone, and by thumb on a phone',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'keys');
    await connect(world);
    await page.goto(`${product.url}/posts`);
    await awake(page);

    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to content');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#content$/);

    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL('**/accounts');
    // On a busy machine the page to come has a heading too, for a moment.
    await page.waitForFunction(
      () => document.activeElement?.matches('h1') && document.activeElement.textContent === 'Accounts',
    );
    await page.waitForFunction(() => document.title === 'Accounts · TikTimer');

    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Search and commands' }).waitFor();
    await look('palette');
    await page.keyboard.type('next fri 18:00');
    await page.getByRole('option', { name: /^New post for Fri / }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/posts\/new\?at=\d{4}-\d{2}-\d{2}T1[67]/);
    await page.getByRole('heading', { name: 'New post' }).waitFor();
    await page.goBack();
    await awake(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('group', { name: 'Recent' }).getByText('New post for Fri').waitFor();
    await page.keyboard.type('notices');
    await page.getByRole('option', { name: /^Notices/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('All quiet.').waitFor();
    await look('notices-empty');

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await look('shortcuts');
    await page.getByLabel('Single keys act').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.keyboard.press('?');
    assert.equal(await page.getByRole('dialog').count(), 0, 'keys that are off do nothing');
    assert.match(page.url(), /\/notifications$/);

    const bell = page.getByRole('button', { name: 'Notices' });
    await bell.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Notices' }).waitFor();
    await look('bell-empty');
    await page.keyboard.press('Escape');
    await page.waitForFunction((element) => element === document.activeElement, await bell.elementHandle());

    await page.getByText('Your menu').locator('..').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Dark' }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await look('user-menu');
    await page.reload();
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark', 'drawn dark by the server');

    await page.goto(`${product.url}/settings/profile`);
    const main = page.getByRole('main');
    // What the sheet switched off is off here; only this browser knows, so the page says so once it is awake.
    await main.getByRole('switch', { name: 'Single keys act', checked: false }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await main.getByRole('button', { name: 'System' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme !== 'dark');

    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('link', { name: 'Settings' }).last().waitFor();
    await look('more');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('link', { name: 'Accounts' }).last().click();
    await page.waitForURL('**/accounts');
    await page.getByRole('link', { name: 'Settings' }).last().waitFor({ state: 'hidden' });
    await page.setViewportSize({ width: 320, height: 640 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(sideways <= 0, `the frame sticks out ${sideways} px at 320`);

    const plain = await world.withoutScripts();
    await plain.goto(`${product.url}/posts`);
    await plain.getByRole('link', { name: 'Notices' }).click();
    await plain.getByRole('heading', { name: 'Notices', level: 1 }).waitFor();
    await plain.getByText('Your menu').locator('..').click();
    await plain.getByRole('button', { name: 'Light' }).first().click();
    await plain.waitForURL('**/notifications');
    assert.equal(await plain.locator('html').getAttribute('data-theme'), 'light');
    await plain.context().close();
  },
};

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent);
