/** What was opened from the palette, newest first. For this tab only: captions have no place on a shared computer. */
export interface Recent {
  id: string;
  name: string;
  to: string;
}

const KEY = 'tiktimer.recent';
const KEPT = 5;

export function readRecent(): Recent[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return []; // no storage here, or something else wrote to it
  }
}

export function keepRecent(recent: Recent): void {
  try {
    const others = readRecent().filter(({ id }) => id !== recent.id);
    sessionStorage.setItem(KEY, JSON.stringify([recent, ...others].slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing for us has no recent list.
  }
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'name', 'to'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');
