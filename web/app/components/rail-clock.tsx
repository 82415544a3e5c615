import { useNow } from '../lib/clock.ts';
import { minute, second, zoneCity, zoneWords } from '../lib/format.ts';

/** The running clock of the frame, in the creator's zone, and a second one if they want it. Readers are left in peace. */
export function RailClock({ zone, secondZone }: { zone: string; secondZone: string | null }) {
  const now = useNow();
  return (
    <div aria-hidden="true" className="tabular px-2.5">
      <b className="block font-medium text-xl tracking-title">
        {minute(now, zone)}
        <span className="text-hand-text">{second(now, zone).slice(5)}</span>
      </b>
      <span className="text-muted text-xs">{zoneWords(now, zone)}</span>
      {secondZone && (
        <span className="block text-muted text-xs">
          {minute(now, secondZone)} {zoneCity(secondZone)}
        </span>
      )}
    </div>
  );
}
