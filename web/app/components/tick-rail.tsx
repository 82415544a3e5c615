/** Progress or a quota as minute marks; never a blob (ui.md 1). */
export function TickRail({
  total,
  filled,
  label,
  valueText,
  kind = 'meter',
  planned = 0,
  short,
}: {
  total: number;
  filled: number;
  /** Marks after the filled ones that are promised. */
  planned?: number;
  label: string;
  valueText: string;
  kind?: 'meter' | 'progressbar';
  /** No wider than a quota needs, however wide its place is. */
  short?: boolean;
}) {
  const percent = Math.min(100, Math.round((filled / total) * 100));
  const said = {
    'aria-label': label,
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuetext': valueText,
    className: `flex h-4 flex-1 items-end justify-between gap-0.5 ${short ? 'max-w-63' : ''}`,
  };
  const marks = <Marks total={total} filled={filled} planned={planned} />;
  return kind === 'meter' ? (
    // biome-ignore lint/a11y/useSemanticElements: browsers draw a <meter> as a blob, whatever it holds
    <span role="meter" aria-valuenow={percent} {...said}>
      {marks}
    </span>
  ) : (
    <span role="progressbar" aria-valuenow={percent} {...said}>
      {marks}
    </span>
  );
}

const Marks = ({ total, filled, planned }: { total: number; filled: number; planned: number }) => (
  <>
    {Array.from({ length: total }, (_, index) => (
      <i
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place on the rail
        key={index}
        className={`h-full min-w-px max-w-1 flex-1 rounded-[1px] ${index < filled ? 'bg-ink' : index < filled + planned ? 'bg-steel' : 'bg-line-strong/35'}`}
      />
    ))}
  </>
);
