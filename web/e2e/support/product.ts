import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const READY = 'TikTimer is ready';
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 20_000;

export interface Product {
  url: string;
  api: string;
  simulator: string;
  /** What TikTok gave the app and nobody else may see: of this run alone, so that it can be looked for. */
  clientSecret: string;
  stop(): Promise<void>;
}

/** The whole product as `npm start` runs it, on free ports and with a state of its own. */
export async function startProduct(): Promise<Product> {
  const [web = 0, api = 0, simulator = 0] = await freePorts(3);
  const state = mkdtempSync(join(tmpdir(), 'tiktimer-e2e-'));
  const clientSecret = `secret-${randomBytes(24).toString('hex')}`;
  const env = {
    ...process.env,
    PORT: String(web),
    API_PORT: String(api),
    SIMULATOR_PORT: String(simulator),
    TIKTIMER_STATE: state,
    TIKTOK_CLIENT_SECRET: clientSecret,
  };
  // A group of its own, so that all of it ends together.
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(READY)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${said.slice(-4000)}`)));
    setTimeout(
      () => reject(new Error(`npm start was not ready in time:\n${said.slice(-4000)}`)),
      READY_WITHIN_MS,
    ).unref();
  });
  const stop = async () => {
    const group = -(child.pid ?? 0);
    if (child.exitCode === null) process.kill(group, 'SIGTERM');
    const late = setTimeout(() => process.kill(group, 'SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(late);
    rmSync(state, { recursive: true, force: true });
  };
  try {
    await ready;
  } catch (error) {
    await stop();
    throw error;
  }
  const at = (port: number) => `http://127.0.0.1:${port}`;
  return { url: at(web), api: at(api), simulator: at(simulator), clientSecret, stop };
}

/** Ports nobody listens on at this moment, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
