import { TickRail } from './tick-rail.tsx';

const SHOWN_MAX = 60;

/** Posts of 24 hours as minute marks: 15 are what TikTok takes, sent ones in ink, planned ones in steel. */
export function QuotaMeter({
  quota,
  planned,
  short,
}: {
  quota: { usedIn24h: number; about: number };
  planned: number;
  short?: boolean;
}) {
  const { usedIn24h, about } = quota;
  // TikTok may take more than we know of; the rail then grows instead of lying.
  const total = Math.min(SHOWN_MAX, Math.max(about || 15, usedIn24h + planned));
  return (
    <TickRail
      total={total}
      filled={usedIn24h}
      planned={planned}
      {...(short && { short })}
      label="Posts in 24 hours"
      valueText={`${usedIn24h} of about ${about} posts in 24 hours, ${planned} more planned`}
    />
  );
}
