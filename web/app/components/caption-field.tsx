import { CAPTION_UNITS_MAX } from '../composer/draft.ts';
import { count } from '../lib/format.ts';

/** The caption with its length as TikTok counts it. What is too long stays; it is never cut. */
export function CaptionField({ value, onChange }: { value: string; onChange: (caption: string) => void }) {
  const left = CAPTION_UNITS_MAX - value.length;
  const over = left < 0;
  return (
    <div className="rounded-[10px] border border-line-strong bg-surface focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2">
      <textarea
        id="caption"
        name="caption"
        aria-label="Caption"
        aria-describedby="caption-count"
        aria-invalid={over || undefined}
        rows={4}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder="What is it about?"
        className="field-sizing-content block max-h-72 min-h-28 w-full resize-none rounded-[10px] bg-transparent px-3.5 pt-3 text-md outline-none placeholder:text-muted"
      />
      <p
        id="caption-count"
        className={`tabular px-3.5 pb-2.5 text-right text-xs ${over ? 'font-strong text-bad' : left <= 50 ? 'font-strong text-soft' : 'text-muted'}`}
      >
        {over ? `${count(-left)} too many` : `${count(value.length)} / ${count(CAPTION_UNITS_MAX)}`}
      </p>
      <p aria-live="polite" className="sr-only">
        {over
          ? `${-left} characters too many`
          : left === 50 || left === 10 || left === 0
            ? `${left} characters left`
            : ''}
      </p>
    </div>
  );
}
