import type { ReceiptEvent } from '@tiktimer/worker/contract';
import { bytes } from '../lib/format.ts';
import { TickRail } from './tick-rail.tsx';

const MARKS = 60;

/** How much of the video is at TikTok already, as minute marks; the last one is the hand's. */
export function Staged({ events, wide }: { events: ReceiptEvent[]; wide?: boolean }) {
  const staged = events.findLast(({ step }) => step === 'staged');
  if (!staged)
    return (
      <p className="mt-3 text-soft text-sm">
        Nothing is at TikTok yet. It is prepared just before its time, and nothing is public until then.
      </p>
    );
  const there = Number(staged.detail.bytesThere ?? 0);
  const total = Number(staged.detail.bytes ?? 0);
  const shown = `${there === 0 ? 0 : bytes(there)} of ${bytes(total)}`;
  return (
    <>
      <p className="mt-3.5 mb-2 flex justify-between text-sm">
        <b className="font-medium">At TikTok already</b>
        <span className="tabular text-soft">{shown}</span>
      </p>
      <span className={`flex items-end gap-0.5 ${wide ? '[&_i]:max-w-1.5' : ''}`}>
        <TickRail
          kind="progressbar"
          total={MARKS - 1}
          filled={Math.floor((there / Math.max(1, total)) * (MARKS - 1))}
          label="At TikTok already"
          valueText={shown}
        />
        <i aria-hidden="true" className="h-4 w-1 rounded-[1px] bg-hand" />
      </span>
      <p className="mt-2.5 text-soft text-sm">
        {there === 0 ? 'It goes on the second, in one piece.' : 'The last bytes go on the second.'} Until then
        nothing is public, and it can still be stopped.
      </p>
    </>
  );
}
