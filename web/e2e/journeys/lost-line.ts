import { strict as assert } from 'node:assert';
import type { BrowserContext, Page } from 'playwright-core';
import { beginDraft, captionIs, PASSWORD, signUp, smallClip } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';
import { awake } from '../support/keys.ts';

export const lostLine: Journey = {
  name: 'a page outlives a lost line and an ended session, and a phone shares a file with it',
  async walk(world) {
    const { page, product, look } = world;
    const { username } = await signUp(world, 'line');
    await page.goto(`${product.url}/posts`);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

    await page.context().setOffline(true);
    await page.getByText('You are offline.').waitFor();
    await page.getByRole('link', { name: 'Accounts' }).first().click();
    await look('offline');
    assert.match(page.url(), /\/posts$/, 'the page stays until the line is back');
    await page.context().setOffline(false);
    await page.waitForURL('**/accounts');
    await page.getByText('Back online.').first().waitFor();

    await page.context().setOffline(true);
    await page.goto(`${product.url}/posts`);
    await page.getByRole('heading', { name: 'You are offline' }).waitFor();
    await look('offline-page');
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Posts' }).waitFor();
    world.forgive(/503/);
    await awake(page);

    // Signed out elsewhere, and a press in this page finds out.
    const cookies = await page.context().cookies();
    await page.context().clearCookies({ name: '__Host-tiktimer' });
    await page.getByRole('link', { name: 'Accounts' }).first().click();
    await page.getByRole('dialog', { name: 'Please sign in again' }).waitFor();
    await look('session-ended');
    const opened = page.context().waitForEvent('page');
    await page.getByRole('link', { name: 'Sign in' }).click();
    const tab = await opened;
    await tab.getByLabel('Email or username').fill(username);
    await tab.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/accounts');
    assert.equal(await page.getByRole('dialog').count(), 0, 'the page went on by itself');
    assert.ok(cookies.length > 0);
    // The feed knocks in vain too, while nobody is signed in.
    world.forgive(/401|HTTP Authentication failed/);

    await share(page, product.url);
    await page.getByText('portrait.mp4').first().waitFor();
    assert.match(page.url(), /\/posts\/(new\?shared=1|post_\w+\/edit)$/, 'the composer took the file');
    await page.getByText(/ · uploaded$/).waitFor();

    // Somebody else's page can send the same form, and hide whose it is.
    for (const policy of ['unsafe-url', 'no-referrer']) {
      const headers = { 'content-type': 'text/html', 'referrer-policy': policy };
      await page.route('http://evil.example/', (route) =>
        route.fulfill({ headers, body: '<title>x</title>' }),
      );
      await page.goto('http://evil.example/');
      await share(page, product.url);
      await page.getByRole('heading', { name: 'The file was not taken' }).waitFor();
      await nothingKept(page);
    }
    await look('share-foreign');

    // The draft was made, but its answer got lost; the press goes on with that draft and makes no second one.
    await page.route('**/resources/drafts', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.goto(`${product.url}/posts/new`);
    const unheard = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/drafts'));
    await page.getByLabel('Caption').fill('Written once');
    await unheard;
    await page.getByRole('button', { name: 'Save draft' }).click();
    await page.waitForURL(/\/posts\/post_\w+$/);
    await page.unroute('**/resources/drafts');
    await page.goto(`${product.url}/posts?q=Written`);
    await page
      .getByRole('link', { name: /Written once/ })
      .first()
      .waitFor();
    assert.equal(await page.getByRole('checkbox', { name: /Written once/ }).count(), 1, 'one draft');

    await closedUnsaved(page.context(), product.url);
    await writtenOffline(page.context(), product.url);
    await leftAtOnce(page, product.url);

    // The page is older than TikTimer by now: a part of it is gone, and the page itself stays.
    await page.route('**/assets/command-palette-*', (route) => route.abort());
    await page.goto(`${product.url}/posts`);
    await awake(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('alert').filter({ hasText: 'Part of this page did not come' }).waitFor();
    await page.getByRole('heading', { name: 'Posts', level: 1 }).waitFor();
    await look('part-gone');
    await page.unroute('**/assets/command-palette-*');
    const renewed = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Reload' }).click();
    await renewed;
    assert.equal(await page.getByText('Part of this page did not come').count(), 0);
    world.forgive(/ERR_FAILED/);
  },
};

/** Words typed without a line outlive their tab, and a press that waited for the line meets nobody else's change. */
async function writtenOffline(context: BrowserContext, url: string): Promise<void> {
  const tab = await context.newPage();
  await beginDraft(tab, url, 'Begun at home');
  await context.setOffline(true);
  await tab.getByLabel('Caption').fill('Begun at home, ended on the train');
  await tab.getByText('Not saved: offline').first().waitFor();
  const address = tab.url();
  await tab.close();
  await context.setOffline(false);

  const next = await context.newPage();
  await next.goto(address);
  // They may be saved already: a browser sends the last words of a page that closes when the line is back.
  await captionIs(next, 'Begun at home, ended on the train');
  await context.setOffline(true);
  await next.getByLabel('Caption').fill('Begun at home, sent on the train');
  await next.getByText('Not saved: offline').first().waitFor();
  await next.getByRole('button', { name: 'Save draft' }).click();
  // What was pressed is what goes out: words that came after it would go nowhere, so they are not taken.
  await next.getByLabel('Caption').pressSequentially('!');
  assert.equal(await next.getByLabel('Caption').inputValue(), 'Begun at home, sent on the train');
  await context.setOffline(false);
  await next.waitForURL(/\/posts\/post_\w+$/);
  await next.getByText('Begun at home, sent on the train').first().waitFor();
  await next.close();
}

/** Words that could not be saved come to another tab on the same draft as soon as theirs is closed. */
async function closedUnsaved(context: BrowserContext, url: string): Promise<void> {
  const tab = await context.newPage();
  await beginDraft(tab, url, 'Half a sentence');
  await tab.route('**/resources/drafts', (route) => route.abort());
  await tab.getByLabel('Caption').fill('Half a sentence, and its end');
  await tab.getByText('Not saved: offline').first().waitFor();

  const other = await context.newPage();
  await other.goto(tab.url());
  await other.getByText(/of 6 so far/).waitFor();
  assert.equal(await other.getByLabel('Caption').inputValue(), 'Half a sentence');
  await tab.close();
  await other
    .getByText(/^Saved/)
    .first()
    .waitFor();
  assert.equal(await other.getByLabel('Caption').inputValue(), 'Half a sentence, and its end');
  await other.close();
}

/** The last words of a page that is left at once are saved behind it, and the next page stays what it is. */
async function leftAtOnce(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/posts`);
  await page.goto(`${url}/posts/new`);
  await page.getByText(/of 6 so far/).waitFor();
  await page.getByLabel('Caption').fill('Left at once');
  await page.getByRole('link', { name: 'Close' }).click();
  await page
    .getByRole('link', { name: /Left at once/ })
    .first()
    .waitFor();
  assert.match(page.url(), /\/posts$/);

  // They may also be saved while the next page is on its way, which was read before.
  await page.goto(`${url}/posts/new`);
  await page.getByText(/of 6 so far/).waitFor();
  const saved = page.waitForResponse('**/resources/drafts');
  await page.route(
    '**/posts.data*',
    async (route) => {
      const response = await route.fetch();
      await (await saved).finished();
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      await route.fulfill({ response });
    },
    { times: 1 },
  );
  await page.getByLabel('Caption').fill('Left before it was saved');
  await page.getByRole('link', { name: 'Close' }).click();
  await page
    .getByRole('link', { name: /Left before it was saved/ })
    .first()
    .waitFor();
}

/** What a phone's share sheet does: a form of its own with the file in it, sent to the address of the manifest. */
async function share(page: Page, to: string): Promise<void> {
  await page.evaluate((action) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = action;
    form.enctype = 'multipart/form-data';
    form.innerHTML = '<input type="file" name="video">';
    document.body.appendChild(form);
  }, `${to}/share`);
  await page.locator('form[action$="/share"] input').setInputFiles(smallClip);
  await page.locator('form[action$="/share"]').evaluate((form) => (form as HTMLFormElement).submit());
}

/** No file lies where the composer takes it from (lib/shared-file.ts), or not for long. */
const nothingKept = (page: Page) =>
  page.waitForFunction(async () => {
    const place = await caches.open('tiktimer-shared');
    return (await place.match('/share/file')) === undefined;
  });
