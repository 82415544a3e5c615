import type { World } from '../world.ts';

export type LimitName = 'init' | 'creator_info' | 'status' | 'user_info';

const WINDOW_MS = 60_000;

/** One-minute sliding windows per token; a refused call leaves no trace in them (tiktok-api.md 8, 15.7). */
export function hasRoom(world: World, token: string, limit: LimitName): boolean {
  const max = world.settings.limits[limit];
  if (max === 0) return true;
  const now = world.now();
  const since = now - WINDOW_MS;
  // A clock set back by a test must not leave calls of the future behind.
  world.run('DELETE FROM calls WHERE at <= ? OR at > ?', since, now);
  const used = world.row<{ n: number }>(
    'SELECT COUNT(*) AS n FROM calls WHERE token = ? AND bucket = ?',
    token,
    limit,
  );
  if ((used?.n ?? 0) >= max) return false;
  world.run('INSERT INTO calls (token, bucket, at) VALUES (?, ?, ?)', token, limit, now);
  return true;
}
