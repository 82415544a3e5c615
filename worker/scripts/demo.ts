/** `npm run demo`: the main job from registration to the published video, by HTTP only, on the simulator. */
import { parseArgs } from 'node:util';
import type { Media, Post, Receipt } from '../src/contract/index.ts';
import type { SimulatorClient } from '../test/support/simulator-client.ts';
import { simulatorClient } from '../test/support/simulator-client.ts';
import type { Person } from './lib/api.ts';
import { newPersonAt } from './lib/api.ts';
import type { Instance } from './lib/child.ts';
import { startInstance, temporaryPlace } from './lib/child.ts';
import type { Clip } from './lib/clip.ts';
import { clipOfFile, makeClip } from './lib/clip.ts';
import { sleep } from './lib/pool.ts';
import { addressOf, readRunSettings } from './lib/settings.ts';
import { run, Stop } from './lib/stop.ts';

const AHEAD_MS = 15_000;
const RECEIPT_POLL_MS = 250;
const WAIT_MS_MAX = 60_000;

const begun = performance.now();
const say = (sentence: string) =>
  console.log(`${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ${sentence}`);

await run(async () => {
  const { values } = parseArgs({ options: { file: { type: 'string' } } });
  const clip = values.file ? clipOfFile(values.file) : makeClip();
  const running = await findRunning();
  if (running) {
    say(`An instance is running at ${running.api}.`);
    return await play(running.api, simulatorClient(running.simulator), clip);
  }
  const place = await temporaryPlace();
  let instance: Instance | undefined;
  try {
    instance = await startInstance({ only: ['api', 'simulator'], env: { ...place.env, TIKTOK_API_URL: '' } });
    say(`No instance was running, so one was started at ${instance.api}.`);
    return await play(instance.api, simulatorClient(instance.simulator), clip);
  } finally {
    await instance?.stop();
    place.remove();
  }
});

/** The instance on the configured port; one that publishes to a real TikTok is left alone. */
async function findRunning(): Promise<{ api: string; simulator: string } | undefined> {
  const api = addressOf(readRunSettings().ports.api);
  const answer = await fetch(`${api}/api/v1/instance`).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const { simulatorUrl } = (await answer.json()) as { simulatorUrl: string | null };
  if (!simulatorUrl)
    throw new Stop(
      `The instance at ${api} publishes to the real TikTok; the demo plays on the simulator only.`,
    );
  return { api, simulator: simulatorUrl };
}

async function play(api: string, simulator: SimulatorClient, clip: Clip): Promise<number> {
  const person = await newPersonAt(api, 'demo');
  say('Registered and signed in.');
  const creator = await simulator.createUser();
  const account = await person.connect(simulator, creator.openId);
  say(`Connected the TikTok account @${account.username} through the consent page.`);
  const media = await person.upload(clip);
  say(`Uploaded ${clip.name}, ${clip.bytes.toLocaleString('en')} bytes: ${factsOf(media)}.`);
  const draft = await person.compose(account, media, 'Made by the TikTimer demo');
  const dueAt = Math.ceil((Date.now() + AHEAD_MS) / 1000) * 1000;
  const post = await person.schedule(draft, dueAt);
  say(`Scheduled for ${clock(dueAt)}. From here on nobody has to do anything.`);

  const receipt = await watch(person, post);
  console.log(`\nReceipt of ${post.id}`);
  for (const event of receipt.events) console.log(`  ${clock(Date.parse(event.at))}  ${event.sentence}`);
  return await compare(simulator, receipt.post, clip, dueAt);
}

function factsOf({ facts }: Media): string {
  if (!facts) return 'nothing was found in it';
  return `${facts.width}×${facts.height}, ${facts.durationMs / 1000} s, ${facts.videoCodec}`;
}

function clock(instant: number): string {
  return new Date(instant).toISOString().slice(11, 23);
}

/** Says each step of the receipt as it appears, until the post has ended. */
async function watch(person: Person, post: Post): Promise<Receipt> {
  let shown = 0;
  const until = Date.now() + AHEAD_MS + WAIT_MS_MAX;
  while (Date.now() < until) {
    const receipt = await person.receipt(post.id);
    for (const event of receipt.events.slice(shown)) say(event.sentence);
    shown = receipt.events.length;
    if (!['scheduled', 'publishing'].includes(receipt.post.status)) return receipt;
    await sleep(RECEIPT_POLL_MS);
  }
  throw new Stop('The post did not end in time.');
}

/** The last word has the other side: what arrived there, and when. */
async function compare(simulator: SimulatorClient, post: Post, clip: Clip, dueAt: number): Promise<number> {
  const published = await simulator.publications({ publishId: post.publishId ?? 'none' });
  const [found] = published;
  if (!found || published.length > 1 || !found.lastByteAt)
    throw new Stop(`The simulator knows ${published.length} publications of this post; one was expected.`);
  const same = found.sha256 === clip.sha256;
  console.log(
    [
      `\nThe simulator's record of ${found.publishId}`,
      `  account    @${found.username}`,
      `  bytes      ${found.bytes.toLocaleString('en')}`,
      `  SHA-256    ${found.sha256}`,
      `  your file  ${clip.sha256}  ${same ? '(the same)' : '(DIFFERENT)'}`,
      `  last byte  ${clock(found.lastByteAt)}, ${found.lastByteAt - dueAt} ms after the scheduled second`,
    ].join('\n'),
  );
  return same && post.status === 'published' && found.lastByteAt >= dueAt ? 0 : 1;
}
