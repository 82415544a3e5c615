import { strict as assert } from 'node:assert';
import { signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const twoTabs: Journey = {
  name: 'two tabs edit the same post, and neither version is lost unasked',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'ivo');
    await page.goto(`${product.url}/posts/new`);
    await page.getByLabel('Caption').fill('As it began');
    await page.waitForURL(/\/posts\/post_\w+\/edit$/);
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();

    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('Caption').fill('From the other tab');
    await other
      .getByText(/^Saved/)
      .first()
      .waitFor();

    await page.getByLabel('Caption').fill('From the first tab');
    const question = page.getByRole('dialog', { name: /changed elsewhere/ });
    await question.waitFor();
    await question.getByText('From the other tab').waitFor();
    await question.getByText('From the first tab').waitFor();
    await look('composer-stale');
    await question.getByRole('button', { name: 'Keep mine' }).click();
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();

    await other.getByLabel('Caption').fill('Once more from the other');
    await other.getByRole('button', { name: 'See the new version' }).click();
    assert.equal(await other.getByLabel('Caption').inputValue(), 'From the first tab');
    await other.reload();
    assert.equal(await other.getByLabel('Caption').inputValue(), 'From the first tab');
    await other.close();
  },
};
