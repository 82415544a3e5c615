import { strict as assert } from 'node:assert';
import { connect, connectAnother, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { drawnFrom } from '../support/picture.ts';

const DAY = 86_400_000;

export const twoAccounts: Journey = {
  name: 'one clip goes to two accounts, each with answers of its own, and nothing goes out twice',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'lu');
    await connect(world);
    await connectAnother(world);
    const asked = new Set<string>();
    page.on('request', (request) => asked.add(new URL(request.url()).origin));
    // Both pictures come from TikTok beside the page, which then shows them by itself.
    for (const index of [0, 1]) await drawnFrom(page.getByRole('main').locator('img').nth(index));
    await page.goto(`${product.url}/posts/new`);
    const boxes = page
      .getByRole('group', { name: /gets a post of its own|one post each/ })
      .getByRole('checkbox');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const faces = page.getByRole('group', { name: 'Post to', exact: true }).locator('img');
    await faces.nth(1).waitFor();
    const drawn = new Set<string>();
    for (const face of await faces.all()) drawn.add(await drawnFrom(face));
    assert.equal(drawn.size, 2, 'each account has its creator’s picture');
    assert.deepEqual([...asked].sort(), [product.api, product.url].sort(), 'and nobody else is asked');
    await upload(world, smallClip);
    await page.getByLabel('Caption').fill('One loaf, two shops');

    const tabs = page.getByRole('tab');
    await tabs.nth(1).waitFor();
    assert.equal(await tabs.count(), 2);
    await page.getByLabel('Who can see this post').selectOption({ index: 1 });
    await tabs.nth(1).click();
    const visibility = page.getByLabel('Who can see this post');
    assert.equal(await visibility.inputValue(), '', 'the second account is asked for itself');
    await page.getByText(/Still missing: who can see this post/).waitFor();
    await visibility.selectOption({ index: 1 });
    await look('composer-two-accounts');

    // The first press breaks off after it arrived, with a time for the second account that nobody may plan for.
    const inTwoYears = new Date(Date.now() + 2 * 366 * DAY).toISOString().slice(0, 10);
    const day = await page.getByLabel('Date', { exact: true }).inputValue();
    await page.getByLabel('Date', { exact: true }).fill(inTwoYears);
    let lost = 0;
    await page.route('**/posts/**', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.fallback();
      await route.fetch();
      await route.abort('connectionfailed');
    });
    await page.getByRole('button', { name: 'Schedule 2 posts' }).click();
    await page.getByText('The line broke before TikTimer answered.').waitFor();
    world.forgive(/net::ERR_CONNECTION_FAILED/);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('button', { name: 'Schedule 2 posts' }).click();
    await page.getByText('1 of 2 posts is scheduled.').waitFor();
    await page.getByText(/is scheduled and stays so\./).waitFor();
    await page.getByText(/is kept as a draft: Posts can be scheduled up to a year ahead\./).waitFor();
    await page.waitForURL(/\/posts\/post_\w+\/edit$/);
    world.forgive(/422/);
    await look('composer-partly-scheduled');

    // What is left stands in the form as it was answered; another press sends that one, and nothing twice.
    assert.equal(await page.getByLabel('Caption').inputValue(), 'One loaf, two shops');
    await page.getByLabel('Date', { exact: true }).fill(day);
    await page.getByRole('button', { name: /^Schedule for/ }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);

    await page.goto(`${product.url}/posts?tab=scheduled`);
    await page.getByText('One loaf, two shops').first().waitFor();
    assert.equal(await page.getByText('One loaf, two shops').count(), 2);
    await page.goto(`${product.url}/posts?tab=drafts`);
    await page.getByText('No drafts.').waitFor();

    // Where a picture does not come, the initial stands as it did before.
    await page.route('**/avatars/**', (route) => route.abort());
    await page.goto(`${product.url}/accounts`);
    const first = page.getByRole('region').filter({ hasText: 'Connected' }).first();
    await first.getByText(/^\p{Lu}$/u).waitFor();
    await first.locator('img').waitFor({ state: 'detached' });
    world.forgive(/net::ERR_FAILED/);
  },
};
