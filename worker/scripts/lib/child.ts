import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Part } from './build.ts';
import { READY } from './parts.ts';
import { fromRoot } from './paths.ts';
import { killNow, runtimesOf } from './processes.ts';
import { addressOf } from './settings.ts';
import { Stop } from './stop.ts';

/** An instance in a process of its own, started as `npm start` starts it. */
export interface Instance {
  web: string;
  api: string;
  simulator: string;
  /** The workerd of this instance. */
  runtime(): number;
  /** As a power cut: parent and runtime at once, nothing put away. */
  kill(): Promise<void>;
  /** As Ctrl-C. */
  stop(): Promise<void>;
}

export interface InstanceOptions {
  only?: Part[];
  /** PORT, TIKTIMER_STATE and so on; what is not named here is inherited. */
  env: Record<string, string>;
}

const READY_MS_MAX = 120_000; // a first start builds all parts

export async function startInstance({ only, env }: InstanceOptions): Promise<Instance> {
  const args = [fromRoot('worker/scripts/run.mjs'), 'start', ...(only ? ['--only', only.join(',')] : [])];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ready = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-20_000);
      if (printed.includes(READY)) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) =>
      reject(new Stop(`The instance ended before it was ready (exit code ${code}).`)),
    );
    setTimeout(() => reject(new Stop(`${printed}\nThe instance did not get ready.`)), READY_MS_MAX).unref();
  });
  let ending = false;
  const exited = new Promise<void>((resolve) =>
    child.once('exit', (code, signal) => {
      if (!ending)
        console.error(`${printed}\nAn instance ended by itself (${signal ?? `exit code ${code}`}).`);
      resolve();
    }),
  );
  const pid = child.pid ?? 0;
  try {
    await ready;
  } catch (error) {
    ending = true;
    for (const runtime of runtimesOf(pid)) await killNow(runtime);
    child.kill('SIGKILL');
    throw error;
  }
  const runtime = () => {
    const [found] = runtimesOf(pid);
    if (!found) throw new Stop('The instance has no runtime.');
    return found;
  };
  return {
    web: addressOf(Number(env.PORT)),
    api: addressOf(Number(env.API_PORT)),
    simulator: addressOf(Number(env.SIMULATOR_PORT)),
    runtime,
    async kill() {
      ending = true;
      const orphans = runtimesOf(pid); // asked before, while they can still be found below their parent
      child.kill('SIGKILL');
      await Promise.all(orphans.map(killNow));
      await exited;
    },
    async stop() {
      ending = true;
      child.kill('SIGINT');
      await exited;
    },
  };
}

/** Three free ports and an empty state folder, for an instance that leaves nothing behind. */
export async function temporaryPlace() {
  const state = mkdtempSync(join(tmpdir(), 'tiktimer-'));
  const remove = () => rmSync(state, { recursive: true, force: true });
  process.once('exit', remove);
  process.once('SIGINT', () => process.exit(130)); // the instances see for themselves that their parent is gone
  const [web, api, simulator] = await freePorts(3);
  return {
    env: {
      TIKTIMER_STATE: state,
      PORT: String(web),
      API_PORT: String(api),
      SIMULATOR_PORT: String(simulator),
    },
    remove,
  };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) =>
          server.once('listening', () => {
            const address = server.address();
            resolve(typeof address === 'object' && address ? address.port : 0);
          }),
        ),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
