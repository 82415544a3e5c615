import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { connect, PASSWORD, signUp, smallClip } from '../support/creator.ts';
import { holdBack } from '../support/hold-back.ts';
import type { Journey, World } from '../support/journey.ts';
import { awake } from '../support/keys.ts';

export const library: Journey = {
  name: 'a file in use is not deleted, an unused one is, and the library shows which is which',
  async walk(world) {
    const { page, product, look } = world;
    const { username } = await signUp(world, 'lib');
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

    await goOnElsewhere(world, username);
  },
};

/** Files left going up arrive while their creator is elsewhere in the app; but not once they have signed out. */
async function goOnElsewhere({ page, look }: World, username: string): Promise<void> {
  const go = (name: string) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).first().click();
  const choose = (...names: string[]) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles(names.map((name) => ({ name, mimeType: 'video/mp4', buffer: readFileSync(smallClip) })));
  const come = await holdBack(page, '**/parts/**');
  await choose('first.mp4', 'second.mp4');
  await page.getByText('It goes on while you are elsewhere in TikTimer.').waitFor();
  await page.getByRole('button', { name: 'Remove second.mp4' }).waitFor();
  await look('media-uploading');
  await go('Posts');
  await page.getByRole('heading', { name: 'Posts', exact: true }).waitFor();
  await page.getByText('2 uploading').first().waitFor();
  await look('posts-uploading');
  // Nothing is lost by a slip of the hand.
  const asked = page.waitForEvent('dialog');
  await page.evaluate(() => void setTimeout(() => location.reload()));
  const question = await asked;
  assert.equal(question.type(), 'beforeunload');
  await question.dismiss();

  await page.getByRole('link', { name: 'New post' }).first().click();
  await page.getByLabel('Caption').waitFor();
  assert.equal(await page.getByText('Continue an upload?').count(), 0, 'it goes up already');
  // One that is chosen here too goes on here, and not in two places.
  await choose('first.mp4');
  await page.getByText('You can leave this page; on return we continue.').waitFor();
  come();
  await page.getByText(/ · uploaded$/).waitFor({ timeout: 60_000 });
  await page.getByRole('option', { name: /^second\.mp4/ }).waitFor({ state: 'attached', timeout: 60_000 });
  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByText('second.mp4 is in your library.').last().waitFor();
  await page.getByRole('link', { name: 'Look' }).click();
  for (const name of ['first', 'second'])
    await page.getByRole('link', { name: new RegExp(`^${name}\\.mp4.*ready`) }).waitFor();

  await page.unrouteAll({ behavior: 'wait' });
  const comeTooLate = await holdBack(page, '**/parts/**');
  await choose('third.mp4', 'fourth.mp4');
  await page.getByText('It goes on while you are elsewhere in TikTimer.').waitFor();
  await page.getByText('Your menu').locator('..').click();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL('**/login');
  await page.getByText('2 files had not gone up yet').last().waitFor();
  comeTooLate();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByLabel('Email or username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/home');
  await go('Media');
  await page.getByRole('link', { name: /^second\.mp4.*ready/ }).waitFor();
  // Begun, and left where it was; the one behind it never went up.
  await page.getByRole('list', { name: 'Unfinished uploads' }).getByText('third.mp4').waitFor();
  assert.equal(await page.getByText('fourth.mp4').count(), 0, 'nothing goes out after its creator');
}

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
