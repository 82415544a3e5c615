import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { WhenPicker } from '../components/when-picker.tsx';
import { whatMeans } from '../composer/when.ts';
import { planned } from '../lib/format.ts';
import type { Wall } from '../lib/wall.ts';
import type { DialogsProps } from './dialogs.tsx';
import type { Plan, Verdict } from './moves.ts';
import { judgeInstant } from './moves.ts';
import { Pop } from './pop.tsx';
import type { Piece } from './tile.ts';

/** What a picked time means for this post, for the button and the line above it. */
function verdictOf(
  piece: Piece,
  times: Wall & { zone: string; fold: 'first' | 'second' },
  plan: Plan,
): Verdict {
  const means = whatMeans(times.date, times.time, times.zone, times.fold);
  if (means.kind !== 'at') return { kind: 'ask' };
  return judgeInstant(piece, means.at, { ...plan, zone: times.zone });
}

/** The same as dragging, with fields. */
export function MoveDialog({
  piece,
  wall,
  plan,
  home,
  open,
  onMove,
}: DialogsProps & { piece: Piece; wall: Wall }) {
  const [times, setTimes] = useState({ ...wall, zone: plan.zone, fold: 'first' as 'first' | 'second' });
  const means = whatMeans(times.date, times.time, times.zone, times.fold);
  const verdict = verdictOf(piece, times, plan);
  const zones = [...new Set([plan.zone, home, piece.zone ?? plan.zone])];
  const can = verdict.kind === 'move' || verdict.kind === 'compose';
  const reason = can
    ? undefined
    : verdict.kind === 'refused'
      ? verdict.reason
      : verdict.kind === 'stay'
        ? 'It is planned for this time already.'
        : 'Pick a time that exists.';
  return (
    <Pop
      title={piece.status === 'scheduled' ? 'Move this post' : 'Pick a time'}
      wide
      onClose={() => open(null)}
    >
      <p className="mb-3 truncate text-soft">{piece.caption}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!can) return;
          open(null);
          onMove(piece, verdict.at);
        }}
      >
        <WhenPicker
          value={times}
          means={means}
          zones={zones}
          onChange={(part) => setTimes((before) => ({ ...before, ...part }))}
        />
        {verdict.kind === 'move' && verdict.warning && (
          <p className="mt-2 rounded-md bg-warn-tint px-3 py-2 text-sm text-warn">{verdict.warning}</p>
        )}
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button type="button" onClick={() => open(null)}>
            Leave it
          </Button>
          <Button variant="primary" disabledReason={reason}>
            {verdict.kind === 'compose'
              ? 'Open composer'
              : verdict.kind === 'move'
                ? `Move to ${planned(verdict.at, times.zone)}`
                : 'Move'}
          </Button>
        </div>
      </form>
    </Pop>
  );
}
