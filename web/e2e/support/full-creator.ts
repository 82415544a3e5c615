import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Account, Media, Post } from '@tiktimer/worker/contract';
import type { Page } from 'playwright-core';
import type { Person } from '../../../worker/scripts/lib/api.ts';
import { personAt } from '../../../worker/scripts/lib/api.ts';
import type { Clip } from '../../../worker/scripts/lib/clip.ts';
import { clipOfFile, makeClip } from '../../../worker/scripts/lib/clip.ts';
import { simulatorClient } from '../../../worker/test/support/simulator-client.ts';
import { PASSWORD } from './creator.ts';
import type { Product } from './product.ts';
import { startReceiver } from './receiver.ts';

const HOUR = 3_600_000;
const SETTLED_WITHIN_MS = 60_000;
const SLOW_CLIP = fileURLToPath(new URL('../../../worker/test/fixtures/slow-18.mp4', import.meta.url));
const LONG =
  'Three mistakes that flatten your croissants, and the one thing nobody tells you about butter at 14 °C. ' +
  'Lamination_without_a_single_space_in_it_because_somebody_will_write_one_like_that_one_day 🥐 #baking #viennoiserie';

export interface FullCreator {
  person: Person;
  account: Account;
  second: Account;
  /** TikTok takes no more posts from it today. */
  capped: Account;
  media: Media;
  webhookId: string;
  posts: Record<
    'scheduled' | 'soon' | 'needsYou' | 'publishing' | 'published' | 'failed' | 'cancelled' | 'draft',
    Post
  >;
}

/** The same person as a program of theirs: by the API. */
export async function asProgram(product: Product, login: string): Promise<Person> {
  const { token } = await personAt(product.api).call<{ token: string }>('POST', '/sessions', {
    body: { login, password: PASSWORD },
  });
  return personAt(product.api, token);
}

/** Fills a creator's workspace with something for every screen, and a post in each status but the unknown one. */
export async function fill(product: Product, page: Page, login: string): Promise<FullCreator> {
  const simulator = simulatorClient(product.simulator);
  const person = await asProgram(product, login);
  const [mira, oven, busy] = [
    await simulator.createUser({
      nickname: 'Mira Bakes',
      username: `mira.bakes${String(Date.now()).slice(-4)}`,
    }),
    await simulator.createUser({
      // As long as TikTok lets either be.
      nickname: 'The Slow Oven of Upper Valleys',
      username: `slow.oven.of.valleys${String(Date.now()).slice(-4)}`,
    }),
    await simulator.createUser({
      nickname: 'Mira, again and again',
      username: `mira.again${String(Date.now()).slice(-4)}`,
      refusal: 'spam_risk_too_many_posts',
    }),
  ];
  const account = await person.connect(simulator, mira.openId);
  const second = await person.connect(simulator, oven.openId);
  const capped = await person.connect(simulator, busy.openId);

  const media = await uploaded(person, page, makeClip(), '#b5742a');
  const other = await uploaded(person, page, makeClip({ seed: 2 }), '#2f5d62');
  await refused(person, clipOfFile(SLOW_CLIP));
  await person.call('POST', '/uploads', {
    body: { name: 'a film that never arrived.mp4', bytes: 64_000_000, type: 'video/mp4' },
  });

  const written = (caption: string, change: Record<string, unknown> = {}) =>
    person.call<Post>('POST', '/posts', {
      body: {
        accountId: account.id,
        mediaId: media.id,
        caption,
        privacy: 'PUBLIC_TO_EVERYONE',
        ...change,
      },
    });
  const now = async (post: Post) =>
    person.call<Post>('POST', `/posts/${post.id}/publish`, {
      headers: { 'if-match': post.etag },
      body: { consent: 'music_usage' },
    });
  const onSecond = { accountId: second.id, mediaId: other.id };
  const sent = await Promise.all([
    written('Folded dough, two ways. #baking').then(now),
    written('What the friends saw first', { privacy: 'MUTUAL_FOLLOW_FRIENDS', mediaId: other.id }).then(now),
    written('Too slow #sim:fail=frame_rate_check_failed', { mediaId: other.id }).then(now),
    written('Nobody says how it went #sim:processing=forever').then(now),
  ]);

  // One day is crowded, with three posts at one instant; the others have one each.
  const today = Date.now();
  const scheduled = await person.schedule(await written(LONG), today + 3.5 * HOUR);
  const soon = await person.schedule(
    await written('Steam, no lid', { mediaId: other.id }),
    today + 0.1 * HOUR,
  );
  for (let part = 1; part <= 5; part++)
    await person.schedule(
      await written(`Layers of a croissant, part ${part}`, part % 2 ? {} : { mediaId: other.id }),
      today + 48 * HOUR + Math.max(part, 3) * 35 * 60_000,
    );
  await person.schedule(await written('Plum tart', onSecond), today + 5 * 24 * HOUR);
  const stopped = await person.schedule(await written('Better not', onSecond), today + 30 * HOUR);
  const cancelled = await person.call<Post>('DELETE', `/posts/${stopped.id}/schedule`, {
    headers: { 'if-match': stopped.etag },
  });
  const draft = await written('An idea for later', { mediaId: null, accountId: null, privacy: null });
  await written('', { mediaId: other.id, privacy: null });
  await written(LONG, { privacy: null });

  const receiver = await startReceiver();
  const hook = await person.call<{ id: string; secret: string }>('POST', '/webhooks', {
    body: { url: `${receiver.url}/an/address/that/is/rather/long/because/some/of/them/are` },
  });
  receiver.secret = hook.secret;
  await person.call('POST', `/webhooks/${hook.id}/test`, { body: {} });
  await sleep(500);
  receiver.stop(); // what comes later is refused, which the list of deliveries shows
  await person.call('POST', '/api-keys', { body: { name: 'The sheet on Mondays', scopes: ['posts:read'] } });

  const [published, , failed, publishing] = await Promise.all([
    until(person, sent[0], ({ status }) => status === 'published'),
    until(person, sent[1], ({ status }) => status === 'published'),
    until(person, sent[2], ({ status }) => status === 'failed'),
    until(person, sent[3], ({ handedOverAt }) => handedOverAt !== null),
  ]);
  // TikTok signs us out of the second account; what is planned there waits for its creator.
  const held = await person.schedule(await written('Rye loaf', onSecond), Date.now() + 10_000);
  await simulator.removeAccess(oven.openId);
  const needsYou = await until(person, held, (post) => post.held !== null);
  return {
    person,
    account,
    second,
    capped,
    media,
    webhookId: hook.id,
    posts: { scheduled, soon, needsYou, publishing, published, failed, cancelled, draft },
  };
}

async function until(person: Person, post: Post, done: (post: Post) => boolean): Promise<Post> {
  const end = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const now = await person.post(post.id);
    if (done(now)) return now;
    if (Date.now() > end) throw new Error(`“${post.caption}” is still ${now.status}`);
    await sleep(300);
  }
}

/** A clip with a picture beside it, as the browser would have drawn one. */
async function uploaded(person: Person, page: Page, clip: Clip, colour: string): Promise<Media> {
  const media = await person.upload(clip);
  const canvas = await page.context().newPage();
  await canvas.setViewportSize({ width: 270, height: 480 });
  await canvas.setContent(
    `<body style="margin:0;height:100vh;background:radial-gradient(circle at 40% 35%, #f4dfb8, ${colour} 55%, #1d1712)">`,
  );
  const body = await canvas.screenshot({ type: 'jpeg', quality: 70 });
  await canvas.close();
  const answer = await fetch(`${person.api}/api/v1/media/${media.id}/poster`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${person.token}`, 'content-type': 'image/jpeg' },
    body: new Uint8Array(body),
  });
  if (!answer.ok) throw new Error(`The picture was answered ${answer.status}: ${await answer.text()}`);
  return media;
}

/** A file that TikTok would not take: the upload ends, and the verdict says why. */
async function refused(person: Person, clip: Clip): Promise<void> {
  try {
    await person.upload(clip);
  } catch (error) {
    if (error instanceof Error && error.message.includes('rejected')) return;
    throw error;
  }
  throw new Error(`${clip.name} was not refused`);
}
