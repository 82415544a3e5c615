import type { Post, ReceiptEvent } from '@tiktimer/worker/contract';
import { bytes } from '../lib/format.ts';
import { Countdown } from './countdown.tsx';
import { RunningDial } from './running-dial.tsx';
import { TickRail } from './tick-rail.tsx';

/** The last minutes: how long still, and how much is at TikTok already. */
export function LaunchCard({
  post,
  events,
  zone,
}: {
  post: Post & { publishAt: string };
  events: ReceiptEvent[];
  zone: string;
}) {
  return (
    <section
      aria-label="Countdown"
      className="mb-6 grid items-center gap-6 rounded-lg border border-line bg-surface px-5 pt-6 pb-5 shadow-1 md:px-7 xl:grid-cols-[minmax(0,1fr)_212px]"
    >
      <div>
        <span className="text-soft text-sm">Hands over in</span>
        <Countdown to={post.publishAt} />
        <Staged events={events} />
      </div>
      <div className="justify-self-end max-xl:hidden">
        <RunningDial zone={zone} />
      </div>
    </section>
  );
}

const MARKS = 60;

function Staged({ events }: { events: ReceiptEvent[] }) {
  const staged = events.findLast(({ step }) => step === 'staged');
  if (!staged)
    return (
      <p className="mt-3 text-soft text-sm">
        Nothing is at TikTok yet. It is prepared just before its time, and nothing is public until then.
      </p>
    );
  const there = Number(staged.detail.bytesThere ?? 0);
  const total = Number(staged.detail.bytes ?? 0);
  return (
    <>
      <p className="mt-3.5 mb-2 flex justify-between text-sm">
        <b className="font-medium">At TikTok already</b>
        <span className="tabular text-soft">
          {bytes(there)} of {bytes(total)}
        </span>
      </p>
      <span className="flex items-end gap-0.5">
        <TickRail
          kind="progressbar"
          total={MARKS - 1}
          filled={Math.floor((there / Math.max(1, total)) * (MARKS - 1))}
          label="At TikTok already"
          valueText={`${bytes(there)} of ${bytes(total)}`}
        />
        <i aria-hidden="true" className="h-4 w-1 rounded-[1px] bg-hand" />
      </span>
      <p className="mt-2.5 text-soft text-sm">
        The last bytes go on the second. Until then nothing is public, and it can still be stopped.
      </p>
    </>
  );
}
