import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { killNow, runtimesFor, startOf } from './processes.ts';
import { addressOf } from './settings.ts';
import { messageOf, Stop } from './stop.ts';

/**
 * Makes this process the one that uses a state folder: two runtimes on one folder would corrupt each other.
 * A runtime whose parent was killed lives on and keeps the ports; such an orphan of ours is ended here.
 */
export async function claimState(state: string, address: string): Promise<() => void> {
  const file = join(state, 'instance.json');
  const holder = readHolder(file);
  if (holder && holder.pid !== process.pid && startOf(holder.pid) === holder.start)
    throw new Stop(
      `TikTimer already runs on ${state} (process ${holder.pid}, ${holder.address}). Stop it first, or choose other ports and another TIKTIMER_STATE.`,
    );
  for (const orphan of runtimesFor(state)) {
    console.error(`Ended process ${orphan}, a runtime left over from a start that was killed.`);
    await killNow(orphan);
  }
  try {
    mkdirSync(state, { recursive: true });
    writeFileSync(file, JSON.stringify({ pid: process.pid, start: startOf(process.pid), address }));
  } catch (error) {
    throw new Stop(`The state folder ${state} can't be written: ${messageOf(error)}.`);
  }
  return () => {
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

function readHolder(file: string): { pid: number; start: string; address: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; start: string; address: string };
  } catch {
    return undefined; // nobody holds it, or the holder died while it wrote this
  }
}

/** Ends the start with a sentence when a port is taken, before anything is built. */
export async function assertPortsFree(ports: { port: number; variable: string }[]): Promise<void> {
  for (const { port, variable } of ports) {
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (!free)
      throw new Stop(
        `${addressOf(port)} is in use by another program. End it, or choose another port with ${variable}.`,
      );
  }
}
