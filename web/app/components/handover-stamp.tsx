import { Check } from 'lucide-react';
import { hundredths, second, span } from '../lib/format.ts';
import { ON_TIME_MS } from '../lib/lateness-cause.ts';

/** The moment all of this is about. */
export function HandoverStamp({
  at,
  latenessMs,
  cause,
  zone,
}: {
  at: string;
  latenessMs: number | null;
  /** Why it was late, if it was. */
  cause: string | null;
  zone: string;
}) {
  return (
    <li className="[&>.node]:pt-4 [&>time]:pt-4">
      <time dateTime={at}>
        {latenessMs !== null && Math.abs(latenessMs) <= ON_TIME_MS ? 'On the second' : 'Handed over'}
      </time>
      <span className="node">
        <b className="grid size-5 place-items-center rounded-full bg-hand text-page shadow-[0_0_0_3px_var(--tt-page)]">
          <Check size={13} strokeWidth={2.5} aria-hidden />
        </b>
      </span>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 rounded-[10px] border border-line bg-surface px-4 py-3.5">
        <div>
          <h3 className="font-medium">Handed to TikTok</h3>
          <p className="tabular font-medium text-[30px] leading-9 tracking-display md:text-[34px]">
            {second(at, zone)}
            <span className="text-hand-text">{hundredths(at)}</span>
          </p>
        </div>
        {latenessMs !== null && (
          <p className="max-w-64 text-soft text-sm">
            {latenessWords(latenessMs)}
            {cause && <span className="block">{cause}</span>}
            <span className="block">Once: nothing was sent twice.</span>
          </p>
        )}
      </div>
    </li>
  );
}

function latenessWords(ms: number): string {
  const size = Math.abs(ms);
  if (size < 10) return 'Within 0.01 s of the time you picked.';
  const words = size < 10_000 ? `${(Math.floor(size / 10) / 100).toFixed(2)} s` : span(size);
  return `${words} ${ms < 0 ? 'before' : 'after'} the time you picked.`;
}
