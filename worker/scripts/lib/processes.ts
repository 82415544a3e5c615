import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { sleep } from './pool.ts';

/** Every runtime we start carries its state folder in this variable, so that an orphan can be told from anybody else's. */
export const INSTANCE_MARK = 'TIKTIMER_INSTANCE';

const readProc = (path: string): string => {
  try {
    return readFileSync(`/proc/${path}`, 'utf8');
  } catch {
    return ''; // gone meanwhile, or not ours to read
  }
};

/** Fields of /proc/pid/stat after the command, which may hold spaces: [state, ppid, …, starttime is the 20th]. */
const stat = (pid: number | string) =>
  readProc(`${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');

const everyPid = () =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];

/** When a process began, as an opaque word; undefined when there is none. Told together with the pid, which alone is used again. */
export function startOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const [state, ...rest] = stat(pid);
    return state && state !== 'Z' ? rest[18] : undefined;
  }
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined; // ps exits non-zero for a pid that does not exist
  }
}

export const isAlive = (pid: number) => startOf(pid) !== undefined;

/** The children of a process, and theirs, youngest generation last. Linux only; elsewhere empty. */
export function descendants(pid: number): number[] {
  const parents = new Map(everyPid().map((each) => [each, Number(stat(each)[1])]));
  const below = (parent: number): number[] =>
    [...parents]
      .filter(([, itsParent]) => itsParent === parent)
      .flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

const isRuntime = (pid: number) => readProc(`${pid}/cmdline`).split('\0')[0]?.endsWith('workerd') ?? false;

/** The workerd among the descendants of a process. */
export const runtimesOf = (pid: number) => descendants(pid).filter(isRuntime);

/** Runtimes that were started for a state folder. Linux only; elsewhere empty. */
export const runtimesFor = (state: string) =>
  everyPid().filter(
    (pid) => isRuntime(pid) && readProc(`${pid}/environ`).split('\0').includes(`${INSTANCE_MARK}=${state}`),
  );

/** Resident memory in bytes, from /proc. */
export function residentBytes(pid: number): number {
  const kib = /^VmRSS:\s+(\d+) kB/m.exec(readProc(`${pid}/status`))?.[1];
  return Number(kib ?? 0) * 1024;
}

/** Sends a signal; a process that is gone already needs none. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Ends a process at once, and returns when it is gone. */
export async function killNow(pid: number): Promise<void> {
  signal(pid, 'SIGKILL');
  const GONE_POLLS_MAX = 500;
  for (let poll = 0; isAlive(pid) && poll < GONE_POLLS_MAX; poll++) await sleep(10);
}
