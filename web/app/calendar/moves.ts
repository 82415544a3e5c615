import { whatMeans } from '../composer/when.ts';
import { isoDay, planned, posts } from '../lib/format.ts';
import type { Wall } from '../lib/wall.ts';
import { fixedBecause } from './fixed-because.ts';
import type { Piece, Tile } from './tile.ts';

/** Posts TikTok takes from one account in 24 h (tiktok-api.md 8). Advice, not a limit. */
const POSTS_A_DAY_ABOUT = 15;

/** What dropping a post at a time on the wall would mean. */
export type Verdict =
  | { kind: 'move'; at: number; warning: string | null }
  /** Scheduling anew: visibility and consent are the creator's to give, so the composer asks. */
  | { kind: 'compose'; at: number }
  /** The time does not exist that day, or exists twice: the creator says which is meant. */
  | { kind: 'ask' }
  | { kind: 'stay' }
  | { kind: 'refused'; reason: string };

export interface Plan {
  zone: string;
  now: number;
  tiles: Tile[];
}

export function judge(piece: Piece, wall: Wall, plan: Plan): Verdict {
  const fixed = fixedBecause(piece);
  if (fixed) return { kind: 'refused', reason: fixed };
  const means = whatMeans(wall.date, wall.time, plan.zone, 'first');
  if (means.kind === 'incomplete') return { kind: 'stay' };
  if (means.kind === 'gap') return { kind: 'ask' };
  if (means.at === piece.at) return { kind: 'stay' };
  if (means.at <= plan.now && !means.twice) return { kind: 'refused', reason: 'That time has passed.' };
  if (means.twice) return { kind: 'ask' };
  return judgeInstant(piece, means.at, plan);
}

/** The same for an instant somebody picked in a dialog. */
export function judgeInstant(piece: Piece, at: number, plan: Plan): Verdict {
  const fixed = fixedBecause(piece);
  if (fixed) return { kind: 'refused', reason: fixed };
  if (at === piece.at) return { kind: 'stay' };
  if (at <= plan.now) return { kind: 'refused', reason: 'That time has passed.' };
  if (piece.status !== 'scheduled') return { kind: 'compose', at };
  return { kind: 'move', at, warning: crowded(piece, at, plan) };
}

const COUNTS = new Set(['scheduled', 'publishing', 'published', 'outcome_unknown']);

function crowded(piece: Piece, at: number, { zone, tiles }: Plan): string | null {
  const day = isoDay(at, zone);
  const others = tiles.filter(
    (tile) =>
      tile.id !== piece.id &&
      tile.accountId === piece.accountId &&
      COUNTS.has(tile.status) &&
      isoDay(tile.at, zone) === day,
  );
  if (others.length < POSTS_A_DAY_ABOUT) return null;
  return `${piece.handle} has ${posts(others.length)} that day; TikTok takes about ${POSTS_A_DAY_ABOUT} in 24 h.`;
}

/** What stands beside a post that is held over a place: "Fri 16 Oct, 18:00", or why it can't go there. */
export function aimWords(wall: Wall, verdict: Verdict, zone: string): { text: string; bad: boolean } {
  switch (verdict.kind) {
    case 'refused':
      return { text: verdict.reason, bad: true };
    case 'ask':
      return { text: `${wall.time.slice(0, 5)}? Clocks change that night.`, bad: false };
    case 'move':
      return { text: [planned(verdict.at, zone), verdict.warning].filter(Boolean).join('. '), bad: false };
    case 'compose':
      return { text: planned(verdict.at, zone), bad: false };
    case 'stay':
      return { text: 'Stays where it is', bad: false };
  }
}
