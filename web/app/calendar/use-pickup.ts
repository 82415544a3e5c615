import { useAnnounce } from '../components/toast.tsx';
import { clockTime, posts } from '../lib/format.ts';
import type { Wall } from '../lib/wall.ts';
import { wallOf } from '../lib/wall.ts';
import { longDay } from './day-words.ts';
import type { View } from './days.ts';
import { nearInstant, walk } from './days.ts';
import type { Plan } from './moves.ts';
import { judge } from './moves.ts';
import type { Piece } from './tile.ts';
import type { Overlay } from './use-overlay.ts';

type Steps = Record<string, { days?: number; minutes?: number }>;

/** What an arrow means for a post that is moved by keys: days and weeks, or a quarter of an hour and days. */
const STEPS: Record<'month' | 'week', Steps> = {
  month: { ArrowLeft: { days: -1 }, ArrowRight: { days: 1 }, ArrowUp: { days: -7 }, ArrowDown: { days: 7 } },
  week: {
    ArrowLeft: { days: -1 },
    ArrowRight: { days: 1 },
    ArrowUp: { minutes: -15 },
    ArrowDown: { minutes: 15 },
  },
};
export const stepOf = (view: View, key: string) => STEPS[view === 'week' ? 'week' : 'month'][key];

/** A post picked up with `m`: arrows carry it, Enter drops it, Escape puts it back; every step is said aloud. */
export function usePickup({ lifted, setLifted }: Pick<Overlay, 'lifted' | 'setLifted'>, plan: Plan) {
  const announce = useAnnounce();

  const pickUp = (piece: Piece, wall: Wall) => {
    setLifted({ piece, wall });
    announce('Picked up. Arrow keys move, Enter drops, Escape cancels.', 'assertive');
  };
  const carry = (view: View, key: string): Wall | null => {
    const by = stepOf(view, key);
    if (!lifted || !by) return null;
    const wall = walk(lifted.wall, by);
    setLifted({ ...lifted, wall });
    announce(stepWords(lifted.piece, wall, plan), 'assertive');
    return wall;
  };
  const putBack = () => {
    if (lifted) announce('Put back where it was.', 'assertive');
    setLifted(null);
  };
  const release = () => setLifted(null);
  return { lifted, pickUp, carry, putBack, release };
}

/** "Friday 16 October, 18:00, 2 posts that day.", and what stands against it. */
function stepWords(piece: Piece, wall: Wall, plan: Plan): string {
  const at = nearInstant(wall, plan.zone);
  const others = plan.tiles.filter(
    (tile) => tile.id !== piece.id && wallOf(tile.at, plan.zone).date === wall.date,
  );
  const verdict = judge(piece, wall, plan);
  const doubt =
    verdict.kind === 'refused'
      ? ` ${verdict.reason}`
      : verdict.kind === 'ask'
        ? ' Clocks change that night.'
        : verdict.kind === 'move' && verdict.warning
          ? ` ${verdict.warning}`
          : '';
  const time = clockTime(at, plan.zone) === wall.time ? wall.time : wall.time.replace(/:00$/, '');
  return `${longDay(wall.date)}, ${time}, ${posts(others.length)} that day.${doubt}`;
}
