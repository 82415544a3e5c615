import { strict as assert } from 'node:assert';
import { statSync } from 'node:fs';
import type { Route } from 'playwright-core';
import { bigClip, connect, signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

const PART = 8 * 1024 * 1024;

export const resumed: Journey = {
  name: 'an upload that a closed page broke off continues, and sends only what is missing',
  async walk(world) {
    const { page, product, look } = world;
    const parts = Math.ceil(statSync(await bigClip()).size / PART);
    assert.ok(parts > 1, 'the clip has several parts');
    await signUp(world, 'kim');
    await connect(world);

    let sent = 0;
    const held: Route[] = [];
    await page.route('**/parts/**', async (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      // The first part gets through; the line is so slow for the others that the page is closed before.
      if (++sent === 1) return route.continue();
      held.push(route);
    });
    await page.goto(`${product.url}/posts/new`);
    const first = page.waitForResponse(
      (answer) => answer.url().includes('/parts/') && answer.request().method() === 'PUT',
    );
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await bigClip());
    await first;
    await page.getByText('You can leave this page; on return we continue.').waitFor();
    await look('composer-uploading');
    // The page is closed with the other parts still on the line, and they end there: let go of, they might get through.
    await page.context().setOffline(true);
    await page.goto('about:blank');
    await Promise.all(held.map((route) => route.abort()));
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().setOffline(false);

    const again: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT' && request.url().includes('/parts/')) again.push(request.url());
    });
    await page.goto(`${product.url}/posts/new`);
    await page.getByText('Continue an upload?').waitFor();
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await bigClip());
    await page.getByText(/ · uploaded$/).waitFor({ timeout: 90_000 });
    assert.equal(again.length, parts - 1, 'the part that was there is not sent again');
    world.forgive(/parts/);
  },
};
