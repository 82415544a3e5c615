/** `npm run kill-test -- --kills N`: the real runtime dies by kill -9 in every phase of a publication; each post still goes out once. */
import { parseArgs } from 'node:util';
import type { Post } from '../src/contract/index.ts';
import type { SimulatorClient } from '../test/support/simulator-client.ts';
import { simulatorClient } from '../test/support/simulator-client.ts';
import type { Moment } from './kill-test/moments.ts';
import { MOMENTS } from './kill-test/moments.ts';
import type { Person } from './lib/api.ts';
import { newPersonAt } from './lib/api.ts';
import type { Instance } from './lib/child.ts';
import { startInstance, temporaryPlace } from './lib/child.ts';
import { makeClip } from './lib/clip.ts';
import { sleep } from './lib/pool.ts';
import { messageOf, run, Stop } from './lib/stop.ts';

const END_MS_MAX = 180_000;
const END_POLL_MS = 500;

await run(async () => {
  const { values } = parseArgs({ options: { kills: { type: 'string' }, moment: { type: 'string' } } });
  const kills = Number(values.kills ?? 30);
  if (!Number.isInteger(kills) || kills < 1) throw new Stop('--kills is a number from 1.');
  const moments = MOMENTS.filter(({ name }) => name.includes(values.moment ?? ''));
  if (moments.length === 0)
    throw new Stop(`--moment is part of one of: ${MOMENTS.map(({ name }) => name).join(' · ')}`);

  // The simulator is a process of its own: TikTok does not go down with us.
  const here = await temporaryPlace();
  const there = await temporaryPlace();
  let tiktok: Instance | undefined;
  let api: Instance | undefined;
  try {
    tiktok = await startInstance({ only: ['simulator'], env: { ...there.env, API_PORT: here.env.API_PORT } });
    const settings = { ...here.env, TIKTOK_API_URL: tiktok.simulator, TIKTOK_AUTH_URL: tiktok.simulator };
    const restart = () => startInstance({ only: ['api'], env: settings });
    api = await restart();
    const person = await newPersonAt(api.api, 'kill-test');
    const simulator = simulatorClient(tiktok.simulator);
    let once = 0;
    console.log('| # | killed | at T | back after | ended | publications | SHA-256 | last byte − T | |');
    console.log('|---|---|---|---|---|---|---|---|---|');
    for (let number = 1; number <= kills; number++) {
      const moment = moments[(number - 1) % moments.length] as Moment;
      const scene = await prepare({ person, simulator, moment, seed: number });
      const killing = await strike(scene, moment, api);
      const begun = performance.now();
      await simulator.clearFaults();
      api = await restart();
      const backMs = performance.now() - begun;
      const verdict = await judge(scene);
      if (verdict.ok) once++;
      console.log(
        `| ${[number, moment.name, ms(killing - scene.dueAt), ms(backMs), ...verdict.cells].join(' | ')} |`,
      );
    }
    console.log(`\n${kills} kills, ${once} published once`);
    return once === kills ? 0 : 1;
  } finally {
    await Promise.all([api?.stop(), tiktok?.stop()]);
    here.remove();
    there.remove();
  }
});

function ms(value: number): string {
  return `${Math.round(value).toLocaleString('en')} ms`;
}

interface Setting {
  person: Person;
  simulator: SimulatorClient;
  moment: Moment;
  seed: number;
}

/** A creator, a file and a post of its own for each kill, so that what is counted can't be another's. */
async function prepare({ person, simulator, moment, seed }: Setting) {
  const { openId } = await simulator.createUser();
  const account = await person.connect(simulator, openId);
  const clip = makeClip({ bytes: moment.bytes, seed });
  const media = await person.upload(clip);
  const draft = await person.compose(account, media, `Kill ${seed}`);
  if (moment.fault) await simulator.addFault({ ...moment.fault, openId });
  if (moment.processingMs) await simulator.setVerdict({ openId }, { processing: moment.processingMs });
  const dueAt = Math.ceil((Date.now() + moment.aheadMs) / 1000) * 1000;
  const { id: postId } = await person.schedule(draft, dueAt);
  return { person, simulator, postId, openId, dueAt, sha256: clip.sha256 };
}

type Scene = Awaited<ReturnType<typeof prepare>>;

async function strike(scene: Scene, moment: Moment, api: Instance): Promise<number> {
  await moment.arrives(scene).catch((error: unknown) => {
    throw new Stop(`${moment.name}: ${messageOf(error)}`);
  });
  const at = Date.now();
  await api.kill();
  return at;
}

/** Exactly one publication with the right bytes, never early, and a list that says so. */
async function judge({ person, simulator, postId, openId, dueAt, sha256 }: Scene) {
  const post = await ended(person, postId, Math.max(Date.now(), dueAt) + END_MS_MAX);
  const published = await simulator.publications({ openId });
  const [found] = published;
  const same = found?.sha256 === sha256;
  const late = found?.lastByteAt ? found.lastByteAt - dueAt : undefined;
  const ok = post.status === 'published' && published.length === 1 && same && late !== undefined && late >= 0;
  return {
    ok,
    cells: [
      post.status,
      published.length,
      same ? 'same' : 'DIFFERENT',
      late === undefined ? '-' : ms(late),
      ok ? 'once' : `WRONG ${post.failure?.technical ?? ''}`,
    ],
  };
}

async function ended(person: Person, postId: string, until: number): Promise<Post> {
  let post = await person.post(postId);
  while (['scheduled', 'publishing'].includes(post.status) && Date.now() < until) {
    await sleep(END_POLL_MS);
    post = await person.post(postId);
  }
  return post;
}
