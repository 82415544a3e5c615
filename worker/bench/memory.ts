import { parseArgs } from 'node:util';
import { makeClip } from '../scripts/lib/clip.ts';
import { sleep } from '../scripts/lib/pool.ts';
import { residentBytes } from '../scripts/lib/processes.ts';
import { Stop } from '../scripts/lib/stop.ts';
import type { Report } from './report.ts';
import { inMb } from './report.ts';
import type { Stage } from './stage.ts';
import { onStage } from './stage.ts';

const SAMPLE_MS = 50;
const AHEAD_MS = 30_000;
const END_MS_MAX = 300_000;
const WARM_BYTES = 20_000_000;

/** How far the API's runtime grows while a large file comes in and goes out. */
export async function memory(args: string[]): Promise<Report> {
  if (process.platform !== 'linux') throw new Stop('This bench reads /proc, which only Linux has.');
  const { values } = parseArgs({
    args,
    options: { bytes: { type: 'string' }, digests: { type: 'boolean' } },
  });
  const bytes = Number(values.bytes ?? 1_000_000_000);
  if (!(bytes >= 1 && bytes <= 4_000_000_000)) throw new Stop('--bytes is a number up to 4000000000.');
  return await onStage((stage) => measure(stage, bytes, values.digests ?? false));
}

async function measure({ api, simulator, person }: Stage, bytes: number, digests: boolean): Promise<Report> {
  await simulator.changeSettings({ discardBytes: true });
  const account = await person.connect(simulator, (await simulator.createUser()).openId);
  await person.upload(makeClip({ bytes: WARM_BYTES, seed: 2 })); // code compiled, pools filled
  const clip = makeClip({ bytes });
  const incoming = await peakDuring(api.runtime(), () => person.upload(clip, { digests }));
  const outgoing = await peakDuring(api.runtime(), async () => {
    const draft = await person.compose(account, incoming.result, 'A large one');
    const post = await person.schedule(draft, Date.now() + AHEAD_MS);
    const until = Date.now() + AHEAD_MS + END_MS_MAX;
    while (Date.now() < until) {
      const { status } = await person.post(post.id);
      if (status === 'published') return;
      if (status !== 'scheduled' && status !== 'publishing') throw new Stop(`The post is ${status}.`);
      await sleep(500);
    }
    throw new Stop('The post did not end in time.');
  });
  const row = (what: string, { before, peak, seconds }: Peak) => ({
    what,
    bytes: clip.bytes,
    s: Math.round(seconds),
    'before, MB': inMb(before),
    'peak, MB': inMb(peak),
    'growth, MB': inMb(peak - before),
  });
  return {
    bench: 'memory',
    how: `Resident memory of the API's workerd, read from /proc every ${SAMPLE_MS} ms; local R2 and D1 live in the same process. Before it, one file of ${inMb(WARM_BYTES)} MB was uploaded. The simulator is another process.`,
    rows: [
      row(`comes in (8 MiB parts, 3 at once${digests ? ', each with a digest' : ''})`, incoming),
      row('goes out (publication)', outgoing),
    ],
  };
}

interface Peak {
  before: number;
  peak: number;
  seconds: number;
}

async function peakDuring<T>(pid: number, work: () => Promise<T>): Promise<Peak & { result: T }> {
  const before = residentBytes(pid);
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentBytes(pid));
  }, SAMPLE_MS);
  const begun = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - begun) / 1000;
    return { result, before, peak: Math.max(peak, residentBytes(pid)), seconds };
  } finally {
    clearInterval(timer);
  }
}
