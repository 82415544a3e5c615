import type { PrivacyLevel } from '@tiktimer/worker/contract';
import { barredByBranding } from '../composer/draft.ts';
import { PRIVACY_WORDS } from '../lib/tiktok-words.ts';
import { Field } from './text-field.tsx';

/** Who can see the post: exactly TikTok's options for this creator, and no default (tiktok-api.md 13.2b). */
export function VisibilitySelect({
  value,
  options,
  branded,
  onChange,
}: {
  value: PrivacyLevel | '';
  options: PrivacyLevel[];
  branded: boolean;
  onChange: (privacy: PrivacyLevel | '') => void;
}) {
  const barred = branded ? options.map(barredByBranding).filter((reason) => reason !== null) : [];
  const chosenIsBarred = branded && barredByBranding(value) !== null;
  return (
    <Field
      label="Who can see this post"
      name="privacy"
      hint={barred.length > 0 ? barred.join(' ') : undefined}
      error={chosenIsBarred ? (barredByBranding(value) ?? undefined) : undefined}
    >
      {(ids) => (
        <select
          {...ids}
          name="privacy"
          value={value}
          onChange={(event) => onChange(event.target.value as PrivacyLevel | '')}
          className="field picker max-w-80"
        >
          <option value="">Choose…</option>
          {options.map((level) => {
            const reason = branded ? barredByBranding(level) : null;
            return (
              <option key={level} value={level} disabled={reason !== null} title={reason ?? undefined}>
                {PRIVACY_WORDS[level]}
              </option>
            );
          })}
        </select>
      )}
    </Field>
  );
}
