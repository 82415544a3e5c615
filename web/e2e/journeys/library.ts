import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { connect, signUp, smallClip } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { awake } from '../support/keys.ts';

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
    const tile = page.getByRole('link', { name: /^portrait\.mp4.*long, ready.*not used yet/ });
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
    await page.waitForURL(/\/posts\/post_\w+$/);

    await page.goto(`${product.url}/media`);
    await page.getByRole('link', { name: /used in 1 post/ }).click();
    await page.getByRole('dialog', { name: 'portrait.mp4' }).waitFor();
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
    await page.waitForURL(/\/posts$/);
    // A draft goes without a question, and comes back with a press.
    await page.getByText('Post deleted.').first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'A draft, not planned yet' }).waitFor();
    await page.getByLabel('More').click();
    await page.getByRole('link', { name: 'Delete' }).click();
    await page.waitForURL(/\/posts$/);

    // A video dropped on Home goes into the library, and the composer opens with it.
    await page.goto(`${product.url}/home`);
    await awake(page);
    await dropFile(page, 'dropped.mp4');
    await page.waitForURL(/\/posts\/new\?media=/, { timeout: 60_000 });
    await page.getByText('dropped.mp4').first().waitFor();

    await page.goto(`${product.url}/media?show=unused`);
    await look('media');
    await page.getByRole('link', { name: /^portrait.*not used yet/ }).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete file' }).click();
    await page.getByRole('link', { name: /^portrait/ }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^dropped\.mp4/ }).waitFor();
  },
};

async function dropFile(page: Page, name: string): Promise<void> {
  const bytes = readFileSync(smallClip).toString('base64');
  await page.evaluate(
    ({ name, bytes }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
      transfer.items.add(new File([content], name, { type: 'video/mp4' }));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
        );
    },
    { name, bytes },
  );
}
