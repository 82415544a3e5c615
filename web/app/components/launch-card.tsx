import type { Post, ReceiptEvent } from '@tiktimer/worker/contract';
import { Countdown } from './countdown.tsx';
import { RunningDial } from './running-dial.tsx';
import { Staged } from './staged.tsx';

/** The last minutes: how long still, and how much is at TikTok already. */
export default function LaunchCard({
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
