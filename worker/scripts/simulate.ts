/** `npm run simulate -- --seeds 100000 [--from 1]`: the long run of the publication simulation (worker/test/simulation). */
import { parseArgs } from 'node:util';
import { simulate } from '../test/simulation/simulate.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '10000' }, from: { type: 'string', default: '1' } },
});
const seeds = Number(values.seeds);
const from = Number(values.from);
if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(from) || from < 0) {
  console.error('Usage: npm run simulate -- --seeds 100000 [--from 1]');
  process.exit(1);
}

const REPORT_EVERY_MS = 10_000;
const FAILURES_MAX = 10;
const began = performance.now();
const ends = new Map<string, number>();
let failures = 0;
let done = 0;
let reportAt = began + REPORT_EVERY_MS;

const perSecond = () => Math.round(done / ((performance.now() - began) / 1000));
for (let seed = from; seed < from + seeds && failures < FAILURES_MAX; seed++) {
  const { outcome, wrongs, trace } = await simulate(seed);
  done++;
  ends.set(outcome, (ends.get(outcome) ?? 0) + 1);
  if (wrongs.length > 0) {
    failures++;
    console.error(`\nseed ${seed} failed:\n  ${wrongs.join('\n  ')}\n${trace.join('\n')}`);
  }
  if (performance.now() > reportAt) {
    reportAt += REPORT_EVERY_MS;
    console.log(`${done} of ${seeds} seeds, ${perSecond()} a second, ${failures} failed`);
  }
}

console.log(
  `${done} seeds (from ${from}), ${perSecond()} a second, ${failures} failed. How the posts ended:`,
);
for (const [outcome, count] of [...ends].sort((a, b) => b[1] - a[1])) console.log(`  ${outcome}: ${count}`);
process.exit(failures > 0 ? 1 : 0);
