/** Bars over an axis from 0, in ink; the same numbers as a table for whoever reads better so. */
export function Histogram({
  buckets,
  width,
  label,
  of,
  write,
}: {
  buckets: readonly number[];
  /** How much one bucket spans. */
  width: number;
  label: string;
  /** What is counted. */
  of: string;
  write: (value: number) => string;
}) {
  const most = Math.max(1, ...buckets);
  const n = buckets.length;
  return (
    <figure>
      <svg
        viewBox={`0 0 ${n * 10} 56`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        className="mt-3.5 block h-14 w-full"
      >
        {buckets.map((posts, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place on the axis
            key={index}
            x={index * 10 + 0.75}
            width="8.5"
            y={55 - (posts / most) * 54}
            height={(posts / most) * 54}
            className="fill-ink"
          />
        ))}
        <rect x="0" y="55" width={n * 10} height="1" className="fill-line-strong" />
      </svg>
      <div aria-hidden="true" className="tabular mt-1 flex justify-between text-muted text-2xs">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <span key={share}>{write(n * width * share)}</span>
        ))}
      </div>
      <details className="mt-2">
        <summary className="thumb inline-block min-h-6 list-none text-muted text-xs underline underline-offset-2">
          Show as table
        </summary>
        <table className="tabular mt-2 w-full text-left text-sm">
          <thead>
            <tr className="border-line border-b text-muted text-xs [&>th]:py-1 [&>th]:font-medium">
              <th scope="col">Late by</th>
              <th scope="col" className="text-right">
                {of}
              </th>
            </tr>
          </thead>
          <tbody>
            {buckets.map((posts, index) =>
              posts === 0 ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place on the axis
                <tr key={index} className="border-line border-b">
                  <td className="py-1">
                    {index === n - 1
                      ? `${write(index * width)} or more`
                      : `${write(index * width)} to ${write((index + 1) * width)}`}
                  </td>
                  <td className="py-1 text-right">{posts}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
