/** `npm run import-legacy -- <pg_dump.sql | csv folder> [--remote]`: moves people and posts of the older app in, with their ids. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { claimState } from './lib/claim.ts';
import { command } from './lib/command.ts';
import type { MovingIn } from './lib/legacy/move-in.ts';
import { movingIn } from './lib/legacy/move-in.ts';
import { readOldTables } from './lib/legacy/read-dump.ts';
import { readRunSettings } from './lib/settings.ts';
import { run, Stop } from './lib/stop.ts';

await run(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { remote: { type: 'boolean', default: false } },
  });
  const [path] = positionals;
  if (path === undefined)
    throw new Stop(
      'Say what to import: npm run import-legacy -- <pg_dump.sql | folder with users.csv and posts.csv> [--remote]',
    );
  const arriving = movingIn(readOldTables(path));
  if (values.remote) await moveIn(arriving, ['--remote', '--env', 'production']);
  else {
    const { state } = readRunSettings();
    const release = await claimState(state, 'import-legacy');
    try {
      const local = ['--local', '--persist-to', state];
      await command('wrangler', ['d1', 'migrations', 'apply', 'DB', ...local]);
      await moveIn(arriving, local);
    } finally {
      release();
    }
  }
  const { people, posts, scheduledWithVideo } = arriving;
  console.log(
    `Moved in, with their ids: people ${people.length}, posts ${posts}. Passwords stay as they were.`,
  );
  console.log('TikTok connections do not move: everybody connects their account once.');
  if (scheduledWithVideo > 0)
    console.log(
      `Scheduled posts with a video: ${scheduledWithVideo}. Files do not move: choose one for each before its time, or it fails with that reason.`,
    );
  return 0;
});
process.exit();

async function moveIn(arriving: MovingIn, where: string[]): Promise<void> {
  const answer = await command('wrangler', [
    ...['d1', 'execute', 'DB', ...where, '--json', '--yes'],
    ...['--command', 'SELECT number, id, email, username FROM users'],
  ]);
  assertNobodyElse(arriving, JSON.parse(answer.slice(answer.indexOf('['))) as [{ results: Person[] }]);
  if (arriving.statements.length === 0) return;
  const folder = mkdtempSync(join(tmpdir(), 'tiktimer-import-'));
  try {
    const file = join(folder, 'import.sql');
    writeFileSync(file, arriving.statements.join('\n'), { mode: 0o600 });
    // D1 takes a file whole or not at all.
    await command('wrangler', ['d1', 'execute', 'DB', ...where, '--yes', '--file', file]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Person = MovingIn['people'][number];

/** Numbers, addresses and names belong to one person; who came by an earlier run is that person. */
function assertNobodyElse({ people }: MovingIn, [{ results }]: [{ results: Person[] }]): void {
  const taken = people.filter((person) =>
    results.some(
      (there) =>
        there.id !== person.id &&
        (there.number === person.number ||
          there.email === person.email ||
          there.username === person.username),
    ),
  );
  if (taken.length === 0) return;
  const numbers = taken.slice(0, 5).map(({ number }) => number);
  throw new Stop(
    `${taken.length} people of the older app meet others here with their id, address or username (old ids ${numbers.join(', ')}${taken.length > 5 ? ', …' : ''}). Import into a database without them; nothing was changed.`,
  );
}
