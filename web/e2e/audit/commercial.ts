import { strict as assert } from 'node:assert';
import type { Line } from './kit.ts';
import { withListOpen } from './photograph.ts';
import type { Stage } from './stage.ts';
import { controls, sentToTikTok } from './stage.ts';

const NOTHING_CHOSEN = 'You need to indicate if your content promotes yourself, a third party, or both.';
const NEVER_PRIVATE = 'Branded content visibility cannot be set to private.';
const YOUR_BRAND =
  'You are promoting yourself or your own business. This content will be classified as Brand Organic.';
const BRANDED_CONTENT =
  'You are promoting another brand or a third party. This content will be classified as Branded Content.';
const labeled = (as: string) => `Your photo/video will be labeled as '${as}'.`;

const MUSIC = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en';
const POLICY = 'https://www.tiktok.com/legal/page/global/bc-policy/en';
export const MUSIC_WORDS = "By posting, you agree to TikTok's Music Usage Confirmation.";
export const BRANDED_WORDS =
  "By posting, you agree to TikTok's Branded Content Policy and Music Usage Confirmation.";

/** 3a on an otherwise complete post, so that the one thing missing is what is promoted. */
export async function disclosureSetting(stage: Stage): Promise<void> {
  const { page, kit } = stage;
  const { disclosure, ownBrand, branded, visibility, part, go } = controls({ page });
  const prompt = part('Disclosure').locator('[role=status]');
  await visibility.selectOption({ label: 'Everyone' });

  await kit.line('3a', async ({ prove, picture }) => {
    await prove(
      '“Content Disclosure Setting” is off, its boxes are not shown, and no label is announced.',
      async () => {
        assert.equal(await disclosure.isChecked(), false);
        assert.equal(await ownBrand.isVisible(), false);
        assert.equal(await branded.isVisible(), false);
        assert.equal(await prompt.textContent(), '');
      },
    );
    await picture('disclosure-off', 'The setting, off.', [part('Disclosure')]);

    await disclosure.check();
    await prove(
      `Turned on it offers two boxes, both unticked: “Your brand. ${YOUR_BRAND}” and “Branded content. ${BRANDED_CONTENT}” No label is announced yet.`,
      async () => {
        assert.equal(await ownBrand.isChecked(), false);
        assert.equal(await branded.isChecked(), false);
        await part('Disclosure').getByText(YOUR_BRAND, { exact: true }).waitFor();
        await part('Disclosure').getByText(BRANDED_CONTENT, { exact: true }).waitFor();
        assert.equal(await prompt.textContent(), '');
      },
    );
    await prove(
      `With none ticked the button is disabled, and both on hover and beside it stands: “${NOTHING_CHOSEN}” Pressed all the same, it sends nothing.`,
      async () => {
        assert.equal(await go.getAttribute('aria-disabled'), 'true');
        assert.equal(await go.getAttribute('title'), NOTHING_CHOSEN);
        await page.getByText(NOTHING_CHOSEN, { exact: true }).waitFor();
        const before = page.url();
        await go.click({ force: true });
        assert.equal(page.url(), before);
        assert.deepEqual(await sentToTikTok(stage), []);
      },
    );
    await go.hover();
    await picture(
      'disclosure-nothing-chosen',
      'Both boxes unticked, the button disabled, the reason beside it.',
      [part('Disclosure'), page.getByText(NOTHING_CHOSEN, { exact: true }), go],
    );

    await ownBrand.check();
    await announces('Promotional content', 'Your brand', { prove, picture }, 'your-brand');
    await ownBrand.uncheck();
    await branded.check();
    await announces('Paid partnership', 'Branded content', { prove, picture }, 'branded-content');
    await ownBrand.check();
    await announces('Paid partnership', 'Both', { prove, picture }, 'both');
  });

  async function announces(label: string, ticked: string, { prove, picture }: Line, name: string) {
    await prove(`${ticked} ticked: “${labeled(label)}” The button can be pressed.`, async () => {
      await prompt.getByText(labeled(label), { exact: true }).waitFor();
      assert.equal(await go.getAttribute('aria-disabled'), null);
    });
    await picture(`disclosure-${name}`, `${ticked} ticked, and how the post will be labeled.`, [
      part('Disclosure'),
    ]);
  }
}

/** 3b: whichever of the two is chosen first bars the other. */
export async function neverPrivate(stage: Stage): Promise<void> {
  const { page, kit } = stage;
  const { ownBrand, branded, visibility, part } = controls({ page });
  const onlyMe = visibility.locator('option', { hasText: 'Only me' });
  await kit.line('3b', async ({ prove, picture }) => {
    await ownBrand.uncheck();
    await prove(
      `Branded content ticked first: “Only me” can’t be chosen, and both on hover and below the list stands: “${NEVER_PRIVATE}”`,
      async () => {
        assert.equal(await branded.isChecked(), true);
        assert.equal(await onlyMe.isDisabled(), true);
        assert.equal(await onlyMe.getAttribute('title'), NEVER_PRIVATE);
        await part('Viewers').getByText(NEVER_PRIVATE, { exact: true }).waitFor();
      },
    );
    await withListOpen(visibility, () =>
      picture(
        'only-me-barred',
        '“Only me” is greyed, with the reason below (the list is laid open for the picture).',
        [visibility, part('Viewers').getByText(NEVER_PRIVATE, { exact: true })],
      ),
    );
    await branded.uncheck();
    await visibility.selectOption({ label: 'Only me' });
    await prove(
      `“Only me” chosen first: Branded content can’t be ticked, “${NEVER_PRIVATE}” stands beside it with a way to change who can see the post, and the visibility stays as chosen.`,
      async () => {
        assert.equal(await branded.isDisabled(), true);
        assert.equal(await branded.getAttribute('title'), NEVER_PRIVATE);
        await part('Disclosure')
          .getByRole('link', { name: `${NEVER_PRIVATE} Change who can see it` })
          .waitFor();
        assert.equal(await visibility.inputValue(), 'SELF_ONLY');
      },
    );
    await picture('branded-content-barred', 'Branded content is greyed, with the reason and the way out.', [
      part('Disclosure'),
    ]);
    await visibility.selectOption({ label: 'Everyone' });
  });
}

/** 4: which of the two declarations stands above the button. */
export async function declarations({ page, kit }: Stage): Promise<void> {
  const { ownBrand, branded, disclosure, consent, foot, go, part } = controls({ page });
  const links = async () =>
    Object.fromEntries(
      await consent
        .getByRole('link')
        .evaluateAll((all) => all.map((one) => [one.textContent, one.getAttribute('href')])),
    );
  await kit.line('4', async ({ prove, picture }) => {
    await ownBrand.check();
    await prove(`Your brand alone: “${MUSIC_WORDS}”, linked to ${MUSIC}`, async () => {
      assert.equal(await consent.textContent(), MUSIC_WORDS);
      assert.deepEqual(await links(), { 'Music Usage Confirmation': MUSIC });
    });
    await picture('declaration-music', 'The declaration with Your brand.', [part('Disclosure'), foot, go]);
    await branded.check();
    const both = { 'Branded Content Policy': POLICY, 'Music Usage Confirmation': MUSIC };
    await prove(`Both: “${BRANDED_WORDS}”, linked to ${POLICY} and ${MUSIC}`, async () => {
      assert.equal(await consent.textContent(), BRANDED_WORDS);
      assert.deepEqual(await links(), both);
    });
    await ownBrand.uncheck();
    await prove('Branded content alone: the same words and links.', async () => {
      assert.equal(await consent.textContent(), BRANDED_WORDS);
      assert.deepEqual(await links(), both);
    });
    await picture('declaration-branded', 'The declaration with Branded content.', [
      part('Disclosure'),
      foot,
      go,
    ]);
    await disclosure.uncheck();
    await prove(`The setting off again: “${MUSIC_WORDS}”`, async () =>
      assert.equal(await consent.textContent(), MUSIC_WORDS),
    );
  });
}
