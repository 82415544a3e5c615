import { DAY, HOUR, MINUTE, SECOND } from './publication.ts';

/** How long after each attempt the next one comes: nine attempts in a little under a day. */
const WAITS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
] as const;
export const ATTEMPTS_MAX = WAITS.length + 1;

/** How long to wait after `attempts` of them, ± 20 %; null when that was the last. `random` in [0, 1). */
export function waitAfter(attempts: number, random: number): number | null {
  const wait = WAITS[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (0.8 + 0.4 * random));
}

/** A webhook is switched off when it gave up on an event and delivered nothing for so long. */
export const FAILING_MAX = 3 * DAY;
/** After a rotation the secret before it signs too, for so long. */
export const OLD_SECRET_LIFE = DAY;
