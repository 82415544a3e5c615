import { strict as assert } from 'node:assert';
import type { Post } from '@tiktimer/worker/contract';
import { makeClip } from '../../../worker/scripts/lib/clip.ts';
import { simulatorClient } from '../../../worker/test/support/simulator-client.ts';
import { signUp, smallClip } from '../support/creator.ts';
import { aDayLater } from '../support/day-later.ts';
import { asProgram } from '../support/full-creator.ts';
import type { Journey } from '../support/journey.ts';
import { enter, focusIsKept, tabTo } from '../support/keys.ts';

export const byKeys: Journey = {
  name: 'a creator without a mouse writes, schedules, moves and cancels a post, reconnects, and settles an unknown outcome',
  async walk(world) {
    const { page, product, look } = world;
    const { email } = await signUp(world, 'tab');
    const person = await asProgram(product, email);
    const simulator = simulatorClient(product.simulator);
    const [user] = await simulator.users(1); // the one TikTok's page suggests
    assert.ok(user);
    const account = await person.connect(simulator, user.openId);
    const media = await person.upload(makeClip());
    const silent = await person.compose(account, media, 'Nobody says how it went #sim:processing=forever');
    await person.call<Post>('POST', `/posts/${silent.id}/publish`, { body: { consent: 'music_usage' } });
    const status = async () => (await person.post(silent.id)).status;
    const unknown = aDayLater(product.state, silent.id, async () => (await status()) === 'outcome_unknown');
    unknown.catch(() => undefined); // awaited below, after the rest was walked

    await page.goto(`${product.url}/home`);
    await page.getByRole('button', { name: 'Search and commands' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'New post' }).waitFor();
    await page.getByText('posts in 24 h').waitFor();
    const chooser = page.waitForEvent('filechooser');
    await enter(page, page.getByRole('button', { name: 'Choose file' }));
    await (await chooser).setFiles(smallClip);
    await page.getByText(/ · uploaded$/).waitFor();
    await focusIsKept(page);
    await tabTo(page, page.getByLabel('Caption'));
    await page.keyboard.type('Written without a mouse');
    await tabTo(page, page.getByLabel('Who can see this post'));
    await page.keyboard.type('Only');
    await tabTo(page, page.getByLabel('Comment', { exact: true }));
    await page.keyboard.press('Space');
    // Under an open dialog the page's own keys rest.
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.postData()?.includes('intent=go')) sent.push(request.url());
    });
    await page.setViewportSize({ width: 390, height: 844 });
    await enter(page, page.getByRole('button', { name: 'Preview' }));
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.getByRole('button', { name: /^Schedule for/ }).waitFor();
    assert.deepEqual(sent, []);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/posts\/post_\w+$/);
    assert.equal(sent.length, 1);
    await page.getByRole('heading', { name: /Goes out in/ }).waitFor();
    await focusIsKept(page);

    // Moved, the second time for good: Escape leaves the question, and the focus comes back to what asked it.
    const again = page.getByRole('link', { name: 'Reschedule' });
    await enter(page, again);
    await page.getByRole('dialog', { name: 'Pick a new time' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await focusIsKept(page);
    await enter(page, again);
    const dialog = page.getByRole('dialog', { name: 'Pick a new time' });
    await tabTo(page, dialog.getByLabel('Time', { exact: true }));
    await page.keyboard.press('ArrowRight'); // to its minutes: late in the evening the next hour is one that has passed
    await page.keyboard.press('ArrowUp');
    await enter(page, dialog.getByRole('button', { name: 'Reschedule' }));
    await page.getByText('Changed', { exact: true }).waitFor();
    await page.waitForURL(/\/posts\/post_\w+$/); // the address keeps neither the question nor what was done
    await page.waitForLoadState('networkidle');
    await focusIsKept(page);

    await enter(page, page.getByLabel('More', { exact: true }));
    await enter(page, page.getByRole('link', { name: 'Cancel this post' }));
    await page.getByRole('dialog', { name: 'Cancel this post?' }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Keep it');
    await enter(page, page.getByRole('button', { name: 'Cancel post' }));
    await page.getByRole('heading', { name: 'You cancelled this' }).waitFor();
    await focusIsKept(page);

    await simulator.removeAccess(user.openId);
    const signedOut = page.getByRole('button', { name: /^Reconnect @/ });
    for (let opened = 0; opened < 10 && (await signedOut.count()) === 0; opened++) {
      await page.goto(`${product.url}/accounts`);
      await page.waitForTimeout(1000);
    }
    await enter(page, signedOut.first());
    await enter(page, page.getByRole('button', { name: 'Allow' }));
    await page.waitForURL(/\/accounts\/acct_\w+$/);
    await page.getByText('Connected').first().waitFor();

    await unknown;
    await page.goto(`${product.url}/posts/${silent.id}`);
    await page.getByRole('heading', { name: 'Is it on your profile?' }).waitFor();
    await look('post-unknown');
    await page.goto(`${product.url}/posts/${silent.id}`);
    await enter(page, page.getByRole('link', { name: 'It is not there' }));
    await page.getByRole('dialog', { name: 'It is not on your profile?' }).waitFor();
    await look('post-unknown-not-there');
    await enter(page, page.getByRole('button', { name: 'It is not there' }));
    await page.getByRole('heading', { name: 'This one did not go out' }).waitFor();
    await focusIsKept(page);
  },
};
