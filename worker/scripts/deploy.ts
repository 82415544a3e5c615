/** `npm run deploy`: both halves to Cloudflare. With `-- --dry-run` they are built as they would be deployed, and nothing is sent. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { command } from './lib/command.ts';
import { fromRoot } from './lib/paths.ts';
import { run, Stop } from './lib/stop.ts';

const API_GZIP_KB_MAX = 300; // what a cold start on the edge should have to load; a third of it reads video files
const PRODUCTION = ['--env', 'production'];
const DEPLOY_API = ['deploy', ...PRODUCTION, '--minify'];

await run(async () => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean' } } });
  if (!values['dry-run']) assertConfigured();
  const folder = mkdtempSync(join(tmpdir(), 'tiktimer-deploy-'));
  try {
    await command('wrangler', [...DEPLOY_API, '--dry-run', '--outdir', join(folder, 'api')]);
    await command('npm', ['run', 'build', '-w', 'web']);
    await command(
      'wrangler',
      ['pages', 'functions', 'build', '--outdir', join(folder, 'web')],
      fromRoot('web'),
    );
    report(folder);
    if (values['dry-run']) console.log('Dry run: nothing was sent.');
    else await send();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
});

function report(folder: string): void {
  const api = gzipKb(join(folder, 'api'));
  console.log(`API worker   ${api} KB gzipped (at most ${API_GZIP_KB_MAX})`);
  console.log(`Pages worker ${gzipKb(join(folder, 'web'))} KB gzipped`);
  if (api > API_GZIP_KB_MAX) throw new Stop('The API worker has grown too large.');
}

function gzipKb(folder: string): number {
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'));
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name))).length, 0);
  return Math.ceil(bytes / 1024);
}

/** The database first: new code may need new columns, old code never minds them. */
async function send(): Promise<void> {
  const steps: [string, string[], string?][] = [
    ['wrangler', ['d1', 'migrations', 'apply', 'DB', '--remote', ...PRODUCTION]],
    ['wrangler', DEPLOY_API],
    ['wrangler', ['pages', 'deploy', '--branch', 'main'], fromRoot('web')],
  ];
  for (const [name, args, cwd] of steps) {
    console.log(`\n$ ${name} ${args.join(' ')}`);
    console.log(await command(name, args, cwd));
  }
}

/** The production parts come with placeholders that only the owner of the Cloudflare account can fill. */
function assertConfigured(): void {
  const production = ['wrangler.toml', 'web/wrangler.toml']
    .map((file) => readFileSync(fromRoot(file), 'utf8'))
    .map((toml) => toml.slice(toml.indexOf('[env.production')).replace(/^#.*$/gm, ''))
    .join('\n');
  if (/00000000-0000-0000-0000-000000000000|tiktimer\.example/.test(production))
    throw new Stop(
      'The production parts of wrangler.toml and web/wrangler.toml still hold placeholders: the database_id, APP_URL and API_URL. The README says where they come from, under Deploying.',
    );
}
