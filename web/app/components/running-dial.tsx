import { useNow } from '../lib/clock.ts';
import { second } from '../lib/format.ts';
import { Dial } from './dial.tsx';

/** The dial at the present second. It ticks, it does not sweep. */
export function RunningDial({ zone, size }: { zone: string; size?: number }) {
  const now = useNow();
  const words = second(now, zone);
  const [hour = 0, minute = 0, at = 0] = words.split(':').map(Number);
  return <Dial hour={hour} minute={minute} second={at} label={`A clock at ${words}`} size={size} />;
}
