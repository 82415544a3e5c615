import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Draft } from '../composer/draft.ts';
import { LATEST_MIN } from '../composer/draft.ts';
import type { WhenMeans } from '../composer/when.ts';
import { useMinute, useNow } from '../lib/clock.ts';
import {
  clockTime,
  fullMoment,
  isoDay,
  longDay,
  planned,
  postTime,
  relative,
  second,
  zoneCity,
  zoneOffset,
} from '../lib/format.ts';
import { useAwake } from '../lib/use-awake.ts';
import { Button } from './button.tsx';
import { FieldError } from './text-field.tsx';
import { ZoneSelect } from './zone-select.tsx';

/** Without `latestMin` the latest time is not asked for. */
type Times = Pick<Draft, 'date' | 'time' | 'zone' | 'fold'> & Partial<Pick<Draft, 'latestMin'>>;

/** A date, a time, a zone; and in one sentence which moment that is. */
export function WhenPicker({
  value,
  means,
  zones,
  allZones = false,
  secondZone = null,
  clash,
  children,
  onChange,
}: {
  value: Times;
  means: WhenMeans;
  zones: string[];
  /** Every other zone can be picked too. */
  allZones?: boolean;
  /** Where else the creator wants to know what time it is. */
  secondZone?: string | null;
  /** Another post of the same account near this time. */
  clash?: { at: number; handle: string } | null;
  /** Times to pick by one press. */
  children?: ReactNode;
  onChange: (times: Partial<Times>) => void;
}) {
  const [exact, setExact] = useState(!/^\d\d:\d\d(:00)?$/.test(value.time));
  const awake = useAwake();
  const seconds = exact || !awake;
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
          step={seconds ? 1 : 60}
          aria-label="Time"
          aria-describedby="when-words"
          value={seconds ? value.time : value.time.slice(0, 5)}
          onChange={(event) => onChange({ time: event.target.value })}
          className="field tabular"
        />
        <ZoneSelect value={value.zone} means={means} zones={zones} all={allZones} onChange={onChange} />
      </div>
      <output id="when-words" className="mt-2 block">
        <Meaning value={value} means={means} secondZone={secondZone} onChange={onChange} />
      </output>
      {means.kind === 'at' && means.twice && <Twice value={value} means={means} onChange={onChange} />}
      {clash && (
        <p role="status" className="mt-1 text-sm text-warn">
          Another post goes out at {clockTime(clash.at, value.zone)} on @{clash.handle}.
        </p>
      )}
      {children}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        {value.latestMin !== undefined && (
          <Latest value={{ ...value, latestMin: value.latestMin }} means={means} onChange={onChange} />
        )}
        {!seconds && (
          <Button type="button" variant="quiet" size="sm" onClick={() => setExact(true)}>
            Add seconds
          </Button>
        )}
      </div>
    </div>
  );
}

const SOON_MS = 2 * 60_000;

interface PartProps {
  value: Times;
  means: WhenMeans;
  onChange: (times: Partial<Times>) => void;
}

function Meaning({ value, means, secondZone, onChange }: PartProps & { secondZone: string | null }) {
  const now = useNow();
  if (means.kind === 'incomplete') return <span className="text-muted text-sm">Pick a date and a time.</span>;
  if (means.kind === 'gap') {
    const day = planned(Date.parse(`${value.date}T12:00:00Z`), 'UTC').split(',')[0];
    return (
      <span className="flex flex-wrap items-center gap-2">
        <FieldError>
          {value.time.slice(0, 5)} does not exist on {day} in {zoneCity(value.zone)}; clocks jump from{' '}
          {means.from} to {means.to}.
        </FieldError>
        <Button type="button" size="sm" onClick={() => onChange({ time: means.instead })}>
          Use {means.instead}
        </Button>
      </span>
    );
  }
  if (means.at <= now) return <FieldError>That time has passed.</FieldError>;
  return (
    <>
      <b className="tabular inline-block text-hand-text first-letter:uppercase">{relative(means.at, now)}</b>
      <span className="tabular text-soft">
        {' · '}
        {fullMoment(means.at, value.zone, now)}
        {secondZone && secondZone !== value.zone && ` · ${elsewhere(means.at, value.zone, secondZone, now)}`}
      </span>
      {means.at - now < SOON_MS && (
        <span className="block text-sm text-warn">
          Very soon: a large video may go out a little after this time.
        </span>
      )}
    </>
  );
}

/** "12:00:00 in New York", with its day where that is another. */
const elsewhere = (at: number, zone: string, other: string, now: number) => {
  const sameDay = isoDay(at, zone) === isoDay(at, other);
  return `${sameDay ? '' : `${longDay(at, other, now)}, `}${second(at, other)} in ${zoneCity(other)}`;
};

const LATER_WORDS: Record<number, string> = {
  5: '5 minutes',
  30: '30 minutes',
  60: 'an hour',
  120: '2 hours',
  360: '6 hours',
  1440: 'a day',
};

/** How late is still better than not at all: a launch clip at three in the morning can be worse than none. */
function Latest({ value, means, onChange }: PartProps & { value: { latestMin: number } }) {
  const now = useMinute();
  const choices = [...new Set<number>([...LATEST_MIN, value.latestMin])].toSorted((a, b) => a - b);
  const wordsOf = (minutes: number) => {
    const span = LATER_WORDS[minutes] ?? `${minutes} minutes`;
    return means.kind === 'at'
      ? `${postTime(means.at + minutes * 60_000, value.zone, now)} (${span} later)`
      : `${span} later`;
  };
  return (
    <label className="flex flex-wrap items-center gap-x-2 text-soft">
      If something holds it up, still send until
      <select
        name="latestMin"
        aria-label="Latest time"
        value={value.latestMin}
        onChange={(event) => onChange({ latestMin: Number(event.target.value) })}
        className="tabular min-h-11 rounded-md border border-line bg-surface px-2 text-ink md:min-h-8"
      >
        {choices.map((minutes) => (
          <option key={minutes} value={minutes}>
            {wordsOf(minutes)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Twice({ value, means, onChange }: PartProps & { means: Extract<WhenMeans, { kind: 'at' }> }) {
  const HOUR = 3_600_000;
  // Which of the two `at` is, the other lies beside it: an hour nearly everywhere, half of one on Lord Howe Island.
  const offsets = {
    first: zoneOffset(value.fold === 'first' ? means.at : means.at - HOUR, value.zone),
    second: zoneOffset(value.fold === 'second' ? means.at : means.at + HOUR, value.zone),
  };
  return (
    <fieldset className="mt-2">
      <legend className="text-sm">
        {value.time.slice(0, 5)} happens twice on this day in {zoneCity(value.zone)}.
      </legend>
      {(['first', 'second'] as const).map((fold) => (
        <label key={fold} className="mt-1 flex min-h-11 items-center gap-2 md:min-h-9">
          <input
            type="radio"
            name="fold"
            value={fold}
            checked={value.fold === fold}
            onChange={() => onChange({ fold })}
          />
          {fold === 'first' ? 'First, summer time' : 'Second, winter time'} ({offsets[fold]})
        </label>
      ))}
    </fieldset>
  );
}
