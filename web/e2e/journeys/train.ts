import { strict as assert } from 'node:assert';
import { bigClip, connect, signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const train: Journey = {
  name: 'on a phone in a train the network drops during the upload, and nothing is lost',
  async walk(world) {
    const { page, product, look } = world;
    await page.setViewportSize({ width: 390, height: 844 });
    await signUp(world, 'tess');
    await connect(world);
    await page.goto(`${product.url}/posts/new`);
    await page.getByText('posts in 24 h').waitFor();

    // The first part gets through; the others meet a tunnel.
    let sent = 0;
    await page.route('**/parts/**', (route) => {
      if (route.request().method() !== 'PUT' || ++sent === 1) return route.continue();
      return route.abort('internetdisconnected');
    });
    const first = page.waitForResponse(
      (answer) => answer.url().includes('/parts/') && answer.request().method() === 'PUT',
    );
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(await bigClip());
    await first;
    await page.context().setOffline(true);
    await page.getByText('no network, it continues by itself').waitFor();

    await page.getByLabel('Caption').fill('Written between two tunnels');
    await page.getByText('Not saved: offline').first().waitFor();
    await page.getByText('no network, it continues by itself').waitFor();
    await look('composer-offline');
    await page.setViewportSize({ width: 390, height: 844 });

    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await page.context().setOffline(false);
    await page.getByText(/ · uploaded$/).waitFor({ timeout: 60_000 });
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    await page.waitForURL(/\/posts\/post_\w+\/edit$/);

    await page.reload();
    assert.equal(await page.getByLabel('Caption').inputValue(), 'Written between two tunnels');
    await page.getByText('big-clip.mp4').first().waitFor();
    await page.getByRole('slider', { name: 'Cover' }).waitFor();
    // Turned on its side there is room for the preview beside the form.
    await page.setViewportSize({ width: 844, height: 390 });
    await page.getByText('Preview. TikTok may look slightly different.').waitFor();
    world.forgive(/net::/);
  },
};
