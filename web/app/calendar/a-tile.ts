import type { Tile } from './tile.ts';

/** For tests: a scheduled post in Berlin, on 15 October 2026 at 18:00. */
export const aTile = (change: Partial<Tile> = {}): Tile => ({
  id: 'post_1',
  at: Date.parse('2026-10-15T16:00:00Z'),
  zone: 'Europe/Berlin',
  caption: 'Plum tart',
  accountId: 'acct_1',
  account: 'Mira Bakes',
  handle: '@mira.bakes',
  status: 'scheduled',
  shown: 'scheduled',
  etag: '1',
  poster: null,
  lengthMs: null,
  ...change,
});
