import { strict as assert } from 'node:assert';
import type { Locator, Page } from 'playwright-core';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

const OPENED_MAX = 10;
const OPEN_AGAIN_MS = 3000;

export const refused: Journey = {
  name: 'a post that TikTok refuses says why and offers one fix, and a lost sign-in can be mended',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'ana');
    await connect(world);
    await page.goto(`${product.url}/posts/new`);
    await upload(world, smallClip);
    // The simulator's word for a clip that fails TikTok's own check.
    await page.getByLabel('Caption').fill('Too slow #sim:fail=frame_rate_check_failed');
    await page.getByLabel('Who can see this post').selectOption({ label: 'Friends' });
    await page.getByText('Now', { exact: true }).click();
    await page.getByRole('button', { name: 'Post now' }).click();
    await page.getByRole('heading', { name: 'This one did not go out' }).waitFor({ timeout: 90_000 });
    await page.getByText('TikTok refused the video: frame rate.').waitFor();
    await look('post-failed');
    await page.getByRole('link', { name: 'Replace the video' }).click();
    await page.getByRole('heading', { name: 'Edit post' }).waitFor();

    await page.goto(`${product.url}/posts?tab=failed`);
    await page.getByText('nothing was posted').waitFor();

    await removeAccess(product.simulator);
    await openUntilShown(page, `${product.url}/accounts`, page.getByRole('button', { name: /^Reconnect @/ }));
    await look('accounts-signed-out');
    await page.getByRole('button', { name: /^Notices, \d unread$/ }).click();
    const notices = page.getByRole('dialog', { name: 'Notices' });
    await notices.getByText(/TikTok signed us out of @/).waitFor();
    await notices.getByText('TikTok refused the video').waitFor();
    await look('bell');
    await notices.getByRole('button', { name: 'Mark all read' }).click();
    await page.getByRole('button', { name: 'Notices', exact: true }).waitFor();
    await page.goto(`${product.url}/notifications`);
    await page
      .getByRole('link', { name: /^Reconnect/ })
      .first()
      .waitFor();
    await look('notices');
    await page.goto(`${product.url}/accounts`);
    await page.getByRole('button', { name: /^Reconnect @/ }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    // Back on the page of the account that was mended.
    await page.getByText('Connected').waitFor();
    await page.waitForURL(/\/accounts\/acct_\w+$/);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('Access renews itself; sign-in lasts until').waitFor();
    const saved = page.waitForResponse((answer) =>
      Boolean(answer.request().postData()?.includes('old-clients')),
    );
    await page.getByLabel('Old clients post as').selectOption({ label: 'Friends' });
    await saved;
    await page.reload();
    assert.equal(await page.getByLabel('Old clients post as').inputValue(), 'MUTUAL_FOLLOW_FRIENDS');
    await look('account');

    // Lost again while a post is being written: its page leads to TikTok and back, and its words are still there.
    await removeAccess(product.simulator);
    const reconnect = page.getByRole('button', { name: /^Reconnect @/ });
    await openUntilShown(page, `${product.url}/posts/new`, reconnect);
    await page.locator('#missing', { hasText: 'TikTok signed us out of @' }).waitFor();
    await page.getByLabel('Caption').fill('Begun before the sign-in');
    await reconnect.click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('read just now').waitFor();
    await page.waitForFunction(
      () => document.querySelector('textarea')?.value === 'Begun before the sign-in',
    );
    await openUntilShown(page, `${product.url}/accounts`, page.getByText('Connected'));

    await page.getByRole('link', { name: 'Disconnect' }).click();
    await page.getByRole('dialog', { name: /^Disconnect @/ }).waitFor();
    await look('accounts-disconnect');
    await page.getByRole('button', { name: /^Disconnect @/ }).click();
    await page.getByRole('heading', { name: 'Connect the account you post with' }).waitFor();

    await page.getByRole('button', { name: 'Connect TikTok' }).click();
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByRole('heading', { name: 'Nothing was connected' }).waitFor();
    world.forgive(/auth\/tiktok\/callback/);
    await look('not-connected');
  },
};

/** TikTok tells us of a lost access by a webhook, a moment later; a creator would open the page again. */
async function openUntilShown(page: Page, url: string, wanted: Locator): Promise<void> {
  for (let opened = 0; opened < OPENED_MAX; opened++) {
    await page.goto(url);
    const shown = await wanted.waitFor({ timeout: OPEN_AGAIN_MS }).then(
      () => true,
      () => false,
    );
    if (shown) return;
  }
  assert.fail(`${url} never showed what it should`);
}

/** The creator takes TikTimer's access away in the TikTok app. */
async function removeAccess(simulator: string): Promise<void> {
  const answer = await fetch(`${simulator}/_control/users`);
  const { users } = (await answer.json()) as { users: { openId: string }[] };
  const removed = await fetch(`${simulator}/_control/users/${users[0]?.openId}/remove-access`, {
    method: 'POST',
  });
  assert.equal(removed.status, 200);
}
