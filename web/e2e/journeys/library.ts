import { connect, signUp, smallClip } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

export const library: Journey = {
  name: 'a file in use is not deleted, an unused one is, and the library shows which is which',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'lib');
    await connect(world);
    await page.goto(`${product.url}/media`);
    await page.getByRole('heading', { name: /^Drop videos here/ }).waitFor();
    await look('media-empty');
    await page.locator('input[type=file]').first().setInputFiles(smallClip);
    const tile = page.getByRole('link', { name: /^portrait\.mp4, .* long, ready.*not used yet/ });
    await tile.waitFor({ timeout: 60_000 });

    await tile.click();
    await page.getByRole('dialog', { name: 'portrait.mp4' }).waitFor();
    await page.getByText('No post uses this file.').waitFor();
    await page.getByRole('button', { name: 'Keep' }).click();
    await page.getByText('until you delete it').waitFor();
    await page.getByRole('link', { name: 'Use in a post' }).click();
    await page.getByText(/ · uploaded$/).waitFor();
    await page.getByLabel('Caption').fill('It needs its file');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.waitForURL(/\/posts\/post_\w+/);

    await page.goto(`${product.url}/media`);
    await page.getByRole('link', { name: /used in 1 post$/ }).click();
    await look('media-file');
    await page.getByRole('link', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete file' }).click();
    await page.getByText('1 post needs this file.').waitFor();
    world.forgive(/409/);
    await look('media-in-use');
    await page.getByRole('alert').getByRole('link', { name: 'It needs its file' }).click();
    await page.getByRole('heading', { name: 'A draft, not planned yet' }).waitFor();
    await page.getByLabel('More').click();
    await page.getByRole('link', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.waitForURL(/\/posts$/);

    await page.goto(`${product.url}/media?show=unused`);
    await page.getByRole('link', { name: /not used yet/ }).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete file' }).click();
    await page.getByRole('heading', { name: 'No unused files.' }).waitFor();
  },
};
