import type { CreatorInfo } from '@tiktimer/worker/contract';

export type Interaction = 'allowComment' | 'allowDuet' | 'allowStitch';
const CHECKS = [
  { name: 'allowComment', word: 'Comment', off: 'commentDisabled' },
  { name: 'allowDuet', word: 'Duet', off: 'duetDisabled' },
  { name: 'allowStitch', word: 'Stitch', off: 'stitchDisabled' },
] as const;

/** "Comment, Duet and Stitch" */
const LIST = new Intl.ListFormat('en-GB');

/** What viewers may do: all off at first; what the creator switched off in TikTok can't be ticked (tiktok-api.md 13.2c). */
export function InteractionChecks({
  values,
  info,
  onChange,
}: {
  values: Record<Interaction, boolean>;
  info: CreatorInfo;
  onChange: (name: Interaction, on: boolean) => void;
}) {
  const off = CHECKS.filter((check) => info[check.off]).map(({ word }) => word);
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Allow viewers to</legend>
      <div className="grid gap-2 sm:grid-cols-3">
        {CHECKS.map(({ name, word, off: flag }) => (
          <label
            key={name}
            className="flex min-h-11 items-center gap-2.5 rounded-md border border-line bg-surface px-3 has-disabled:cursor-not-allowed has-disabled:bg-transparent has-disabled:text-muted md:min-h-10"
          >
            <input
              type="checkbox"
              name={name}
              checked={values[name] && !info[flag]}
              disabled={info[flag]}
              aria-describedby={info[flag] ? 'interactions-off' : undefined}
              onChange={(event) => onChange(name, event.target.checked)}
              className="tick-box"
            />
            {word}
          </label>
        ))}
      </div>
      {off.length > 0 && (
        <p id="interactions-off" className="mt-2 text-muted text-xs">
          {LIST.format(off)} {off.length === 1 ? 'is' : 'are'} off in your TikTok settings.
        </p>
      )}
    </fieldset>
  );
}
