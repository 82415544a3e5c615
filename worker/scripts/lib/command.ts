import { spawn } from 'node:child_process';
import { ROOT } from './paths.ts';
import { Stop } from './stop.ts';

/** Wrangler asks nothing, sends nothing and draws no menus when a script runs it. */
export const QUIET = {
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  NO_UPDATE_NOTIFIER: '1',
} as const;

/** Runs a program of node_modules/.bin to its end and returns what it printed; a failure shows all of it. */
export async function command(name: string, args: string[], cwd = ROOT): Promise<string> {
  const child = spawn(name, args, {
    cwd,
    env: { ...process.env, ...QUIET },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const text = Buffer.concat(printed).toString();
  if (code !== 0) throw new Stop(`${text}\n\`${name} ${args.join(' ')}\` failed (exit code ${code}).`);
  return text;
}
