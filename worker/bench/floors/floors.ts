import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V4MiniflareOptions } from 'miniflare';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { command } from '../../scripts/lib/command.ts';
import { fromRoot } from '../../scripts/lib/paths.ts';

/** The floors in a runtime of their own, at `url`; gone when `act` returns. */
export async function onFloors<T>(act: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tiktimer-floors-'));
  const built = join(folder, 'built');
  const toml = fromRoot('worker/bench/floors/wrangler.toml');
  let miniflare: Miniflare | undefined;
  try {
    await command('wrangler', ['deploy', '-c', toml, '--dry-run', '--minify', '--outdir', built]);
    miniflare = new Miniflare(
      convertV4MiniflareOptions({
        modules: true,
        modulesRoot: built,
        scriptPath: join(built, 'worker.js'),
        compatibilityDate: '2026-10-01',
        compatibilityFlags: ['nodejs_compat'],
        cf: false,
        log: new Log(LogLevel.ERROR),
        d1Databases: { DB: 'floors' },
        resourcePersistencePath: join(folder, 'state'),
        unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, proxy: false }],
      } as V4MiniflareOptions),
    );
    const db = await miniflare.getD1Database('DB');
    await db.exec('CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL)');
    await db.exec("INSERT INTO words VALUES (7, 'croissant')");
    return await act((await miniflare.unsafeGetDirectURL()).origin);
  } finally {
    await miniflare?.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
