import { strict as assert } from 'node:assert';
import { drawnFrom } from '../support/picture.ts';
import type { Stage } from './stage.ts';
import { controls, openComposer, sentToTikTok } from './stage.ts';

const RENAMED = 'Paper and Light Studio';
const tooLong = (seconds: number) => `up to 0:${String(seconds).padStart(2, '0')}`;

/** 1a as the page opens for the first time; the rename follows once there is a draft. */
export async function nickname(stage: Stage): Promise<void> {
  const { page, product, kit, creator } = stage;
  await kit.line('1a', async ({ prove, picture }) => {
    const asked = await openComposer(stage, `${product.url}/posts/new`);
    await prove('TikTok was asked for creator_info for this rendering of the page, and answered.', () =>
      assert.ok(asked.some(({ status, code }) => status === 200 && (code === null || code === 'ok'))),
    );
    await prove(
      `The page shows the nickname “${creator.nickname}” and the handle @${creator.username}.`,
      () => shows(stage, creator.nickname),
    );
    await prove(
      'Beside it stands the creator’s picture from TikTok: what the browser drew is, byte for byte, what TikTok has for this creator.',
      async () => assert.deepEqual(await drawn(stage), await pictureAtTikTok(stage)),
    );
    await picture(
      'nickname',
      'The picture, the nickname and the handle of the account the post goes to, and the line that says when they were read.',
      [controls({ page }).part('Post to')],
    );
  });
}

/** The rest of the first chapter, on the draft that was begun. */
export async function renamedAndRefused(stage: Stage, draft: string): Promise<void> {
  const { page, kit, simulator, creator } = stage;
  const { part, go } = controls({ page });

  await kit.line('1a', async ({ prove, picture }) => {
    await simulator.changeUser(creator.openId, { nickname: RENAMED });
    const asked = await openComposer(stage, draft);
    await prove(
      `The creator renamed themselves on TikTok and the page was opened again: TikTok was asked again, and the page shows “${RENAMED}”.`,
      async () => {
        assert.ok(asked.length > 0, 'creator_info was asked');
        await shows(stage, RENAMED);
      },
    );
    await picture('nickname-read-anew', 'The new nickname, on the page’s next rendering.', [part('Post to')]);
  });

  await kit.line('1b', async ({ prove, picture }) => {
    await simulator.changeUser(creator.openId, { refusal: 'spam_risk_too_many_posts' });
    await openComposer(stage, draft);
    const words = `TikTok takes no more posts from @${creator.username} at the moment. Try again later.`;
    await prove(`creator_info answered spam_risk_too_many_posts. The page says: “${words}”`, () =>
      part('Post to').getByText(words).waitFor(),
    );
    await page.getByText('Now', { exact: true }).click();
    await prove(
      'Post now is disabled and gives the same reason. Pressed all the same, it sends nothing.',
      async () => {
        assert.equal(await go.textContent(), 'Post now');
        assert.equal(await go.getAttribute('aria-disabled'), 'true');
        assert.match((await go.getAttribute('title')) ?? '', new RegExp(words.replaceAll('.', '\\.')));
        await go.click({ force: true });
        assert.equal(page.url(), draft);
        assert.deepEqual(await sentToTikTok(stage), []);
      },
    );
    await picture(
      'no-more-posts-now',
      'The sentence that says to try again later, and the disabled button.',
      [part('Post to'), go],
    );
    await prove('What is offered instead is a time at which 24 hours have passed.', async () => {
      const offered = part('Post to').getByRole('button', { name: /^Schedule for / });
      const label = (await offered.textContent()) ?? '';
      await offered.click();
      await go.filter({ hasText: label }).waitFor();
      await offered.waitFor({ state: 'detached' });
    });
    await simulator.changeUser(creator.openId, { refusal: null });
  });

  await kit.line('1c', async ({ prove, picture }) => {
    const seconds = (await lengthOf(stage)) - 1;
    await simulator.changeUser(creator.openId, { maxVideoSeconds: seconds });
    await openComposer(stage, draft);
    const said = part('Video').getByRole('alert').getByText(tooLong(seconds));
    await prove(
      `creator_info gave max_video_post_duration_sec = ${seconds}, and the clip is a second longer. The page names both, and the button is disabled.`,
      async () => {
        await said.waitFor();
        assert.equal(await go.getAttribute('aria-disabled'), 'true');
        assert.match((await go.getAttribute('title')) ?? '', /a video TikTok takes/);
      },
    );
    await picture(
      'video-too-long',
      'The sentence under the video: its length, and what this creator may post.',
      [said, go],
    );
    await simulator.changeUser(creator.openId, { maxVideoSeconds: creator.maxVideoSeconds });
  });
}

async function shows({ page, creator }: Stage, name: string): Promise<void> {
  const chip = controls({ page }).part('Post to');
  await chip.getByText(name, { exact: true }).waitFor();
  await chip.getByText(`@${creator.username}`, { exact: true }).waitFor();
}

/** The bytes of the picture beside the nickname, once the browser could draw them. */
async function drawn({ page }: Stage): Promise<Buffer> {
  const image = controls({ page }).part('Post to').locator('img');
  return (await page.request.get(await drawnFrom(image))).body();
}

async function pictureAtTikTok({ product, creator }: Stage): Promise<Buffer> {
  const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
  const answer = await fetch(
    `${product.simulator}/avatar/${encodeURIComponent(creator.openId)}.png?x-expires=${inAnHour}`,
  );
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

/** The chosen clip's whole seconds, as the page says them. */
async function lengthOf({ page }: Stage): Promise<number> {
  const facts = await page.getByText(/ · uploaded$/).textContent();
  const [, minutes = '0', seconds = '0'] = /^(\d+):(\d\d)/.exec(facts ?? '') ?? [];
  return Number(minutes) * 60 + Number(seconds);
}
