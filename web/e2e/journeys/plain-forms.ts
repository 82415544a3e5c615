import { strict as assert } from 'node:assert';
import type { Route } from 'playwright-core';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

/** What a double press sends: the same form two times, and the page shows the second answer. */
const pressedTwice = async (route: Route) => {
  if (route.request().method() === 'POST') await route.fetch({ maxRedirects: 0 });
  await route.continue();
};

export const plainForms: Journey = {
  name: 'without scripts a creator writes, schedules and cancels by plain forms',
  async walk(world) {
    const { page, product } = world;
    await signUp(world, 'noa');
    await connect(world);
    await page.goto(`${product.url}/posts/new`);
    await upload(world, smallClip); // the one thing that needs scripts

    const plain = await world.withoutScripts();
    await plain.route(/\/posts\/new$/, pressedTwice);
    await plain.goto(`${product.url}/posts/new`);
    await plain.getByLabel(/a video you uploaded before/).selectOption({ index: 1 });
    await plain.getByLabel('Caption').fill('By hand');
    await plain.getByLabel('Who can see this post').selectOption({ label: 'Everyone' });
    await plain.getByLabel('Content disclosure setting').check();
    await plain.getByLabel('Branded content', { exact: true }).check();
    await plain.getByRole('button', { name: /^Schedule for/ }).click();
    // The line above the button had named the other text, so it is shown anew before anything is agreed to.
    await plain.getByText('Branded content has a declaration of its own.').waitFor();
    await plain.getByRole('link', { name: 'Branded Content Policy' }).waitFor();
    assert.equal(await plain.getByLabel('Caption').inputValue(), 'By hand');
    await plain.getByRole('button', { name: /^Schedule for/ }).click();
    await plain.getByRole('heading', { name: /Goes out in/ }).waitFor();

    await plain.getByLabel('More').click();
    await plain.getByRole('link', { name: 'Cancel this post' }).click();
    await plain.getByRole('button', { name: 'Cancel post' }).click();
    await plain.getByRole('heading', { name: 'You cancelled this' }).waitFor();

    await plain.goto(`${product.url}/posts`);
    assert.equal(
      await plain.getByText('By hand').count(),
      1,
      'each press, sent twice, went on with the same post',
    );
    await plain.context().close();
  },
};
