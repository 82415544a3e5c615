import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import type { Publication } from '../../../worker/test/support/simulator-client.ts';
import { CAPTION } from './choices.ts';
import { BRANDED_WORDS, MUSIC_WORDS } from './commercial.ts';
import type { Stage } from './stage.ts';
import { controls, openComposer, sentToTikTok } from './stage.ts';

const WITHIN = { timeout: 90_000 };
const PROCESSING = 'It may take a few minutes to process and be visible on the profile.';

/** 5a and 5c: what is seen before the press, and that TikTok knows nothing of it. Then the press. */
export async function pressed(stage: Stage): Promise<void> {
  const { page, kit, simulator, creator } = stage;
  const { disclosure, ownBrand, branded, interaction, foot, go, part } = controls({ page });
  await interaction('Comment').check();
  await disclosure.check();
  await ownBrand.check();
  await branded.check();
  await disclosure.uncheck();
  await kit.line('3c', async ({ picture }) =>
    picture('disclosure-taken-back', 'Both boxes were ticked, then the setting was turned off again.', [
      part('Disclosure'),
    ]),
  );
  await page.getByText('Now', { exact: true }).click();

  const phone = page.getByRole('figure').filter({ visible: true });
  await kit.line('5a', async ({ prove, picture }) => {
    await prove(
      'Beside the form stands the post as it will be: the creator’s own video, the nickname and the caption.',
      async () => {
        await phone.getByText(CAPTION, { exact: true }).waitFor();
        await hasPicture(phone.locator('video'));
      },
    );
    await picture('preview', 'The preview, beside the form.', [phone]);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Preview' });
    await prove('On a phone the same preview opens from a button at the top of the page.', async () => {
      await sheet.getByText(CAPTION, { exact: true }).waitFor();
      await hasPicture(sheet.locator('video'));
    });
    await picture('preview-on-a-phone', 'The preview on a phone.', [sheet.getByRole('figure')], {
      phone: true,
    });
    await page.setViewportSize({ width: 390, height: 844 });
    await sheet.getByRole('button', { name: 'Close the preview' }).click();
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  // Held at TikTok, so that what the creator sees meanwhile can be looked at in peace.
  await simulator.setVerdict({ openId: creator.openId }, { processing: 'forever' });
  await kit.line('5c', async ({ prove, picture }) => {
    await prove(
      'Up to the press TikTok has received nothing of this creator: no call to video/init, no byte of a video, no post.',
      async () => {
        assert.deepEqual(await sentToTikTok(stage), []);
        assert.deepEqual(await simulator.publications({ openId: creator.openId, all: true }), []);
      },
    );
    await picture('before-the-press', 'The post is complete, and TikTok knows nothing of it yet.', [
      go,
      foot,
    ]);
    const { now } = await simulator.clock();
    await go.click();
    await page.waitForURL(/\/posts\/post_\w+$/);
    await page.getByRole('heading', { name: 'Handed to TikTok. Processing.' }).waitFor(WITHIN);
    await prove('The first call came after it, and the receipt keeps what was agreed to.', async () => {
      const [first] = await sentToTikTok(stage);
      assert.ok(first && first.endpoint === 'init' && first.at >= now);
      await page.getByText(MUSIC_WORDS.replace('By posting, you agree to', 'Agreed to')).waitFor();
    });
    await picture('consent-on-the-receipt', 'What was agreed to, on the receipt.', [
      page.getByRole('listitem').filter({ hasText: 'Agreed to' }).first(),
    ]);
  });
}

/** 5b, 5d, 5e and what arrived at TikTok of 2c and 3c. */
export async function published(stage: Stage): Promise<void> {
  const { page, product, kit, simulator, clip } = stage;
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 });
  const main = page.getByRole('main');
  await kit.line('5d', async ({ prove, picture }) => {
    await prove(`Once TikTok has the video the page says: “${PROCESSING}”`, () =>
      main.getByText(PROCESSING, { exact: true }).waitFor(),
    );
    await picture('processing-sentence', 'The sentence under the heading.', [
      main.getByText(PROCESSING, { exact: true }).locator('..'),
    ]);
  });
  const sent = await onlyPublication(stage);
  await kit.line('5e', async ({ prove, picture }) => {
    await prove('While TikTok processes it the post says “Publishing”.', () =>
      main.getByText('Publishing', { exact: true }).first().waitFor(),
    );
    await picture('status-publishing', 'The status while TikTok processes the post.', [
      heading('Handed to TikTok. Processing.'),
    ]);
    await simulator.setVerdict({ publishId: sent.publishId }, { processing: 0 });
    await heading('Live on TikTok').waitFor(WITHIN);
    await prove(
      'Once TikTok has published it the post says so and links to it. Nobody pressed reload.',
      async () => {
        const link = await page.getByRole('link', { name: 'Open on TikTok' }).getAttribute('href');
        const { postId } = await onlyPublication(stage);
        assert.ok(link?.endsWith(`/video/${postId}`), link ?? 'no link');
      },
    );
    await picture('status-published', 'The status once it is published, and the link.', [
      heading('Live on TikTok'),
      page.getByRole('link', { name: 'Open on TikTok' }),
    ]);
  });

  const arrived = await onlyPublication(stage);
  const file = readFileSync(clip);
  await kit.line('5b', async ({ prove, picture }) => {
    const sha256 = createHash('sha256').update(file).digest('hex');
    await prove(
      `The file TikTok received is the creator’s to the byte: ${file.length.toLocaleString('en-GB')} bytes, SHA-256 ${sha256}.`,
      () => assert.deepEqual([arrived.bytes, arrived.sha256], [file.length, sha256]),
    );
    await prove(`The caption TikTok received is the one that was typed: “${CAPTION}”`, () =>
      assert.equal(arrived.caption, CAPTION),
    );
    const post = page.url();
    await page.goto(`${product.simulator}/@${arrived.username}/video/${arrived.postId}`);
    await hasPicture(page.locator('video'));
    // The video alone, without the player's mark that it is still loading.
    await page.locator('video').evaluate((player) => player.removeAttribute('controls'));
    await picture('as-tiktok-received-it', 'The video and the caption as they arrived.', [
      page.getByRole('article'),
    ]);
    await page.goto(post);
  });
  await kit.line('2c', ({ prove }) =>
    prove(
      'Comment alone was ticked. TikTok received disable_comment false, disable_duet true, disable_stitch true.',
      () =>
        assert.deepEqual(
          ['disable_comment', 'disable_duet', 'disable_stitch'].map((name) => arrived.options[name]),
          [false, true, true],
        ),
    ),
  );
  await kit.line('3c', ({ prove }) =>
    prove(
      'Both boxes were ticked and the setting turned off: TikTok received brand_organic_toggle false and brand_content_toggle false.',
      () => assert.deepEqual(togglesOf(arrived), [false, false]),
    ),
  );
}

/** A second post: TikTok is told of both kinds of promotion, and refuses the video. */
export async function refused(stage: Stage): Promise<void> {
  const { page, product, kit, simulator, creator } = stage;
  const { caption, visibility, disclosure, ownBrand, branded, go } = controls({ page });
  await simulator.setVerdict({ openId: creator.openId }, { fail: 'frame_rate_check_failed' });
  await openComposer(stage, `${product.url}/posts/new`);
  await page.locator('select[name=mediaId]').selectOption({ index: 1 });
  await caption.fill('The paper, and who makes it. #paper');
  await visibility.selectOption({ label: 'Everyone' });
  await disclosure.check();
  await ownBrand.check();
  await branded.check();
  await page.getByText('Now', { exact: true }).click();
  await go.click();
  await kit.line('5e', async ({ prove, picture }) => {
    await page.waitForURL(/\/posts\/post_\w+$/);
    const heading = page.getByRole('heading', { name: 'This one did not go out', level: 1 });
    await heading.waitFor(WITHIN);
    const reason = page.getByText('TikTok refused the video: frame rate.').first();
    await prove('A post that TikTok refuses says “Failed”, why, and what to do.', async () => {
      await reason.waitFor();
      await page.getByRole('link', { name: 'Replace the video' }).waitFor();
    });
    await picture('status-failed', 'The status of a post that TikTok refused, with the reason.', [
      heading,
      reason,
    ]);
  });
  await kit.line('3c', ({ prove }) =>
    prove(
      'Both ticked with the setting on: TikTok received brand_organic_toggle true and brand_content_toggle true.',
      async () => {
        const all = await simulator.publications({ openId: creator.openId, all: true });
        assert.deepEqual(all.map(togglesOf), [
          [false, false],
          [true, true],
        ]);
      },
    ),
  );
  await kit.line('4', ({ prove }) =>
    prove('The receipt of the post with Branded content keeps the longer declaration.', () =>
      page.getByText(BRANDED_WORDS.replace('By posting, you agree to', 'Agreed to')).waitFor(),
    ),
  );
}

const togglesOf = ({ options }: Publication) => [options.brand_organic_toggle, options.brand_content_toggle];

async function onlyPublication({ simulator, creator }: Stage): Promise<Publication> {
  const [one, ...others] = await simulator.publications({ openId: creator.openId, all: true });
  assert.ok(one, 'TikTok has the post');
  assert.deepEqual(others, [], 'and has it once');
  return one;
}

/** A video that shows something, not an empty box. */
async function hasPicture(video: Locator): Promise<void> {
  await video
    .page()
    .waitForFunction(
      (element) => element instanceof HTMLVideoElement && element.readyState >= 2 && element.videoWidth > 0,
      await video.elementHandle(),
    );
}
