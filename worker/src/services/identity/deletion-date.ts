/** How long a deletion can be taken back (ui.md 3.12). */
export const GRACE_MS = 30 * 24 * 60 * 60 * 1000;

/** When an account whose deletion was asked for at `requestedAt` is erased. */
export const deletesAt = (requestedAt: number) => requestedAt + GRACE_MS;
