const ticks = Array.from({ length: 60 }, (_, minute) => minute);

/** A clock face; the hands stand where the words say. The seconds hand is the only orange thing on a page. */
export function Dial({
  hour,
  minute,
  second,
  label,
  size = 212,
  index,
}: {
  hour: number;
  minute: number;
  second: number;
  label: string;
  size?: number;
  /** With the broad mark at 12, which makes the T of the logo. */
  index?: boolean;
}) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="-100 -100 200 200"
      role="img"
      aria-label={label}
      className="max-w-full"
    >
      <circle r="98" className="fill-surface stroke-line" />
      {index && <rect x="-15" y="-92" width="30" height="8" rx="1.6" className="fill-ink" />}
      {(index ? ticks.slice(2, -1) : ticks).map((at) => (
        <rect
          key={at}
          x={at % 5 ? -0.6 : -1.3}
          y="-92"
          width={at % 5 ? 1.2 : 2.6}
          height={at % 5 ? 6 : 11}
          rx=".5"
          transform={`rotate(${at * 6})`}
          className="fill-ink"
          opacity={at % 5 ? 0.55 : 1}
        />
      ))}
      <rect
        x="-3"
        y="-46"
        width="6"
        height="56"
        rx="1.5"
        className="fill-steel"
        transform={`rotate(${((hour % 12) + minute / 60) * 30})`}
      />
      <rect
        x="-2.1"
        y="-74"
        width="4.2"
        height="86"
        rx="1.2"
        className="fill-steel"
        transform={`rotate(${(minute + second / 60) * 6})`}
      />
      <g transform={`rotate(${second * 6})`} className="fill-hand">
        <rect x="-1" y="-88" width="2" height="112" rx=".8" />
        <circle cy="16" r="5" />
      </g>
      <circle r="4.4" className="fill-hand" />
      <circle r="1.5" className="fill-surface" />
    </svg>
  );
}
