import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Answers } from './answers.ts';
import type { Stage } from './stage.ts';

/** Every scope we request, and the words with which the creator is asked for it. */
const SCOPES: Record<string, string> = {
  'user.info.basic': 'See your name and picture',
  'video.publish': 'Post for you',
};
const SCRIPTS = fileURLToPath(new URL('../../build/client/', import.meta.url));

/** 6a: from our page, where it is said what is asked for, over TikTok's to the connected account. */
export async function permission(stage: Stage): Promise<void> {
  const { page, product, kit, creator } = stage;
  const asked = page.getByRole('main').getByRole('listitem');
  await kit.line('6a', async ({ prove, picture }) => {
    await page.getByRole('heading', { name: 'Connect TikTok', level: 1 }).waitFor();
    const words = Object.values(SCOPES);
    await prove(
      `Before the creator leaves for TikTok the page says what is asked for, a line a scope: “${words.join('”, “')}”.`,
      async () => {
        assert.equal(await asked.count(), words.length);
        for (const [index, one] of words.entries())
          await asked.nth(index).getByText(one, { exact: true }).waitFor();
      },
    );
    await picture('scopes-in-our-words', 'What is asked for and why, before TikTok’s page opens.', [
      asked.nth(0),
      asked.nth(1),
    ]);
    await page.getByRole('button', { name: 'Use rehearsal account' }).click();
    await page.waitForURL(/\/v2\/auth\/authorize\/\?/);
    const { searchParams } = new URL(page.url());
    const scopes = Object.keys(SCOPES).join(',');
    await prove(
      `TikTok’s page is asked for scope=${scopes} and nothing else, with response_type=code, a state, and the redirect address /api/v1/auth/tiktok/callback.`,
      () => {
        assert.equal(searchParams.get('scope'), scopes);
        assert.equal(searchParams.get('response_type'), 'code');
        assert.ok((searchParams.get('state') ?? '').length >= 32);
        assert.equal(searchParams.get('redirect_uri'), `${product.url}/api/v1/auth/tiktok/callback`);
      },
    );
    await page.getByRole('radio', { name: creator.nickname }).check();
    await picture(
      'tiktoks-page',
      'Where TikTok’s own page stands; here the rehearsal’s stand-in for it, with both scopes.',
      [page.getByRole('group', { name: 'It may' })],
    );
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL('**/welcome/video');
    await page.goto(`${product.url}/accounts`);
    await page.getByText('Connected').first().waitFor();
  });
  await kit.line('6b', ({ picture }) =>
    picture('connected', 'The connected account: the browser brought a code, the server fetched the keys.', [
      page.getByRole('region', { name: creator.nickname }),
    ]),
  );
}

/** 6b: at the end of the run, over all of it. */
export async function secretKept({ kit, product }: Stage, all: Answers): Promise<void> {
  const { answers, bytes, unread, leaks } = await all.read();
  await kit.line('6b', async ({ prove }) => {
    await prove(
      `The browser was given ${answers} answers, ${(bytes / 1_000_000).toFixed(1)} MB. Neither the value of client_secret nor its name is in any address, header, page or script of them.`,
      () => {
        assert.deepEqual(leaks, []);
        assert.deepEqual(unread, []);
      },
    );
    const scripts = readdirSync(SCRIPTS, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    await prove(`Nor is it in any of the ${scripts.length} files that are served to browsers.`, () => {
      for (const { parentPath, name } of scripts) {
        const text = readFileSync(join(parentPath, name));
        assert.ok(!text.includes(product.clientSecret) && !text.includes('client_secret'), name);
      }
    });
  });
}
