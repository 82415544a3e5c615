/** At a time, or now. Real radio buttons in a row. */
export function WhenSegments({
  value,
  onChange,
}: {
  value: 'at' | 'now';
  onChange: (when: 'at' | 'now') => void;
}) {
  const words = { at: 'At a time', now: 'Now' } as const;
  return (
    <div
      role="radiogroup"
      aria-label="When it goes out"
      className="mb-3 inline-flex rounded-[9px] bg-sunken p-[3px]"
    >
      {(['at', 'now'] as const).map((when) => (
        <label
          key={when}
          className="flex min-h-11 items-center rounded-[6px] px-3.5 font-medium text-soft text-sm has-checked:bg-surface has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--tt-line)] has-focus-visible:outline-2 has-focus-visible:outline-focus md:min-h-[30px] dark:has-checked:bg-raised"
        >
          <input
            type="radio"
            name="when"
            value={when}
            checked={value === when}
            onChange={() => onChange(when)}
            className="sr-only"
          />
          {words[when]}
        </label>
      ))}
    </div>
  );
}
