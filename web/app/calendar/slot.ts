import type { Wall } from '../lib/wall.ts';
import type { Tile } from './tile.ts';

/** The time most posts here go out at: what a free day offers. */
export function usualTime(tiles: Tile[], timeOf: (at: number) => string): string {
  const counts = new Map<string, number>();
  for (const { at } of tiles) counts.set(timeOf(at), (counts.get(timeOf(at)) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most && most[1] > 1 ? most[0] : '18:00';
}

/** The composer at a time on the wall; it knows the zone of its creator, so the zone is only named when it differs. */
export function composerAt(
  at: { wall: Wall; zone: string },
  carry: { postId?: string; account?: string; home: string },
): string {
  const query = new URLSearchParams({ at: `${at.wall.date}T${at.wall.time}` });
  if (at.zone !== carry.home) query.set('zone', at.zone);
  if (carry.account) query.set('account', carry.account);
  return `${carry.postId ? `/posts/${carry.postId}/edit` : '/posts/new'}?${query}`;
}
