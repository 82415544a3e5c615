/** Exponential back-off with jitter: 2, 4, 8 … s up to a minute, each between half and the whole of it. `random` in [0, 1). */
export function backOff(count: number, random: number): number {
  const whole = Math.min(60_000, 2_000 * 2 ** Math.min(count, 10));
  return Math.round(whole * (0.5 + random / 2));
}
