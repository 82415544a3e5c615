import { strict as assert } from 'node:assert';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey, World } from '../support/journey.ts';

const ENDED_WITHIN_MS = 90_000;

export const mended: Journey = {
  name: 'a failed post is fixed and sent: another video, another audience, a new sign-in',
  async walk(world) {
    const { page, product, look } = world;
    await signUp(world, 'mend');
    await connect(world);

    await compose(world, 'Too slow #sim:fail=frame_rate_check_failed', 'Friends');
    await page.getByText('TikTok refused the video: frame rate.').waitFor({ timeout: ENDED_WITHIN_MS });
    await page.getByRole('link', { name: 'Replace the video' }).click();
    await page.getByRole('heading', { name: 'Edit post' }).waitFor();
    await page.getByRole('button', { name: 'Remove' }).first().click();
    await upload(world, smallClip);
    await page.getByLabel('Caption').fill('Another video');
    await postNow(world);
    await isOut(world);

    await spoil(product.simulator, { endpoint: 'init', code: 'privacy_level_option_mismatch', status: 403 });
    await compose(world, 'Another audience', 'Everyone');
    await page.getByRole('link', { name: 'Choose who can see it' }).click({ timeout: ENDED_WITHIN_MS });
    await page.getByRole('heading', { name: 'Edit post' }).waitFor();
    await page.getByLabel('Who can see this post').selectOption({ label: 'Friends' });
    await postNow(world);
    await isOut(world);

    // TikTok signs us out between the press and the handover: the post waits, and a new sign-in sends it.
    await spoil(product.simulator, { endpoint: 'init', code: 'access_token_invalid', status: 401 });
    await spoil(product.simulator, { endpoint: 'refresh', code: 'invalid_grant', status: 400 });
    await compose(world, 'A new sign-in', 'Friends');
    const reconnect = page.getByRole('button', { name: /^Reconnect @/ });
    await reconnect.waitFor({ timeout: ENDED_WITHIN_MS });
    await page.getByText('Reconnect by').waitFor();
    await look('post-held');
    await page.goto(`${product.url}/calendar`);
    await page.setViewportSize({ width: 390, height: 844 });
    const strip = await page.getByRole('alert').filter({ hasText: 'needs you' }).boundingBox();
    assert.ok(strip && strip.height <= 100, `the strip leaves room for the page: ${strip?.height} px`);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${product.url}/accounts`);
    await page.getByText(/^TikTok signed us out at \d\d:\d\d/).waitFor();
    await page.getByRole('heading', { name: 'Waiting for this account' }).waitFor();
    await look('accounts-waiting');
    await page.getByRole('link', { name: 'A new sign-in' }).click();
    // The list of accounts has such a button too; this is the post's own, which leads back to the post.
    await page.getByText('Reconnect by').waitFor();
    await reconnect.click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);
    await isOut(world);

    await page.goto(`${product.url}/notifications`);
    const live = page.getByRole('listitem').filter({ hasText: 'Live on TikTok.' });
    for (const caption of ['“Another video”', '“Another audience”', '“A new sign-in”']) {
      await live.filter({ hasText: caption }).first().waitFor();
      assert.equal(await live.filter({ hasText: caption }).count(), 1, `the notice says ${caption}`);
    }

    await page.goto(product.simulator);
    for (const caption of ['Another video', 'Another audience', 'A new sign-in'])
      assert.equal(await page.getByText(caption).count(), 1, `${caption} is on the feed once`);
  },
};

/** A new post, sent by the press. */
async function compose(world: World, caption: string, privacy: string): Promise<void> {
  const { page, product } = world;
  await page.goto(`${product.url}/posts/new`);
  await upload(world, smallClip);
  await page.getByLabel('Caption').fill(caption);
  await page.getByLabel('Who can see this post').selectOption({ label: privacy });
  await postNow(world);
}

async function postNow({ page }: World): Promise<void> {
  await page.getByText('Now', { exact: true }).click();
  await page.getByRole('button', { name: 'Post now' }).click();
  await page.waitForURL(/\/posts\/post_\w+$/);
}

const isOut = ({ page }: World) =>
  page.getByRole('heading', { name: 'Published', level: 1 }).waitFor({ timeout: ENDED_WITHIN_MS });

/** TikTok answers one call of a kind with an error. */
async function spoil(simulator: string, fault: { endpoint: string; code: string; status: number }) {
  const answer = await fetch(`${simulator}/_control/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...fault, kind: 'error', count: 1 }),
  });
  assert.ok(answer.ok, await answer.text());
}
