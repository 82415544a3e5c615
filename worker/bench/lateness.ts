import { parseArgs } from 'node:util';
import { makeClip } from '../scripts/lib/clip.ts';
import { inParallel, sleep } from '../scripts/lib/pool.ts';
import { Stop } from '../scripts/lib/stop.ts';
import type { Report } from './report.ts';
import { percentile, rising } from './report.ts';
import type { Stage } from './stage.ts';
import { onStage } from './stage.ts';

const POSTS_MAX = 1000; // about 1,750 objects awake at once exhaust one local workerd
const AT_ONCE = 8;
/** Staging usually begins 75 to 105 s ahead, plus a second for each 10 MB. */
const LEAD_MS = 115_000;
const END_MS_MAX = 300_000;

/** How late the last byte of each post reaches TikTok when many are due in the same second. */
export async function lateness(args: string[]): Promise<Report> {
  const { values } = parseArgs({
    args,
    options: { posts: { type: 'string' }, bytes: { type: 'string' } },
  });
  const posts = Number(values.posts ?? 1);
  const bytes = Number(values.bytes ?? 5_000_000);
  if (!(posts >= 1 && posts <= POSTS_MAX)) throw new Stop(`--posts is a number from 1 to ${POSTS_MAX}.`);
  if (!(bytes >= 1 && bytes <= 4_000_000_000)) throw new Stop('--bytes is a number up to 4000000000.');
  return await onStage((stage) => measure(stage, posts, bytes));
}

async function measure({ simulator, person }: Stage, posts: number, bytes: number): Promise<Report> {
  // A stand-in that keeps no bytes, so that what is measured is the sender.
  await simulator.changeSettings({ discardBytes: true });
  const media = await person.upload(makeClip({ bytes }));
  const creators = await simulator.createUsers(posts);
  const drafts = await inParallel(creators, AT_ONCE, async ({ openId }, index) => {
    const account = await person.connect(simulator, openId);
    return await person.compose(account, media, `Post ${index + 1}`);
  });
  const scheduling = drafts.length * 60;
  const dueAt = Math.ceil((Date.now() + LEAD_MS + scheduling + bytes / 10_000) / 1000) * 1000;
  await inParallel(drafts, AT_ONCE, (draft) => person.schedule(draft, dueAt));
  const left = Math.round((dueAt - Date.now()) / 1000);
  console.error(`${posts} posts of ${media.bytes} bytes are scheduled, due in ${left} s.`);

  const arrived = await lastBytes({ simulator, posts, until: dueAt + END_MS_MAX });
  const late = rising(arrived.map((at) => at - dueAt));
  return {
    bench: 'lateness',
    how: 'Last byte as the simulator received it, minus the scheduled instant, in milliseconds. Each post has an account of its own; all are due in the same second. The API and the simulator run in two runtimes on one machine; the simulator keeps no bytes and, in a crowd, rests between a last byte and its answer.',
    rows: [
      {
        posts,
        bytes: media.bytes,
        arrived: late.length,
        early: late.filter((ms) => ms < 0).length,
        min: late[0] ?? '-',
        p50: percentile(late, 0.5),
        p99: percentile(late, 0.99),
        max: late.at(-1) ?? '-',
        'scheduled ahead, s': left,
      },
    ],
  };
}

async function lastBytes(wait: {
  simulator: Stage['simulator'];
  posts: number;
  until: number;
}): Promise<number[]> {
  let instants: number[] = [];
  while (instants.length < wait.posts && Date.now() < wait.until) {
    await sleep(5_000);
    const publications = await wait.simulator.publications({ hash: false });
    instants = publications.flatMap(({ lastByteAt }) => lastByteAt ?? []);
  }
  return instants;
}
