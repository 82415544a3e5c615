import { strict as assert } from 'node:assert';
import { connect, signUp } from '../support/creator.ts';
import { holdBack } from '../support/hold-back.ts';
import type { Journey } from '../support/journey.ts';
import { weigh } from '../support/weigh.ts';

const KB_MAX = 130;
const OUTSIDE = ['/', '/login', '/signup'];
// A post that is not there is told by the post page.
const INSIDE = [
  '/home',
  '/calendar',
  '/calendar?view=week',
  '/posts',
  '/posts/new',
  '/posts/post_none',
  '/accounts',
  '/media',
  '/notifications',
  '/settings/profile',
  '/settings/notifications',
  '/settings/webhooks',
];

export const weight: Journey = {
  name: `a creator with a slow line waits for ${KB_MAX} KB of scripts at most, and loses nothing typed meanwhile`,
  async walk(world) {
    const { page, product } = world;
    const heavy: string[] = [];
    const weighAll = async (paths: string[]) => {
      for (const path of paths) {
        const { count, kb } = await weigh(page.request, `${product.url}${path}`);
        assert.ok(count > 2, `${path} has scripts`);
        if (kb > KB_MAX) heavy.push(`${path}: ${kb} KB`);
      }
    };
    await weighAll(OUTSIDE);

    const signUpComes = await holdBack(page, '**/assets/*.js');
    await page.goto(`${product.url}/signup`, { waitUntil: 'commit' });
    // An early press signs up in the creator's own zone too.
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[name=zone]')?.value === 'Europe/Berlin',
    );
    signUpComes();
    await page.unrouteAll({ behavior: 'wait' });

    await signUp(world, 'light');
    await connect(world);
    await weighAll(INSIDE);
    assert.deepEqual(heavy, []);

    const come = await holdBack(page, '**/assets/*.js');
    await page.goto(`${product.url}/posts/new`, { waitUntil: 'commit' });
    const answers = async () => ({
      caption: await page.getByLabel('Caption').inputValue(),
      audience: await page.getByLabel('Who can see this post').inputValue(),
      time: await page.getByLabel('Time', { exact: true }).inputValue(),
      comment: await page.getByLabel('Comment', { exact: true }).isChecked(),
      ad: await page.getByLabel('Content Disclosure Setting').isChecked(),
    });
    await page.getByLabel('Caption').fill('Written while the line was slow');
    await page.getByLabel('Who can see this post').selectOption({ label: 'Friends' });
    await page.getByLabel('Comment', { exact: true }).check();
    await page.getByLabel('Content Disclosure Setting').check();
    await page.getByLabel('Time', { exact: true }).fill('23:59');
    const given = await answers();
    come();
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    await page.getByText(/of 6 so far/).waitFor();
    assert.deepEqual(await answers(), given);
    await page.unrouteAll({ behavior: 'wait' });
    await page.waitForURL(/\/posts\/post_\w+\/edit$/);
    await page.goto(page.url());
    await page.getByText(/of 6 so far/).waitFor();
    assert.equal((await answers()).caption, given.caption);
    assert.equal((await answers()).audience, given.audience);

    // The very moments at which the page wakes: a press spoils nothing, and what is typed stays.
    await page.addInitScript(actWhileWaking);
    await page.goto(`${product.url}/posts/new`);
    await page.getByText(/of 6 so far/).waitFor();
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    assert.equal((await answers()).caption, 'Written before React, while it woke');
  },
};

/** In the page: a press once React listens and knows nothing yet, and words once it has begun to draw. */
function actWhileWaking(): void {
  const caption = () => document.querySelector('textarea');
  const write = (words: string) => {
    const field = caption();
    if (!field) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, words);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const turns = new MessageChannel();
  const listen = document.addEventListener;
  document.addEventListener = (...given: unknown[]) => {
    Reflect.apply(listen, document, given);
    if (given[0] !== 'textInput') return; // only React asks for that
    document.addEventListener = listen;
    turns.port2.postMessage('');
  };
  let pressed = false;
  turns.port1.onmessage = () => {
    if (!pressed) {
      pressed = true;
      caption()?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      write('Written before React');
    }
    const { state } = (window as unknown as { __remixContext: { state?: object } }).__remixContext;
    if (state === undefined) turns.port2.postMessage('');
    else write('Written before React, while it woke');
  };
}
