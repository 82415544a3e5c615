import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { expect, it, vi } from 'vitest';
import { openDb } from './deps.ts';
import { consoleLog, unexpected } from './log.ts';

it('a failed query is logged by its cause, never with its values', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const error: unknown = await openDb(env.DB)
    .run(sql`insert into nowhere values (${'mira@canary.example'})`)
    .catch((reason: unknown) => reason);
  expect(String(error)).toContain('mira@canary.example');
  consoleLog.error('unexpected', unexpected(error));
  const line = String(said.mock.calls[0]?.[0]);
  expect(line).toContain('no such table');
  expect(line).not.toContain('canary');
});
