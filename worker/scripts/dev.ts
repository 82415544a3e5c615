/** `npm run dev`: each part in its own development server with hot reload, on the same state as `npm start`. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Part } from './lib/build.ts';
import { assertPortsFree, claimState } from './lib/claim.ts';
import { command, QUIET } from './lib/command.ts';
import { aborted, ending } from './lib/ending.ts';
import { announce, chooseParts, PORT_VARIABLE } from './lib/parts.ts';
import { ROOT } from './lib/paths.ts';
import { sleep } from './lib/pool.ts';
import { descendants, INSTANCE_MARK, killNow, signal } from './lib/processes.ts';
import { varsOf } from './lib/runtime.ts';
import type { RunSettings } from './lib/settings.ts';
import { addressOf, readRunSettings } from './lib/settings.ts';
import { messageOf, run, Stop } from './lib/stop.ts';

const READY_POLL_MS = 250;
const READY_POLLS_MAX = 240;
const SWEEP_EVERY_MS = 60_000;
const STOP_MS_MAX = 5_000;

await run(async () => {
  const settings = readRunSettings();
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const parts = chooseParts(settings, values.only);
  const end = ending();
  const release = await claimState(settings.state, addressOf(settings.ports.web));
  const children: ChildProcess[] = [];
  try {
    await assertPortsFree(
      parts.map((part) => ({ port: settings.ports[part], variable: PORT_VARIABLE[part] })),
    );
    if (parts.includes('api'))
      await command('wrangler', [
        'd1',
        'migrations',
        'apply',
        'DB',
        '--local',
        '--persist-to',
        settings.state,
      ]);
    children.push(...parts.map((part) => startServer(part, settings)));
    const died = Promise.race(children.map(exitOf)).then((sentence) => {
      if (!end.aborted) throw new Stop(sentence);
    });
    await Promise.race([answering(parts, settings, end), died]);
    if (!end.aborted) announce(settings, parts);
    const sweeps = parts.includes('api')
      ? setInterval(() => void sweep(settings), SWEEP_EVERY_MS)
      : undefined;
    if (parts.includes('api')) void sweep(settings);
    await Promise.race([aborted(end), died]).finally(() => clearInterval(sweeps));
  } finally {
    await stopAll(children);
    release();
  }
  return 0;
});
process.exit();

function startServer(part: Part, settings: RunSettings): ChildProcess {
  const port = String(settings.ports[part]);
  const [program, args] =
    part === 'web'
      ? ['npm', ['run', 'dev', '-w', 'web', '--', '--port', port, '--strictPort', '--host', '127.0.0.1']]
      : ['wrangler', wranglerDev(part, port, settings)];
  return spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...QUIET,
      // Vite's stand-in for Pages takes its variables from here, not from a file.
      ...(part === 'web' && { ...varsOf('web', settings), CLOUDFLARE_INCLUDE_PROCESS_ENV: 'true' }),
      [INSTANCE_MARK]: settings.state,
      // The servers find each other by this folder; two instances must not find each other's.
      WRANGLER_REGISTRY_PATH: join(settings.state, 'registry'),
    },
  });
}

function wranglerDev(part: 'api' | 'simulator', port: string, settings: RunSettings): string[] {
  const config = part === 'api' ? 'wrangler.toml' : 'worker/simulator/wrangler.toml';
  return [
    ...['dev', '-c', config, '--ip', '127.0.0.1', '--port', port, '--inspector-port', '0'],
    ...['--persist-to', settings.state, '--env-file', varsFile(part, settings)],
    '--show-interactive-dev-session=false',
  ];
}

/** Secrets go by a file, since a command line can be read by everyone on the machine. */
function varsFile(part: 'api' | 'simulator', settings: RunSettings): string {
  mkdirSync(settings.state, { recursive: true });
  const file = join(settings.state, `dev-${part}.env`);
  const lines = Object.entries(varsOf(part, settings)).map(([name, value]) => `${name}='${value}'`);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code) =>
      resolve(`\`${child.spawnargs.slice(0, 4).join(' ')} …\` ended (exit code ${code}).`),
    );
    child.once('error', (error) => resolve(messageOf(error)));
  });
}

/** Until each part answers something, whatever it is. */
async function answering(parts: Part[], settings: RunSettings, end: AbortSignal): Promise<void> {
  for (const part of parts) {
    const answers = () =>
      fetch(addressOf(settings.ports[part])).then(
        () => true,
        () => false,
      );
    for (let poll = 0; !end.aborted && !(await answers()); poll++) {
      if (poll === READY_POLLS_MAX) throw new Stop(`${addressOf(settings.ports[part])} does not answer.`);
      await sleep(READY_POLL_MS);
    }
  }
}

async function sweep(settings: RunSettings): Promise<void> {
  const cron = `${addressOf(settings.ports.api)}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`;
  await fetch(cron).catch((error: unknown) => console.error(`The sweep failed: ${messageOf(error)}`));
}

/** Asks everything to end, as Ctrl-C in a terminal would, and makes sure of it: npm's shell does not pass signals on. */
async function stopAll(children: ChildProcess[]): Promise<void> {
  const everything = children.flatMap((child) => (child.pid ? [child.pid, ...descendants(child.pid)] : []));
  const exits = children.map((child) => child.exitCode ?? exitOf(child));
  for (const pid of everything) signal(pid, 'SIGINT');
  await Promise.race([Promise.all(exits), sleep(STOP_MS_MAX)]);
  for (const pid of everything) await killNow(pid);
}
