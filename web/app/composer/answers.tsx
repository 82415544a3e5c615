import type { AccountDetail } from '@tiktimer/worker/contract';
import { ComposerPart } from '../components/composer-part.tsx';
import { DisclosureBox } from '../components/disclosure-box.tsx';
import { InteractionChecks } from '../components/interaction-checks.tsx';
import { Switch } from '../components/switch.tsx';
import { UsualTimes } from '../components/usual-times.tsx';
import { VisibilitySelect } from '../components/visibility-select.tsx';
import { WhenPicker } from '../components/when-picker.tsx';
import { WhenSegments } from '../components/when-segments.tsx';
import type { Draft } from './draft.ts';
import type { WhenMeans } from './when.ts';

/** Parts 4 to 6: what each account is asked for itself. */
export function Answers({
  draft,
  account,
  failed,
  scheduled,
  home,
  usual,
  means,
  clash,
  onChange,
}: {
  draft: Draft;
  account: AccountDetail | null;
  failed: boolean;
  /** A scheduled post has a time already; it is moved, not posted from here. */
  scheduled: boolean;
  /** The creator's own zone, and the second one they want to read times in. */
  home: { zone: string; secondZone: string | null };
  /** Times of day at which this account posts. */
  usual: string[];
  means: WhenMeans;
  clash: { at: number; handle: string } | null;
  onChange: (part: Partial<Draft>) => void;
}) {
  const info = account?.creatorInfo;
  return (
    <>
      <ComposerPart name="Viewers" part={4}>
        {info ? (
          <div className="grid gap-5">
            <VisibilitySelect
              value={draft.privacy}
              options={info.privacyOptions}
              branded={draft.disclose && draft.branded}
              onChange={(privacy) => onChange({ privacy })}
            />
            <InteractionChecks values={draft} info={info} onChange={(name, on) => onChange({ [name]: on })} />
          </div>
        ) : draft.accountId && !failed && !account ? (
          <div id="privacy" tabIndex={-1} aria-busy="true" className="grid gap-3">
            <span className="h-10 max-w-80 animate-pulse-soft rounded-md bg-sunken" />
            <span className="h-10 animate-pulse-soft rounded-md bg-sunken" />
            <noscript>TikTok has not answered yet. Reload this page to ask again.</noscript>
          </div>
        ) : (
          <p id="privacy" tabIndex={-1} className="text-soft">
            Who can see it and what viewers may do come from TikTok, so they wait for{' '}
            {draft.accountId ? 'its answer' : 'the account'}.
          </p>
        )}
      </ComposerPart>
      <ComposerPart name="Disclosure" part={5}>
        <DisclosureBox
          values={draft}
          privacy={draft.privacy}
          onChange={(name, on) => onChange({ [name]: on })}
        />
        <div className="mt-2 px-3.5 py-2">
          <Switch
            name="aiGenerated"
            label="AI-generated content"
            hint="TikTok will label it."
            on={draft.aiGenerated}
            onChange={(aiGenerated) => onChange({ aiGenerated })}
          />
        </div>
      </ComposerPart>
      <ComposerPart name="When" part={6}>
        {!scheduled && <WhenSegments value={draft.when} onChange={(when) => onChange({ when })} />}
        {draft.when === 'at' ? (
          <WhenPicker
            value={draft}
            means={means}
            zones={[home.zone, ...(home.secondZone ? [home.secondZone] : [])]}
            allZones
            secondZone={home.secondZone}
            clash={clash}
            onChange={onChange}
          >
            <UsualTimes
              times={usual}
              home={home.zone}
              zone={draft.zone}
              at={means.kind === 'at' ? means.at : null}
              onChange={onChange}
            />
          </WhenPicker>
        ) : (
          <p className="text-soft">Goes out when you press Post now.</p>
        )}
      </ComposerPart>
    </>
  );
}
