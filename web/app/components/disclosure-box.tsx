import { Tag } from 'lucide-react';
import { barredByBranding } from '../composer/draft.ts';
import { labelOf } from '../lib/tiktok-words.ts';
import { Switch } from './switch.tsx';

type Choice = 'disclose' | 'ownBrand' | 'branded';

/** TikTok's words; they may not be edited (tiktok-api.md 13.3). */
const BOXES = [
  {
    name: 'ownBrand',
    label: 'Your brand',
    words:
      'You are promoting yourself or your own business. This content will be classified as Brand Organic.',
  },
  {
    name: 'branded',
    label: 'Branded content',
    words:
      'You are promoting another brand or a third party. This content will be classified as Branded Content.',
  },
] as const;

export function DisclosureBox({
  values,
  privacy,
  onChange,
}: {
  values: Record<Choice, boolean>;
  privacy: string;
  onChange: (name: Choice, on: boolean) => void;
}) {
  const barred = values.branded ? null : barredByBranding(privacy);
  const label = values.disclose ? labelOf(values) : null;
  return (
    <div className="rounded-[10px] border border-line bg-surface px-3.5 py-3">
      <Switch
        name="disclose"
        label="Content Disclosure Setting"
        hint="Turn on if this post promotes yourself, a brand, product or service."
        on={values.disclose}
        onChange={(on) => onChange('disclose', on)}
      />
      {/* Without scripts the boxes have to be there at once; they count only while the switch is on. */}
      <div
        className={`mt-3 grid gap-3 border-line border-t pt-3 ${values.disclose ? '' : 'hidden noscript:grid'}`}
      >
        {BOXES.map(({ name, label, words }) => {
          const reason = name === 'branded' ? barred : null;
          return (
            <label key={name} className="flex min-h-11 items-start gap-2.5">
              <input
                id={name}
                type="checkbox"
                name={name}
                checked={values[name]}
                disabled={reason !== null}
                title={reason ?? undefined}
                aria-labelledby={`${name}-label`}
                aria-describedby={`${name}-words`}
                onChange={(event) => onChange(name, event.target.checked)}
                className="tick-box"
              />
              <span>
                <span id={`${name}-label`} className="font-medium">
                  {label}
                </span>
                <span id={`${name}-words`} className="block text-soft text-sm">
                  {words}
                  {reason && (
                    <>
                      {' '}
                      <a href="#privacy" className="link">
                        {reason} Change who can see it
                      </a>
                    </>
                  )}
                </span>
              </span>
            </label>
          );
        })}
        <div role="status">
          {label && (
            <p className="flex items-center gap-2 rounded-md bg-steel-tint px-3 py-2">
              <Tag size={16} strokeWidth={1.75} aria-hidden className="flex-none text-steel" />
              Your photo/video will be labeled as &apos;{label}&apos;.
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
