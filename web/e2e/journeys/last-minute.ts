import { strict as assert } from 'node:assert';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { pickTime } from '../support/when.ts';

/** Long enough to schedule on a busy machine, and within the two minutes before the time. */
const AHEAD_MS = 115_000;

export const lastMinute: Journey = {
  name: 'a creator sees a slip a minute before the time, stops it, and nothing is lost',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'ana');
    await connect(world);
    await page.goto(`${product.url}/posts/new`);
    await page.getByText('posts in 24 h').waitFor();
    await upload(world, smallClip);
    await page.getByLabel('Caption').fill('Brioche, withh a slip');
    await page.getByLabel('Who can see this post').selectOption({ label: 'Only me' });
    await pickTime(page, Date.now() + AHEAD_MS);
    await page.getByText('Very soon: a large video may go out a little after this time.').waitFor();
    await page.getByRole('button', { name: /^Schedule for/ }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);

    await page.goto(`${page.url()}/edit`);
    const question = page.getByRole('dialog', { name: 'Changing it now would make it late.' });
    await question.waitFor();
    await look('composer-last-minute');
    await question.getByRole('button', { name: 'Stop and edit' }).click();
    await question.waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('Caption').inputValue(), 'Brioche, withh a slip');
    await page.getByLabel('Caption').fill('Brioche, without a slip');
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await page.waitForURL(/\/posts\/post_\w+$/);
    await page.getByText('Brioche, without a slip').first().waitFor();
    await page.getByRole('heading', { name: /You cancelled this/ }).waitFor();
  },
};
