import { strict as assert } from 'node:assert';
import { bigClip, connect, signUp, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { pickTime } from '../support/when.ts';

const AHEAD_MS = 100_000;
const PUBLISHED_WITHIN_MS = 180_000;

export const published: Journey = {
  name: 'a creator schedules a clip and reads on the receipt that it went out on its second',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world);
    await connect(world);
    await look('accounts');

    await page.goto(`${product.url}/posts/new`);
    await page.getByText('posts in 24 h').waitFor();
    await look('composer-start');
    assert.equal(
      await page.getByLabel('Who can see this post').inputValue(),
      '',
      'visibility has no default',
    );
    for (const name of ['Comment', 'Duet', 'Stitch'])
      assert.equal(
        await page.getByLabel(name, { exact: true }).isChecked(),
        false,
        `${name} is off at first`,
      );

    await upload(world, await bigClip());
    await page.getByLabel('Caption').fill('Folded dough, two ways. #baking');
    await page.getByLabel('Who can see this post').selectOption({ label: 'Everyone' });

    await brandedContentIsNeverPrivate(world.page);
    await page.getByLabel('Branded content', { exact: true }).uncheck();
    await page.getByLabel('Your brand').check();
    await page.getByText("Your photo/video will be labeled as 'Promotional content'.").waitFor();

    await page.getByRole('button', { name: 'Add seconds' }).click();
    await look('composer');
    // Looking takes its time; the clock of this post begins after it.
    await pickTime(page, Date.now() + AHEAD_MS);
    await page.getByRole('button', { name: /^Schedule for/ }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);
    await page.getByText('Hands over in').waitFor();
    await look('post-scheduled');

    await page.getByText('At TikTok already').waitFor({ timeout: AHEAD_MS });
    await look('post-inflight');
    await page.getByText('Handed to TikTok', { exact: true }).waitFor({ timeout: PUBLISHED_WITHIN_MS });
    await page.getByText('Once: nothing was sent twice.').waitFor();
    await page
      .getByRole('heading', { name: 'Live on TikTok', level: 1 })
      .waitFor({ timeout: PUBLISHED_WITHIN_MS });
    await look('post-published');

    await page.goto(`${product.url}/posts`);
    await page.getByText('Folded dough, two ways.').waitFor();
    await look('posts');
    await page.goto(product.simulator);
    await page.getByText('Folded dough, two ways.').first().waitFor();
    assert.equal(await page.getByText('Folded dough, two ways.').count(), 1, 'it is on the feed once');
  },
};

/** Either choice bars the other, with TikTok's words (tiktok-api.md 13.3b). */
async function brandedContentIsNeverPrivate(page: Parameters<Journey['walk']>[0]['page']): Promise<void> {
  await page.getByLabel('Content disclosure setting').check();
  await page
    .getByText('You need to indicate if your content promotes yourself, a third party, or both.')
    .waitFor();
  await page.getByLabel('Branded content', { exact: true }).check();
  await page.getByText("Your photo/video will be labeled as 'Paid partnership'.").waitFor();
  await page.getByText('Branded Content Policy').waitFor();
  const onlyMe = page.getByLabel('Who can see this post').locator('option', { hasText: 'Only me' });
  assert.equal(await onlyMe.isDisabled(), true, 'branded content cannot be private');
}
