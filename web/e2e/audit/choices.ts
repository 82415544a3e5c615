import { strict as assert } from 'node:assert';
import { upload } from '../support/creator.ts';
import { withListOpen } from './photograph.ts';
import type { Stage } from './stage.ts';
import { controls, isInSight, openComposer, optionsOf } from './stage.ts';

const INTERACTIONS = ['Comment', 'Duet', 'Stitch'] as const;
export const CAPTION = 'Morning light through folded paper. Take two #paper #light';
/** Written first, then changed, as a creator would. */
const FIRST_WORDS = 'Morning light through folded paper. #paper';

/** 2a to 2c on a page that was opened for the first time: nothing is chosen, nothing is filled in. */
export async function openQuestions(stage: Stage): Promise<void> {
  const { page, kit } = stage;
  const { caption, visibility, interaction, part, go } = controls({ page });

  await kit.line('2a', async ({ prove, picture }) => {
    await prove('The caption is empty when the page opens.', async () =>
      assert.equal(await caption.inputValue(), ''),
    );
    await picture('caption-empty', 'The empty caption of a new post.', [part('Caption')]);
  });
  await kit.line('2b', async ({ prove, picture }) => {
    await prove('Nothing is chosen when the page opens: the list stands at “Choose…”.', async () =>
      assert.equal(await visibility.inputValue(), ''),
    );
    await prove(
      'For this public account TikTok offered PUBLIC_TO_EVERYONE, MUTUAL_FOLLOW_FRIENDS, SELF_ONLY. The list holds exactly: Everyone, Friends, Only me.',
      async () =>
        assert.deepEqual(await optionsOf(visibility), ['Choose…', 'Everyone', 'Friends', 'Only me']),
    );
    await prove(
      'While nothing is chosen the button is disabled, and “who can see this post” is named as missing.',
      async () => {
        assert.equal(await go.getAttribute('aria-disabled'), 'true');
        assert.match((await go.getAttribute('title')) ?? '', /who can see this post/);
      },
    );
    await picture('privacy-not-chosen', 'The list has no default; the button says what is missing.', [
      visibility,
      go,
    ]);
    await withListOpen(visibility, () =>
      picture('privacy-options', 'The options of a public account (the list is laid open for the picture).', [
        visibility,
      ]),
    );
  });
  await kit.line('2c', async ({ prove, picture }) => {
    await prove('Comment, Duet and Stitch are unticked when the page opens, and can be ticked.', async () => {
      for (const name of INTERACTIONS) {
        assert.equal(await interaction(name).isChecked(), false, name);
        assert.equal(await interaction(name).isEnabled(), true, name);
      }
    });
    await picture('interactions-unticked', 'The three boxes, all unticked.', [
      page.getByRole('group', { name: 'Allow viewers to' }),
    ]);
  });
}

/** Chooses the clip and writes a caption; answers the draft's address. */
export async function beginDraft(stage: Stage): Promise<string> {
  const { page, kit, clip } = stage;
  const { caption, part } = controls(stage);
  await upload(stage, clip);
  await kit.line('2a', async ({ prove, picture }) => {
    await caption.fill(FIRST_WORDS);
    await caption.fill(CAPTION);
    await prove(
      'A caption was written and changed; the field holds what was typed and nothing else.',
      async () => assert.equal(await caption.inputValue(), CAPTION),
    );
    await picture('caption-written', 'The caption as the creator left it.', [part('Caption')]);
  });
  await page.waitForURL(/\/posts\/post_\w+\/edit$/);
  await page.getByText(/^Saved \d/).waitFor();
  return page.url();
}

/** 2b and 2c for creators whose TikTok settings say otherwise; 3b where there are followers. */
export async function otherSettings(stage: Stage, draft: string): Promise<void> {
  const { page, kit, simulator, creator } = stage;
  const { visibility, interaction, disclosure, branded } = controls({ page });
  const boxes = page.getByRole('group', { name: 'Allow viewers to' });

  await simulator.changeUser(creator.openId, { private: true });
  await openComposer(stage, draft);
  await kit.line('2b', async ({ prove, picture }) => {
    await prove(
      'The account was set to private on TikTok, which then offered FOLLOWER_OF_CREATOR, MUTUAL_FOLLOW_FRIENDS, SELF_ONLY. The list holds exactly: Followers, Friends, Only me; again nothing is chosen.',
      async () => {
        assert.deepEqual(await optionsOf(visibility), ['Choose…', 'Followers', 'Friends', 'Only me']);
        assert.equal(await visibility.inputValue(), '');
      },
    );
    await withListOpen(visibility, () =>
      picture('privacy-options-private', 'The options of a private account (laid open for the picture).', [
        visibility,
      ]),
    );
  });
  await kit.line('3b', async ({ prove }) => {
    await disclosure.check();
    await branded.check();
    await prove('On a private account Branded content leaves Friends alone to choose.', async () => {
      const open = await visibility.locator('option:not([disabled])').allTextContents();
      assert.deepEqual(open, ['Choose…', 'Friends']);
    });
    await branded.uncheck();
    await disclosure.uncheck();
  });

  await simulator.changeUser(creator.openId, { private: false, commentDisabled: true, stitchDisabled: true });
  await openComposer(stage, draft);
  await kit.line('2c', async ({ prove, picture }) => {
    await prove(
      'Comments and Stitch were switched off on TikTok: their boxes are unticked and can’t be ticked, Duet’s can, and a sentence says why.',
      async () => {
        for (const name of ['Comment', 'Stitch'] as const) {
          assert.equal(await interaction(name).isDisabled(), true, name);
          assert.equal(await interaction(name).isChecked(), false, name);
        }
        assert.equal(await interaction('Duet').isEnabled(), true);
        await page.getByText('Comment and Stitch are off in your TikTok settings.').waitFor();
      },
    );
    await picture('interactions-greyed', 'What the creator switched off on TikTok is greyed.', [boxes]);
  });
  await simulator.changeUser(creator.openId, { commentDisabled: false, stitchDisabled: false });
}

/** 2d: wide and on a phone, at the top of the page and at its end. */
export async function declaration(stage: Stage, draft: string): Promise<void> {
  const { page, kit } = stage;
  const { consent, foot, go, part } = controls({ page });
  await openComposer(stage, draft);
  await kit.line('2d', async ({ prove, picture }) => {
    await prove('It reads “By posting, you agree to TikTok’s Music Usage Confirmation.”', async () =>
      assert.equal(
        await consent.textContent(),
        "By posting, you agree to TikTok's Music Usage Confirmation.",
      ),
    );
    for (const [width, height] of [
      [1280, 860],
      [390, 844],
      [320, 640],
    ] as const) {
      await prove(
        `In a window ${width} wide the declaration and the button are in sight at the top, in the middle and at the end of the page.`,
        async () => {
          await page.setViewportSize({ width, height });
          for (const place of [0, 0.5, 1]) {
            await page.evaluate((to) => window.scrollTo(0, to * document.body.scrollHeight), place);
            assert.equal(await isInSight(consent), true, `the declaration at ${place}`);
            assert.equal(await isInSight(go), true, `the button at ${place}`);
          }
        },
      );
    }
    await prove(
      'On a phone it stands above the button, with nothing between them that publishes.',
      async () => {
        await page.setViewportSize({ width: 390, height: 844 });
        const [words, button] = [await consent.boundingBox(), await go.boundingBox()];
        assert.ok(words && button && words.y + words.height <= button.y);
        assert.equal(await page.locator('button[name=intent][value=go]').count(), 1);
      },
    );
    await picture('declaration-at-the-top', 'The declaration before the button, at the top of the page.', [
      part('Post to'),
      foot,
      go,
    ]);
    await picture('declaration-scrolled', 'The same after scrolling to the end.', [part('Checks'), foot, go]);
    await picture(
      'declaration-on-a-phone',
      'On a phone: directly above the button.',
      [part('Caption'), foot, go],
      {
        phone: true,
      },
    );
  });
}
