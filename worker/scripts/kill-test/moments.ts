import type { Fault, Publication, SimulatorClient } from '../../test/support/simulator-client.ts';
import { sleep } from '../lib/pool.ts';
import { Stop } from '../lib/stop.ts';

/** What a moment can look at: the account at the simulator, which does not go down, and the clock. */
export interface Scene {
  simulator: SimulatorClient;
  openId: string;
  dueAt: number;
}

/** One place in a publication's life at which the power goes. */
export interface Moment {
  name: string;
  /** How far ahead the post is due. */
  aheadMs: number;
  bytes: number;
  /** Trouble of the simulator's that makes the moment wide enough to be hit. */
  fault?: Fault;
  /** How long the simulator works on the video. */
  processingMs?: number;
  /** Returns at the moment. */
  arrives(scene: Scene): Promise<void>;
}

const ONE_CHUNK = 3_000_000;
const TWO_CHUNKS = 12_000_000; // the plan cuts from about 10.5 MB on
const WIDE_MS = 4_000;
const SOON_MS = 14_000; // the last request opens 10 s ahead
const slow = (endpoint: Fault['endpoint'], at: 'before' | 'after', chunk?: Fault['chunk']): Fault => ({
  endpoint,
  kind: 'latency',
  effect: true,
  latencyMs: WIDE_MS,
  at,
  ...(chunk !== undefined && { chunk }),
});

/** The first six are those that CI plays. */
export const MOMENTS: Moment[] = [
  {
    name: 'initiating, TikTok has opened the upload, its answer is on the way',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    fault: slow('init', 'after'),
    arrives: (scene) => untilPublication(scene, () => true),
  },
  {
    name: 'uploading, inside a chunk',
    aheadMs: SOON_MS,
    bytes: TWO_CHUNKS,
    fault: slow('put', 'before', 0),
    arrives: untilFaultStruck,
  },
  {
    name: 'holding the last chunk',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    arrives: ({ dueAt }) => sleep(dueAt - 5_000 - Date.now()),
  },
  {
    name: 'handing over, the last byte is there, the answer is on the way',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    fault: slow('put', 'after', 'last'),
    arrives: (scene) => untilPublication(scene, ({ lastByteAt }) => lastByteAt !== null),
  },
  {
    name: 'processing',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    processingMs: 9_000,
    arrives: async (scene) => {
      await untilPublication(scene, ({ lastByteAt }) => lastByteAt !== null);
      await sleep(1_000);
    },
  },
  {
    name: 'at random',
    aheadMs: SOON_MS,
    bytes: TWO_CHUNKS,
    arrives: () => sleep(Math.random() * (SOON_MS + 4_000)),
  },
  {
    name: 'waiting',
    aheadMs: 120_000,
    bytes: ONE_CHUNK,
    arrives: () => sleep(2_000),
  },
  {
    name: 'initiating, before TikTok has heard',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    fault: slow('init', 'before'),
    arrives: untilFaultStruck,
  },
  {
    name: 'uploading, a chunk is stored, its answer is on the way',
    aheadMs: SOON_MS,
    bytes: TWO_CHUNKS,
    fault: slow('put', 'after', 0),
    arrives: (scene) => untilPublication(scene, ({ chunksDone }) => chunksDone > 0),
  },
  {
    name: 'staged',
    aheadMs: 30_000,
    bytes: TWO_CHUNKS,
    arrives: async (scene) => {
      await untilPublication(scene, ({ chunks, chunksDone }) => chunksDone === chunks - 1);
      await sleep(2_000);
    },
  },
  {
    name: 'between the fence and the second',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    arrives: ({ dueAt }) => sleep(dueAt - 20 - Date.now()),
  },
  {
    name: 'published, just as the object learns of it',
    aheadMs: SOON_MS,
    bytes: ONE_CHUNK,
    arrives: async (scene) => {
      await untilPublication(scene, ({ stage }) => stage === 'complete');
      const asked = (await statusCalls(scene)) + 1;
      await until(async () => (await statusCalls(scene)) >= asked);
    },
  },
];

const POLL_MS = 20;
const POLLS_MAX = 3_000;

async function until(seen: () => Promise<boolean>): Promise<void> {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    if (await seen()) return;
    await sleep(POLL_MS);
  }
  throw new Stop('The moment did not come.');
}

const untilPublication = ({ simulator, openId }: Scene, seen: (publication: Publication) => boolean) =>
  until(async () => (await simulator.publications({ openId, all: true, hash: false })).some(seen));

/** The call is at the simulator, which lets it wait; a second later it still does. */
async function untilFaultStruck({ simulator }: Scene): Promise<void> {
  await until(async () => (await simulator.faults()).some(({ hits }) => hits > 0));
  await sleep(1_000);
}

const statusCalls = async ({ simulator, openId }: Scene) =>
  (await simulator.requests({ endpoint: 'status', openId })).length;
