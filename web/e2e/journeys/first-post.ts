import { strict as assert } from 'node:assert';
import { signUpOnly } from '../support/creator.ts';
import type { Journey } from '../support/journey.ts';

const THREE_MINUTES = 180_000;

export const firstPost: Journey = {
  name: 'first post in three minutes',
  async walk(world) {
    const { page } = world;
    const began = Date.now();
    // Looking at a screen in every width takes longer than all a creator does there, and is none of their time.
    let looked = 0;
    const look = async (name: string) => {
      const from = Date.now();
      await world.look(name);
      looked += Date.now() - from;
    };
    const { email } = await signUpOnly(world);
    await page.getByText(`we sent a link to ${email}`).waitFor();
    await look('welcome-account');
    await page.getByRole('button', { name: 'Use rehearsal account' }).click();
    await page
      .getByRole('button', { name: /continue|allow|authori[sz]e/i })
      .first()
      .click();

    await page.waitForURL('**/welcome/video');
    await look('welcome-video');
    await page.getByRole('button', { name: 'Use a sample clip' }).click();
    await page.getByText(/ · uploaded$/).waitFor();
    await look('welcome-video-chosen');
    await page.getByRole('button', { name: 'Pick a time' }).click();

    await page.waitForURL(/\/welcome\/time\?mediaId=/);
    await look('welcome-time');
    await page.getByRole('link', { name: 'Tomorrow morning' }).click();

    await page.waitForURL(/\/posts\/new\?/);
    await page.getByText(/ · uploaded$/).waitFor();
    assert.equal(await page.locator('#time').inputValue(), '07:15');
    await page.getByLabel('Who can see this post').selectOption({ label: 'Everyone' });
    await page.getByRole('button', { name: /^Schedule for/ }).click();
    await page.waitForURL(/\/home\?first=post_\w+$/);
    await page.getByText('Your first post is scheduled.').waitFor();
    await look('welcome-end');
    const took = Date.now() - began - looked;
    assert.ok(took < THREE_MINUTES, `it took ${Math.round(took / 1000)} s`);
  },
};
