import { useEffect, useState } from 'react';
import type { WhenMeans } from '../composer/when.ts';
import { zoneCity, zoneWords } from '../lib/format.ts';
import { whenIdle } from '../lib/when-idle.ts';

const LOOK = 'field picker @xs:col-span-2 @lg:col-span-1';

/** The zone of a typed time. The hundreds that are seldom picked are written once the page has nothing better to do. */
export function ZoneSelect({
  value,
  means,
  zones,
  all,
  onChange,
}: {
  value: string;
  means: WhenMeans;
  /** Those to be seen at once. */
  zones: string[];
  /** Every other one too. */
  all: boolean;
  onChange: (zone: { zone: string }) => void;
}) {
  const [full, setFull] = useState(false);
  useEffect(() => (all ? whenIdle(() => setFull(true)) : undefined), [all]);
  const first = [...new Set([...zones, value])];
  const others =
    all && full ? Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone)) : [];
  return (
    <>
      {all && (
        <noscript>
          <select name="zone" aria-label="Time zone" defaultValue={value} className={`${LOOK} w-full`}>
            <Options zones={[...new Set([...first, ...Intl.supportedValuesOf('timeZone')])]} />
          </select>
        </noscript>
      )}
      <select
        name="zone"
        aria-label="Time zone"
        value={value}
        onChange={(event) => onChange({ zone: event.target.value })}
        className={`${LOOK} ${all ? 'awake-only' : ''}`}
      >
        {first.map((zone) => (
          <option key={zone} value={zone}>
            {zone !== value
              ? zone.replaceAll('_', ' ')
              : means.kind === 'at'
                ? zoneWords(means.at, zone)
                : zoneCity(zone)}
          </option>
        ))}
        {others.length > 0 && (
          <optgroup label="All zones">
            <Options zones={others} />
          </optgroup>
        )}
      </select>
    </>
  );
}

const Options = ({ zones }: { zones: string[] }) =>
  zones.map((zone) => (
    <option key={zone} value={zone}>
      {zone.replaceAll('_', ' ')}
    </option>
  ));
