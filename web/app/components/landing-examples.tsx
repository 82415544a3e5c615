import { Check, CircleCheck, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const STEPS = [
  { at: '17:00:00', head: 'Looked again, an hour before', rest: 'All well.' },
  {
    at: '17:58',
    head: 'Staged',
    rest: 'All but the last part is at TikTok. The rest waits for your second.',
  },
];

/** What a receipt looks like. It is an example and says so; its times are the plan's, not a measurement. */
export function ReceiptExample() {
  return (
    <figure className="rounded-xl border border-line bg-surface p-6 shadow-2 md:p-8">
      <ol className="receipt">
        {STEPS.map(({ at, head, rest }) => (
          <Step key={head} at={at} head={head} rest={rest} />
        ))}
        <li>
          <span className="pt-1 text-right text-sm text-soft">Your second</span>
          <span className="node">
            <b className="grid size-[22px] place-items-center rounded-full bg-hand text-page">
              <Check size={14} strokeWidth={2.6} aria-hidden />
            </b>
          </span>
          <div>
            <h3 className="font-medium">Handed to TikTok</h3>
            <p className="tabular font-strong text-2xl tracking-display">
              18:00:<span className="text-hand-text">00</span>
            </p>
          </div>
        </li>
        <Step at="after" head="Live" rest="With its link, once TikTok has told it." />
      </ol>
      <figcaption className="text-muted text-xs">
        An example. Yours shows every step to 1/100 second.
      </figcaption>
    </figure>
  );
}

function Step({ at, head, rest }: { at: string; head: string; rest: string }) {
  return (
    <li>
      <time>{at}</time>
      <span className="node text-good">
        <b className="-mt-px grid size-[22px] place-items-center rounded-full bg-surface">
          <CircleCheck size={18} strokeWidth={1.9} aria-hidden />
        </b>
      </span>
      <div>
        <h3 className="font-medium">{head}</h3>
        <p className="text-soft text-sm">{rest}</p>
      </div>
    </li>
  );
}

/** What we say before, and what we say after. */
export function WarningExamples() {
  return (
    <div className="mt-8 grid gap-4 md:grid-cols-2">
      <Example
        icon={<TriangleAlert size={20} strokeWidth={1.75} aria-hidden className="text-warn" />}
        when="a day before"
        head="TikTok signed us out of your account."
      >
        Your post for tomorrow, 18:00, waits for this. Reconnect, and it goes out on time.
      </Example>
      <Example
        icon={<CircleCheck size={20} strokeWidth={1.75} aria-hidden className="text-good" />}
        when="after"
        head="Live on TikTok."
      >
        With its link, and how far from your second it was handed over.
      </Example>
    </div>
  );
}

function Example({
  icon,
  when,
  head,
  children,
}: {
  icon: ReactNode;
  when: string;
  head: string;
  children: ReactNode;
}) {
  return (
    <div className="flex gap-4 rounded-lg border border-line bg-surface p-5">
      <span className="flex-none">{icon}</span>
      <div>
        <p className="text-muted text-xs">{when}</p>
        <h3 className="mt-0.5 font-medium">{head}</h3>
        <p className="mt-1 text-soft">{children}</p>
      </div>
    </div>
  );
}
