import { useNow } from '../lib/clock.ts';
import { minute, second, zoneCity, zoneWords } from '../lib/format.ts';
import { useIsLive } from '../lib/use-live.ts';

/**
 * The running clock of the frame, in the creator's zone, with a second one if they want it, and whether what is shown follows
 * by itself (ui.md 2). Readers are left in peace.
 */
export function RailClock({ zone, secondZone }: { zone: string; secondZone: string | null }) {
  const now = useNow();
  const isLive = useIsLive();
  return (
    <div aria-hidden="true" className="tabular px-2.5">
      <b className="block font-medium text-xl tracking-title">
        {minute(now, zone)}
        <span className="text-hand-text">{second(now, zone).slice(5)}</span>
      </b>
      <span className="text-muted text-xs">
        {zoneWords(now, zone)}
        {!isLive && ' · not live'}
      </span>
      {secondZone && (
        <span className="block text-muted text-xs">
          {minute(now, secondZone)} {zoneCity(secondZone)}
        </span>
      )}
    </div>
  );
}
