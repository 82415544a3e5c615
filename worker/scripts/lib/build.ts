import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { command } from './command.ts';
import { fromRoot, ROOT } from './paths.ts';
import { sleep } from './pool.ts';
import { startOf } from './processes.ts';
import { Stop } from './stop.ts';

/** The web app first: the first worker is the one behind Miniflare's own door. */
export const PARTS = ['web', 'api', 'simulator'] as const;
export type Part = (typeof PARTS)[number];

/** What each part is made of: when none of it changed, the last build is used again. */
const INPUTS: Record<Part, string[]> = {
  api: ['worker/src', 'worker/public', 'worker/package.json', 'wrangler.toml', 'package-lock.json'],
  simulator: ['worker/simulator', 'package-lock.json'],
  web: ['web', 'worker/src', 'package-lock.json'],
};
const NOT_INPUT = /^(node_modules|build|dist|e2e|test|\..*)$|\.test\.tsx?$|\.md$|^swagger-ui/;

const MAKE: Record<Part, (into: string) => Promise<unknown>> = {
  api: async (into) => {
    await command('wrangler', ['deploy', '--dry-run', '--minify', '--outdir', into]);
    cpSync(fromRoot('worker/public'), join(into, 'public'), { recursive: true });
  },
  simulator: (into) =>
    command('wrangler', ['deploy', '-c', 'worker/simulator/wrangler.toml', '--dry-run', '--outdir', into]),
  web: async (into) => {
    await command('npm', ['run', 'build', '-w', 'web']);
    await command('wrangler', ['pages', 'functions', 'build', '--outdir', into], fromRoot('web'));
    // A copy, so that a running instance keeps its own files when the next build begins.
    cpSync(fromRoot('web/build/client'), join(into, 'client'), { recursive: true });
  },
};

const BUILDS_KEPT = 3; // of each part; another instance may still run an older one

/** The folders with the built parts; a part is made now if its sources changed since it was last made. */
export async function build(parts: readonly Part[]): Promise<Map<Part, string>> {
  const folders = new Map(
    parts.map((part) => [part, fromRoot(`dist/${part}/${fingerprint(INPUTS[part])}`)] as const),
  );
  const missing = () => [...folders].filter(([, folder]) => !existsSync(folder));
  if (missing().length > 0)
    await withBuildLock(() => Promise.all(missing().map(([part, folder]) => make(part, folder))));
  return folders;
}

/** Made beside its place and moved there when whole, so that a broken build is never taken for one. */
async function make(part: Part, folder: string): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  try {
    await MAKE[part](unfinished);
    renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  forgetOldBuilds(dirname(folder));
}

function forgetOldBuilds(builds: string): void {
  const newestFirst = readdirSync(builds)
    .map((name) => ({ path: join(builds, name), at: statSync(join(builds, name)).mtimeMs }))
    .sort((a, b) => b.at - a.at);
  for (const { path } of newestFirst.slice(BUILDS_KEPT)) rmSync(path, { recursive: true, force: true });
}

function fingerprint(inputs: string[]): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((input) => filesOf(fromRoot(input)))) {
    hash.update(`${relative(ROOT, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

function filesOf(path: string): string[] {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => !NOT_INPUT.test(name))
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

const LOCK_POLL_MS = 200;
const LOCK_POLLS_MAX = 600;

/** One build at a time in this folder: two instances may be started at once. */
async function withBuildLock<T>(work: () => Promise<T>): Promise<T> {
  const lock = fromRoot('dist/.building');
  mkdirSync(fromRoot('dist'), { recursive: true });
  for (let poll = 0; !takeLock(lock); poll++) {
    if (poll === LOCK_POLLS_MAX)
      throw new Stop(`Another build does not end. Delete ${lock} if none is running.`);
    await sleep(LOCK_POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** The lock is a folder whose one entry names its holder; making a folder succeeds for one process only. */
function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    mkdirSync(join(lock, `${process.pid}.${startOf(process.pid)?.replace(/\W/g, '-')}`));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const [holder] = existsSync(lock) ? readdirSync(lock) : [];
  const [pid, start] = holder?.split('.') ?? [];
  const stale = pid && startOf(Number(pid))?.replace(/\W/g, '-') !== start;
  if (stale) rmSync(lock, { recursive: true, force: true });
  return false;
}
