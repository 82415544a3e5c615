/** The mark: a dial whose index and seconds hand make a T. Below 24 px the minor ticks are left out (ui.md 1). */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="flex-none">
      <circle className="fill-ink" cx="16" cy="16" r="16" />
      {size >= 24 && (
        <g className="fill-page">
          <circle cx="27.2" cy="16" r="1.15" />
          <circle cx="16" cy="27.2" r="1.15" />
          <circle cx="4.8" cy="16" r="1.15" />
        </g>
      )}
      <rect className="fill-page" x="9" y="6.6" width="14" height="3.6" rx=".9" />
      <rect className="fill-hand" x="14.6" y="10.9" width="2.8" height="13.4" rx=".9" />
      <circle className="fill-hand" cx="16" cy="18.6" r="3" />
    </svg>
  );
}

export function Logo({ size = 28 }: { size?: number }) {
  return (
    <span className="thumb inline-flex items-center gap-2.5 font-strong text-lg tracking-display">
      <Mark size={size} />
      TikTimer
    </span>
  );
}
