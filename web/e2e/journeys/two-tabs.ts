import { strict as assert } from 'node:assert';
import { beginDraft, captionIs, signUp } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

export const twoTabs: Journey = {
  name: 'two tabs edit the same post, and neither version is lost unasked',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'ivo');
    await beginDraft(page, product.url, 'As it began');

    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('Caption').fill('From the other tab');
    await other
      .getByText(/^Saved/)
      .first()
      .waitFor();

    await page.getByLabel('Caption').fill('From the first tab');
    const question = page.getByRole('dialog', { name: /changed elsewhere/ });
    await question.waitFor();
    await question.getByText('From the other tab').waitFor();
    await question.getByText('From the first tab').waitFor();
    await look('composer-stale');
    await question.getByRole('button', { name: 'Keep mine' }).click();
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();

    await other.getByLabel('Caption').fill('Once more from the other');
    await other.getByRole('button', { name: 'See the new version' }).click();
    await captionIs(other, 'From the first tab');
    await other.reload();
    await captionIs(other, 'From the first tab');

    // A time that was picked is kept with the words: a browser that never saw this page shows it too.
    await other.getByText(/of 6 so far/).waitFor();
    const saved = other.waitForResponse(
      (answer) =>
        answer.url().endsWith('/resources/drafts') && /T1[67]:45:00/.test(answer.request().postData() ?? ''),
    );
    await other.getByLabel('Date', { exact: true }).fill(inAWeek);
    await other.getByLabel('Time', { exact: true }).fill('18:45');
    await other.keyboard.press('Control+s');
    await saved;
    const phone = await other.context().newPage();
    await phone.goto(other.url());
    await phone.getByRole('button', { name: 'Add seconds' }).waitFor();
    assert.equal(await phone.getByLabel('Date', { exact: true }).inputValue(), inAWeek);
    assert.equal(await phone.getByLabel('Time', { exact: true }).inputValue(), '18:45');
    await phone.close();

    await other.getByLabel('More', { exact: true }).click();
    const original = other.url();
    await other.getByRole('button', { name: 'Duplicate' }).click();
    await other.waitForURL((url) => url.href !== original);
    await other.getByText('This is the copy.').first().waitFor();
    // The address says so a moment before the copy stands there, and takes the focus.
    await other.waitForFunction(() => document.activeElement?.matches('h1'));
    await other.getByLabel('More', { exact: true }).click();
    await other.getByRole('button', { name: 'Delete' }).click();
    await other.getByText('Draft deleted.').first().waitFor();
    await other.getByRole('button', { name: 'Undo' }).click();
    await other.waitForURL(/\/posts\/post_\w+\/edit$/);
    await captionIs(other, 'From the first tab');
    await other.close();
  },
};
