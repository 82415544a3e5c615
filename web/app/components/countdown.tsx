import { useNow, useReading } from '../lib/clock.ts';
import { relative, span } from '../lib/format.ts';

/** "3 h 27 min", counting by the server's clock. Not spoken each second. */
export function TimeLeft({ to }: { to: string }) {
  const words = useReading((now) => (Date.parse(to) > now ? span(Date.parse(to) - now) : 'a moment'));
  return (
    <span role="timer" aria-live="off" className="tabular">
      {words}
    </span>
  );
}

/** "in 3 h 27 min" or "2 days ago" */
export function Relative({ at }: { at: string }) {
  return <span className="tabular">{useReading((now) => relative(at, now))}</span>;
}

/** The big digits of the last minutes: HH:MM in grey, the running seconds in the colour of the hand. */
export function Countdown({ to }: { to: string }) {
  const s = Math.max(0, Math.ceil((Date.parse(to) - useNow()) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    <span
      role="timer"
      aria-live="off"
      className="tabular my-1.5 -ml-0.5 block text-[62px] leading-none tracking-[-0.045em] md:text-[76px]"
    >
      <span className="text-muted">
        {two(Math.floor(s / 3600))}:{two(Math.floor(s / 60) % 60)}:
      </span>
      <span className="font-medium text-hand-text">{two(s % 60)}</span>
    </span>
  );
}
