import type { Draft } from '../composer/draft.ts';
import type { WhenMeans } from '../composer/when.ts';
import { useNow } from '../lib/clock.ts';
import { fullMoment, span, zoneCity } from '../lib/format.ts';
import { FieldError } from './text-field.tsx';

type Times = Pick<Draft, 'date' | 'time' | 'zone' | 'fold'>;

/** A date, a time to the second, a zone; and in one sentence which moment that is. */
export function WhenPicker({
  value,
  means,
  zones,
  onChange,
}: {
  value: Times;
  means: WhenMeans;
  zones: string[];
  onChange: (times: Partial<Times>) => void;
}) {
  return (
    <div className="@container">
      <div className="grid gap-2 @xs:grid-cols-2 @lg:grid-cols-[1fr_0.8fr_1.2fr]">
        <input
          id="date"
          type="date"
          name="date"
          aria-label="Date"
          value={value.date}
          onChange={(event) => onChange({ date: event.target.value })}
          className="field tabular"
        />
        <input
          id="time"
          type="time"
          name="time"
          step="1"
          aria-label="Time"
          aria-describedby="when-words"
          value={value.time}
          onChange={(event) => onChange({ time: event.target.value })}
          className="field tabular"
        />
        <select
          name="zone"
          aria-label="Time zone"
          value={value.zone}
          onChange={(event) => onChange({ zone: event.target.value })}
          className="field picker @xs:col-span-2 @lg:col-span-1"
        >
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </div>
      <output id="when-words" className="mt-2 block">
        <Meaning value={value} means={means} />
      </output>
      {means.kind === 'at' && means.twice && <Twice value={value} onChange={onChange} />}
    </div>
  );
}

const SOON_MS = 2 * 60_000;

function Meaning({ value, means }: { value: Times; means: WhenMeans }) {
  const now = useNow();
  if (means.kind === 'incomplete') return <span className="text-muted text-sm">Pick a date and a time.</span>;
  if (means.kind === 'gap')
    return (
      <FieldError>
        {value.time.slice(0, 5)} does not exist on this day in {zoneCity(value.zone)}; clocks jump over it.
        Pick another time.
      </FieldError>
    );
  if (means.at <= now) return <FieldError>That time has passed.</FieldError>;
  return (
    <>
      <b className="tabular text-hand-text">In {span(means.at - now)}.</b>{' '}
      <span className="text-soft">{fullMoment(means.at, value.zone)}.</span>
      {means.at - now < SOON_MS && (
        <span className="block text-sm text-warn">
          Very soon: a large video may go out a little after this time.
        </span>
      )}
    </>
  );
}

function Twice({ value, onChange }: { value: Times; onChange: (times: Partial<Times>) => void }) {
  return (
    <fieldset className="mt-2">
      <legend className="text-sm">
        {value.time.slice(0, 5)} happens twice on this day in {zoneCity(value.zone)}.
      </legend>
      {(['first', 'second'] as const).map((fold) => (
        <label key={fold} className="mt-1 flex min-h-9 items-center gap-2">
          <input
            type="radio"
            name="fold"
            value={fold}
            checked={value.fold === fold}
            onChange={() => onChange({ fold })}
          />
          {fold === 'first' ? 'First, summer time' : 'Second, winter time'}
        </label>
      ))}
    </fieldset>
  );
}
