import type { Piece } from './tile.ts';

/** Why a post can't be moved at all; null when it can. */
export function fixedBecause({ status }: Piece): string | null {
  if (status === 'publishing' || status === 'published') return 'Already on its way.';
  if (status === 'outcome_unknown') return 'Say first whether it is on your profile.';
  return null;
}
