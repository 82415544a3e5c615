import { useNow } from '../lib/clock.ts';
import { minute, second, zoneWords } from '../lib/format.ts';

/** The running clock of the frame, in the creator's zone. Readers are left in peace. */
export function RailClock({ zone, live }: { zone: string; live: boolean }) {
  const now = useNow();
  return (
    <div aria-hidden="true" className="tabular px-2.5">
      <b className="block font-medium text-xl tracking-title">
        {minute(now, zone)}
        <span className="text-hand-text">{second(now, zone).slice(5)}</span>
      </b>
      <span className="text-muted text-xs">
        {zoneWords(now, zone)}
        {!live && <span className="text-warn"> · not live</span>}
      </span>
    </div>
  );
}
