import { join } from 'node:path';
import type { V4MiniflareOptions, V4WorkerOptions } from 'miniflare';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as optionsFrom } from 'wrangler';
import type { Part } from './build.ts';
import { applyMigrations } from './migrations.ts';
import { fromRoot } from './paths.ts';
import { INSTANCE_MARK } from './processes.ts';
import { localSecrets } from './secrets.ts';
import type { RunSettings } from './settings.ts';
import { addressOf } from './settings.ts';
import { messageOf, Stop } from './stop.ts';

const CONFIG: Record<Part, string> = {
  api: fromRoot('wrangler.toml'),
  simulator: fromRoot('worker/simulator/wrangler.toml'),
  web: fromRoot('web/wrangler.toml'),
};
export const API_WORKER = 'tiktimer-api';
const HOST = '127.0.0.1';

/** One workerd with the chosen parts in it, each on its own port. */
export interface Runtime {
  /** Runs the API worker's cron handler once, as Cloudflare does each minute. */
  sweep(): Promise<void>;
  /** Called after the runtime had crashed and was started again. */
  onRestart(callback: () => void): void;
  stop(): Promise<void>;
}

/** Boots built parts on the state folder. Migrations are applied before anybody can ask, or an old alarm can fire. */
export async function boot(settings: RunSettings, built: Map<Part, string>): Promise<Runtime> {
  process.env[INSTANCE_MARK] = settings.state; // workerd inherits it; lib/claim.ts looks for it
  const persistence = join(settings.state, 'v3'); // where `wrangler dev` and `wrangler d1` keep theirs
  const workers = [...built].map(([part, folder]) => worker(part, folder, settings));
  if (built.has('api')) await migrate(persistence);

  let restarted = () => {};
  const miniflare = quietly({
    host: HOST,
    port: built.has('web') ? settings.ports.web : 0,
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: persistence,
    unsafeHandleRuntimeRestart: () => restarted(),
    workers,
  });
  await ready(miniflare, settings);
  return {
    sweep: async () => {
      const api = await miniflare.getWorker(API_WORKER);
      await api.scheduled({ cron: '* * * * *', scheduledTime: new Date() });
    },
    onRestart: (callback) => {
      restarted = callback;
    },
    stop: () => miniflare.dispose(),
  };
}

function worker(part: Part, folder: string, settings: RunSettings): V4WorkerOptions {
  // Bindings, objects and crons come from the part's wrangler.toml; the rules for modules were used up by the build.
  const { modulesRules: _, assets: __, ...fromToml } = optionsFrom(CONFIG[part]).workerOptions;
  const name = part === 'web' ? 'tiktimer-web' : `tiktimer-${part}`;
  return {
    ...fromToml,
    ...(part === 'web' && {
      assets: {
        directory: join(folder, 'client'),
        binding: 'ASSETS',
        routerConfig: { has_user_worker: true },
        assetConfig: {},
      },
    }),
    // A folder is enough for the API, which is asked first: Miniflare's asset router would stand before every upload.
    ...(part === 'api' && {
      serviceBindings: {
        ...(fromToml.serviceBindings as object | undefined),
        ASSETS: { disk: { path: join(folder, 'public'), writable: false } },
      },
    }),
    name,
    modules: true,
    rootPath: folder,
    modulesRoot: folder,
    scriptPath: join(folder, part === 'simulator' ? 'app.js' : 'index.js'),
    bindings: { ...(fromToml.bindings as Record<string, string>), ...varsOf(part, settings) },
    // The web app answers at Miniflare's own door, which serves its assets; the others have a port each.
    ...(part !== 'web' && {
      unsafeDirectSockets: [{ host: HOST, port: settings.ports[part], proxy: false }],
    }),
  } as V4WorkerOptions;
}

/** What differs from the wrangler.toml on this machine: addresses, and secrets that belong to the state folder. */
export function varsOf(part: Part, settings: RunSettings): Record<string, string> {
  const { ports, tiktok, clientKey, clientSecret } = settings;
  const app = { TIKTOK_CLIENT_KEY: clientKey, TIKTOK_CLIENT_SECRET: clientSecret };
  const TIKTOK_AUTH_URL = tiktok?.auth ?? addressOf(ports.simulator);
  const API_URL = addressOf(ports.api);
  switch (part) {
    case 'simulator':
      return { ...app, WEBHOOK_URL: `${API_URL}/api/v1/tiktok/webhooks` };
    case 'web':
      return { API_URL, TIKTOK_AUTH_URL };
    case 'api':
      return {
        ...app,
        ...localSecrets(settings.state),
        APP_URL: addressOf(ports.web),
        API_URL,
        TIKTOK_API_URL: tiktok?.api ?? addressOf(ports.simulator),
        TIKTOK_AUTH_URL,
      };
  }
}

/** A runtime with nothing but the database in it, for half a second. */
async function migrate(persistence: string): Promise<void> {
  const { d1Databases } = optionsFrom(CONFIG.api).workerOptions;
  const miniflare = quietly({
    name: 'migrations',
    modules: true,
    script: 'export default {}',
    cf: false,
    log: new Log(LogLevel.ERROR),
    resourcePersistencePath: persistence,
    d1Databases,
  } as V4MiniflareOptions);
  try {
    await applyMigrations(await miniflare.getD1Database('DB'));
  } catch (error) {
    if (error instanceof Stop) throw error;
    throw new Stop(`The local database under ${persistence} can't be opened: ${messageOf(error)}.`);
  } finally {
    await miniflare.dispose();
  }
}

async function ready(miniflare: Miniflare, settings: RunSettings): Promise<void> {
  try {
    await miniflare.ready;
  } catch (error) {
    await miniflare.dispose().catch(() => {}); // the first error says more
    throw new Stop(
      `The Workers runtime did not start on ${Object.values(settings.ports).join(', ')}: ${messageOf(error)}`,
    );
  }
}

/** A Miniflare that leaves signals alone: it would end the process at once, before anything could be put away. */
function quietly(options: V4MiniflareOptions): Miniflare {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const before = new Set(signals.flatMap((signal) => process.listeners(signal)));
  const miniflare = new Miniflare(convertV4MiniflareOptions(options));
  for (const signal of signals)
    for (const listener of process.listeners(signal))
      if (!before.has(listener)) process.off(signal, listener);
  return miniflare;
}
