import { strict as assert } from 'node:assert';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { awake } from '../support/keys.ts';

export const sponsored: Journey = {
  name: 'a sponsored post is labelled, never private, and can be taken back at once',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'bo');
    await connect(world);
    await page.goto(`${product.url}/calendar?view=month`);
    await awake(page);
    await page.keyboard.press('c');
    await page.waitForURL('**/posts/new');
    await page.getByText('posts in 24 h').waitFor();
    await upload(world, smallClip);
    const cover = page.getByRole('slider', { name: 'Cover' });
    await cover.focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.match((await cover.getAttribute('aria-valuetext')) ?? '', /^1\.\d\d seconds$/);
    await page.getByLabel('Caption').fill('Flour from the mill, paid for. #mill');

    await page.getByLabel('Content disclosure setting').check();
    await page.getByLabel('Branded content', { exact: true }).check();
    const visibility = page.getByLabel('Who can see this post');
    assert.equal(await visibility.locator('option', { hasText: 'Only me' }).isDisabled(), true);
    await page.getByText('By posting, you agree to').getByText('Branded Content Policy').waitFor();

    // A press with something missing leads there, by keys alone.
    await page.keyboard.press('Control+Enter');
    assert.equal(await visibility.evaluate((element) => element === document.activeElement), true);
    await visibility.selectOption({ label: 'Everyone' });
    await page.getByText('6 of 6 checks passed.').waitFor();
    assert.match((await cover.getAttribute('aria-valuetext')) ?? '', /^1\.\d\d seconds$/);
    await look('composer-branded');
    await page.keyboard.press('Control+Enter');
    // Back where it was begun, at its tile.
    await page.waitForURL(/\/calendar\?/);
    await page
      .getByText(/^Scheduled for .* Berlin\.$/)
      .first()
      .waitFor();
    await page.locator('[data-tile]:focus', { hasText: 'Flour from the mill' }).waitFor();
    await page.getByRole('region', { name: 'Results' }).getByRole('link', { name: 'Open' }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);
    await page.getByText("Agreed to TikTok's Branded Content Policy and Music Usage Confirmation.").waitFor();
    await page.getByText('Paid partnership').waitFor();
    await look('post-sponsored');

    await page.keyboard.press('l');
    await page.waitForURL(/\/launch$/);
    await page.getByText('Hands over in').waitFor();
    await look('launch');
    await page.getByRole('link', { name: 'Stop this post' }).click();
    await page.getByRole('button', { name: 'Stop this post' }).click();
    await page.getByRole('heading', { name: /You cancelled this at/ }).waitFor();
  },
};
