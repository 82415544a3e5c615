/** `npm start`: the built product on this machine, production-like, until Ctrl-C. */
import { parseArgs } from 'node:util';
import type { Part } from './lib/build.ts';
import { build } from './lib/build.ts';
import { assertPortsFree, claimState } from './lib/claim.ts';
import { aborted, ending } from './lib/ending.ts';
import { announce, chooseParts, PORT_VARIABLE } from './lib/parts.ts';
import type { Runtime } from './lib/runtime.ts';
import { boot } from './lib/runtime.ts';
import type { RunSettings } from './lib/settings.ts';
import { addressOf, readRunSettings } from './lib/settings.ts';
import { messageOf, run } from './lib/stop.ts';

const SWEEP_EVERY_MS = 60_000;
await run(async () => {
  const settings = readRunSettings();
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const parts = chooseParts(settings, values.only);
  const end = ending();
  // The claim comes first: an orphan of ours would still hold the ports.
  const release = await claimState(settings.state, addressOf(settings.ports.web));
  try {
    await assertPortsFree(
      parts.map((part) => ({ port: settings.ports[part], variable: PORT_VARIABLE[part] })),
    );
    const built = await build(parts);
    if (!end.aborted) await serve(settings, built, end);
  } finally {
    release();
  }
  return 0;
});
process.exit();

async function serve(settings: RunSettings, built: Map<Part, string>, end: AbortSignal): Promise<void> {
  const runtime = await boot(settings, built);
  try {
    announce(settings, [...built.keys()]);
    const timer = built.has('api') ? sweepEachMinute(runtime, end) : undefined;
    await aborted(end);
    clearInterval(timer);
  } finally {
    await runtime.stop();
  }
}

/** Cloudflare's cron does not tick by itself on a local machine. */
function sweepEachMinute(runtime: Runtime, end: AbortSignal): NodeJS.Timeout {
  const sweep = () =>
    runtime.sweep().catch((error: unknown) => {
      if (!end.aborted) console.error(`The sweep failed: ${messageOf(error)}`);
    });
  runtime.onRestart(() => {
    if (end.aborted) return; // Ctrl-C reaches the runtime too
    console.error('The runtime had crashed and was started again.');
    void sweep();
  });
  void sweep();
  return setInterval(sweep, SWEEP_EVERY_MS);
}
