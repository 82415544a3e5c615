import { CircleAlert } from 'lucide-react';
import type { Missing } from '../composer/missing.ts';
import { missingWords } from '../composer/missing.ts';
import { useAwake } from '../lib/use-awake.ts';
import { Button } from './button.tsx';
import { ConsentLine } from './consent-line.tsx';

/** The foot of the composer: what one agrees to, and directly below or beside it the button that says what happens. */
export function ScheduleBar({
  label,
  missing,
  consent,
  busy,
  editing,
}: {
  label: string;
  missing: Missing[];
  consent: 'music_usage' | 'branded_content';
  busy: 'save' | 'go' | 'stop' | null;
  /** A scheduled post can't be saved without being scheduled. */
  editing: boolean;
}) {
  // Without scripts what is missing can't follow the form; then the API says it after the press.
  const awake = useAwake();
  const words = awake ? missingWords(missing) : undefined;
  return (
    <div className="sticky bottom-0 z-10 border-line border-t bg-surface shadow-[0_-8px_24px_-12px_rgb(0_0_0/0.18)]">
      <div className="mx-auto grid max-w-[1180px] gap-x-4 gap-y-2 px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] beside:grid-cols-[minmax(0,1fr)_auto] beside:items-center beside:gap-y-1 lg:px-8 low:py-2">
        <div>
          <ConsentLine consent={consent} />
          <p className="text-muted text-xs max-md:hidden low:hidden">
            After it goes out, TikTok may need a few minutes to process it before it shows on your profile.
          </p>
        </div>
        {words && (
          <p id="missing" className="flex items-center gap-1.5 text-sm text-warn">
            <CircleAlert size={15} strokeWidth={2} aria-hidden className="flex-none" />
            {words}
          </p>
        )}
        <div className="flex min-w-0 flex-wrap items-center justify-end gap-2 beside:col-start-2 beside:row-span-2 beside:row-start-1 beside:flex-nowrap">
          {!editing && (
            <Button name="intent" value="save" variant="outline" pending={busy === 'save'} formNoValidate>
              Save draft
            </Button>
          )}
          <Button
            name="intent"
            value="go"
            variant="primary"
            pending={busy === 'go'}
            disabledReason={words}
            aria-describedby={words ? 'missing consent' : 'consent'}
            className="max-md:flex-1"
            onClick={(event) => {
              const [first] = missing;
              if (!first) return;
              event.preventDefault();
              document.getElementById(first.at)?.focus();
            }}
          >
            {label}
          </Button>
        </div>
      </div>
    </div>
  );
}
