import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { connect, PASSWORD, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const leaving: Journey = {
  name: 'I take my data and leave, and change my mind',
  async walk(world) {
    const { page, product, look } = world;
    const { username } = await signUp(world);
    await connect(world);
    await page.goto(`${product.url}/posts/new`);
    await upload(world, smallClip);
    await page.getByLabel('Who can see this post').selectOption({ label: 'Everyone' });
    await page.getByRole('button', { name: /^Schedule for/ }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);
    const post = page.url();

    await page.goto(`${product.url}/settings/data`);
    await page.getByText('Scheduled posts are cancelled today: 1.').waitFor();
    await look('settings-data');
    const begins = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export my data' }).click();
    const download = await begins;
    assert.match(download.suggestedFilename(), /^tiktimer-\d{4}-\d\d-\d\d\.zip$/);
    const zip = readFileSync(await download.path());
    assert.equal(zip.subarray(0, 4).toString('latin1'), 'PK\u0003\u0004');
    assert.ok(zip.includes(readFileSync(smallClip)), 'the video is in it, byte for byte');
    for (const name of ['profile', 'accounts', 'posts', 'notices', 'media'])
      assert.ok(zip.includes(`${name}.json`), `${name}.json is in it`);
    // The address is the sign-in's: once that has ended, so has the download.
    const again = await page.getByRole('link', { name: 'Download it again' }).getAttribute('href');
    const open = async () => (await page.request.get(again ?? '')).status();
    assert.equal(await open(), 200);

    await page.getByLabel('Your username').fill(username);
    await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Delete my account' }).click();
    await page.getByText('1 post cancelled.').waitFor();
    await look('settings-data-leaving');
    await page.goto(post);
    await page.getByText('Cancelled').first().waitFor();

    await page.getByText(/^Your account is deleted on/).waitFor();
    await look('leaving-strip');
    await page.getByRole('link', { name: 'Keep my account' }).click();
    await page.waitForURL('**/settings/data');
    await page.getByRole('button', { name: 'Keep my account' }).click();
    await page.getByRole('heading', { name: 'Delete account' }).waitFor();

    await page.getByText('Your menu').locator('..').click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    await page.waitForURL('**/login');
    assert.equal(await open(), 404);
  },
};
