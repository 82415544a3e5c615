import { strict as assert } from 'node:assert';
import { connect, connectAnother, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const twoAccounts: Journey = {
  name: 'one clip goes to two accounts, each with answers of its own',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'lu');
    await connect(world);
    await connectAnother(world);
    await page.goto(`${product.url}/posts/new`);
    const boxes = page
      .getByRole('group', { name: /gets a post of its own|one post each/ })
      .getByRole('checkbox');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await upload(world, smallClip);
    await page.getByLabel('Caption').fill('One loaf, two shops');

    const tabs = page.getByRole('tab');
    assert.equal(await tabs.count(), 2);
    await page.getByLabel('Who can see this post').selectOption({ index: 1 });
    await tabs.nth(1).click();
    const visibility = page.getByLabel('Who can see this post');
    assert.equal(await visibility.inputValue(), '', 'the second account is asked for itself');
    await page.getByText(/Still missing: who can see this post/).waitFor();
    await visibility.selectOption({ index: 1 });
    await look('composer-two-accounts');
    await page.getByRole('button', { name: 'Schedule 2 posts' }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);

    await page.goto(`${product.url}/posts`);
    await page.getByText('One loaf, two shops').first().waitFor();
    assert.equal(await page.getByText('One loaf, two shops').count(), 2);
    assert.equal((await page.getByText('Scheduled', { exact: true }).count()) >= 2, true);
  },
};
