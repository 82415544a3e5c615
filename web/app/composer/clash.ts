/** A post that waits for its time already. */
export interface Planned {
  id: string;
  accountId: string | null;
  at: number;
}
const NEAR_MS = 10 * 60_000;

/** Another post of the same account within ten minutes: allowed, and said (ui.md 3.6). */
export const clashOf = (planned: Planned[], at: number, accountId: string, ownId: string | null) =>
  planned.find(
    (other) => other.accountId === accountId && other.id !== ownId && Math.abs(other.at - at) <= NEAR_MS,
  ) ?? null;
