import { strict as assert } from 'node:assert';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';

const DAY_AND_MORE_MS = 25 * 3_600_000;
const TRIES_MAX = 40;
const TRY_EVERY_MS = 3000;

interface Stored {
  snapshot: { postId: string };
  state: { phase: string; lastSendEndedAt?: number };
}

/**
 * Lets a post that TikTok says nothing about believe that it has asked for a day: the only way to an unknown outcome
 * that takes less than one. What it sent last is set back in the storage of its object, which reads it when it next
 * wakes; an object that is awake writes over it, so this is repeated until `isKnown` says that it was heard.
 */
export async function aDayLater(
  state: string,
  postId: string,
  isKnown: () => Promise<boolean>,
): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const folder = join(state, 'v3/do/tiktimer-api-PostPublisher');
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sqlite'))) {
      const storage = new DatabaseSync(join(folder, file), { timeout: 1000 });
      // An object that has just been made has stored nothing yet.
      const kept = storage.prepare("SELECT 1 FROM sqlite_master WHERE name = '_cf_KV'").get();
      const row = kept && storage.prepare("SELECT value FROM _cf_KV WHERE key = 'publication'").get();
      const stored = row ? (deserialize(row.value as Uint8Array) as Stored) : undefined;
      if (stored?.snapshot.postId === postId && stored.state.phase === 'processing') {
        stored.state.lastSendEndedAt = Date.now() - DAY_AND_MORE_MS;
        storage.prepare("UPDATE _cf_KV SET value = ? WHERE key = 'publication'").run(serialize(stored));
      }
      storage.close();
    }
    await sleep(TRY_EVERY_MS);
    if (await isKnown()) return;
  }
  assert.fail(`${postId} never gave up asking`);
}
