import { strict as assert } from 'node:assert';
import { connect, signUp, smallClip, upload } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { startReceiver } from '../support/receiver.ts';

export const told: Journey = {
  name: 'a creator chooses how to be told, and a server of theirs hears of a post',
  async walk(world) {
    const { page, product, look, forgive } = world;
    await signUp(world);
    await connect(world);

    await page.goto(`${product.url}/settings/notifications`);
    await page.getByText('No device gets pushes yet.').waitFor();
    // A browser in private mode may ask, and reaches no push service.
    await page.context().grantPermissions(['notifications'], { origin: product.url });
    await page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active !== null));
    await page.getByRole('button', { name: 'Turn on pushes on this device' }).click();
    await page.getByText('The push service of this browser could not be reached.').waitFor();
    forgive(/Push API/);
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('Nothing was sent: your address is not confirmed').waitFor();
    await page.getByRole('checkbox', { name: 'Failed: Mail' }).uncheck();
    await page.getByRole('checkbox', { name: 'Failed: Push' }).uncheck();
    await page.getByText('Failures need one way to reach you.').waitFor();
    await look('settings-notifications-unreachable');
    const refusal = page.waitForResponse((response) => response.status() === 422);
    await page.getByRole('button', { name: 'Save' }).click();
    await refusal;
    // A press while the first one is still on its way counts for nothing.
    await page.locator('main button[aria-busy]').waitFor({ state: 'detached' });
    forgive(/422/);
    await page.getByRole('checkbox', { name: 'Failed: Mail' }).check();
    await page.getByRole('checkbox', { name: 'Live on TikTok: Mail' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    // What readers are told says so too, and is no part of the page's own words.
    const savedIn = page.getByRole('main').getByText('Saved', { exact: true });
    await savedIn.first().waitFor();
    await page.getByRole('switch', { name: 'No pushes in quiet hours' }).check();
    await page.getByLabel('From', { exact: true }).fill('23:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await savedIn.nth(1).waitFor();
    await look('settings-notifications');

    // What was chosen is there without scripts, and can be changed there.
    const plain = await world.withoutScripts();
    await plain.goto(`${product.url}/settings/notifications`);
    assert.equal(await plain.getByRole('checkbox', { name: 'Failed: Push' }).isChecked(), false);
    assert.equal(await plain.getByLabel('From', { exact: true }).inputValue(), '23:00');
    await plain.getByRole('checkbox', { name: 'Failed: Push' }).check();
    await plain.getByRole('button', { name: 'Save' }).first().click();
    await plain.getByText('Saved', { exact: true }).waitFor();
    await page.reload();
    assert.equal(await page.getByRole('checkbox', { name: 'Failed: Push' }).isChecked(), true);

    const receiver = await startReceiver();
    try {
      await page.goto(`${product.url}/settings/webhooks`);
      await page.getByText('No webhooks yet.').waitFor();
      await page.getByLabel('Address').fill('https://10.0.0.1/');
      await page.getByRole('button', { name: 'Add webhook' }).click();
      await page.locator('#url-error').waitFor();
      forgive(/422/);
      await look('settings-webhooks-refused');
      await page.getByLabel('Address').fill(receiver.url);
      await page.getByRole('button', { name: 'Add webhook' }).click();
      await page.getByText('Copy it now').waitFor();
      receiver.secret = await page.getByLabel('The secret').inputValue();
      await look('settings-webhooks');

      await page.getByRole('link', { name: receiver.url }).click();
      await page.getByText('Nothing was sent yet.').waitFor();
      assert.equal(await page.getByText('Copy it now').count(), 0, 'the secret is shown once');
      await look('settings-webhook-empty');
      await page.getByRole('button', { name: 'Send a test' }).click();
      await page.getByText('Delivered', { exact: true }).waitFor();
      const webhook = page.url();

      await page.goto(`${product.url}/posts/new`);
      await upload(world, smallClip);
      await page.getByLabel('Who can see this post').selectOption({ label: 'Everyone' });
      await page.getByRole('button', { name: /^Schedule for/ }).click();
      // The draft has an address too, which ends in /edit.
      await page.waitForURL(/\/posts\/post_\w+$/);
      await page.goto(webhook);
      await page.getByText('Delivered', { exact: true }).nth(1).waitFor();
      const types = () => receiver.told.map(({ type }) => type);
      assert.deepEqual(types(), ['ping', 'post.scheduled']);

      // The server does not know the secret for a moment: what it answered stands there, and it is tried again.
      const { secret } = receiver;
      receiver.secret = 'whsec_bm90IHRoZSBzZWNyZXQgb2YgdGhpcyB3ZWJob29r';
      await page.getByRole('button', { name: 'Send a test' }).click();
      // The second try comes after five seconds, which a busy machine may need to show the first.
      await page.getByText(/[12] attempts? · answered 401 · next try/).waitFor();
      await look('settings-webhook-waiting');
      receiver.secret = secret;
      // A second try may have met the wrong secret too, and the third comes later.
      await page.getByText('Delivered', { exact: true }).nth(2).waitFor({ timeout: 200_000 });

      // The same event again, signed with the new secret.
      await page.getByRole('button', { name: 'New secret' }).click();
      const field = page.getByLabel('The new secret');
      await field.waitFor();
      await look('settings-webhook-secret');
      receiver.secret = await field.inputValue();
      await page.getByRole('button', { name: /^Send again: A post is scheduled/ }).click();
      for (let wait = 0; wait < 200 && types().length < 4; wait++) await page.waitForTimeout(100);
      await page.getByText('Delivered', { exact: true }).nth(1).waitFor();
      await page.getByText('What was sent', { exact: true }).first().click();
      await look('settings-webhook');
      assert.deepEqual(types(), ['ping', 'post.scheduled', 'ping', 'post.scheduled']);

      await page.getByRole('button', { name: 'Switch off' }).click();
      await page.getByRole('button', { name: 'Switch on' }).waitFor();
      await look('settings-webhook-off');
      await page.getByRole('link', { name: 'Delete' }).click();
      await page.getByRole('heading', { name: 'Delete this webhook?' }).waitFor();
      await look('settings-webhook-delete');
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByText('No webhooks yet.').waitFor();
    } finally {
      receiver.stop();
    }
  },
};
