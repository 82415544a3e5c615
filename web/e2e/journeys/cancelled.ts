import { strict as assert } from 'node:assert';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const cancelled: Journey = {
  name: 'a creator moves, edits and cancels before the time, and nothing goes out',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'jon');
    await connect(world);
    await page.goto(`${product.url}/posts/new`);
    await upload(world, smallClip);
    await page.getByLabel('Caption').fill('Better not');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.getByRole('heading', { name: 'A draft, not planned yet' }).waitFor();
    await look('post-draft');

    await page.getByRole('link', { name: 'Continue writing' }).click();
    await page.getByRole('heading', { name: 'Edit post' }).waitFor();
    assert.equal(await page.getByLabel('Caption').inputValue(), 'Better not');
    await page.getByLabel('Who can see this post').selectOption({ label: 'Only me' });
    await page.getByRole('button', { name: /^Schedule for/ }).click();
    await page.getByRole('heading', { name: /Goes out in/ }).waitFor();
    await look('post-waiting');

    await page.getByRole('link', { name: 'Reschedule' }).click();
    await page.getByRole('dialog', { name: 'Pick a new time' }).waitFor();
    await look('post-reschedule');
    const inTwoDays = new Date(Date.now() + 48 * 3_600_000);
    await page.getByLabel('Date').fill(inTwoDays.toISOString().slice(0, 10));
    await page.getByLabel('Time', { exact: true }).fill('12:00'); // no clocks change at noon
    await page.getByRole('button', { name: 'Reschedule' }).click();
    await page.getByText('Changed', { exact: true }).waitFor();
    // The day as its creator reads it: around midnight it is another one in UTC.
    const day = inTwoDays.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
    await page.locator('h1 + p time', { hasText: day }).waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Caption').fill('Better not, on second thoughts');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: /Goes out in/ }).waitFor();
    await page.getByText('Better not, on second thoughts').waitFor();

    await page.getByRole('link', { name: 'Reschedule' }).click();
    await page.getByRole('dialog', { name: 'Pick a new time' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel('More').click();
    await page.getByRole('link', { name: 'Cancel this post' }).click();
    await page.getByRole('dialog', { name: 'Cancel this post?' }).waitFor();
    await look('post-cancel');
    await page.getByRole('button', { name: 'Cancel post' }).click();
    await page.getByRole('heading', { name: 'You cancelled this' }).waitFor();
    await look('post-cancelled');

    await page.goto(product.simulator);
    await page.getByRole('heading').first().waitFor();
    assert.equal(await page.getByText('Better not').count(), 0, 'TikTok never heard of it');
  },
};
