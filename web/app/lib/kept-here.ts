/** What this browser keeps of a creator's words: in this tab while it lives, and beyond it only what is not saved yet. */
export const UNSAVED = 'tiktimer:unsaved:';

/** Whoever uses this browser next finds nothing of it: at sign-out. */
export function forgetKept(): void {
  try {
    sessionStorage.clear();
    localStorage.removeItem(WHOSE);
    for (const key of Object.keys(localStorage)) if (key.startsWith(UNSAVED)) localStorage.removeItem(key);
  } catch {
    // A browser without storage kept nothing.
  }
}

/** Whose tab, and whose browser, this is. */
export const WHOSE = 'tiktimer:creator';

/** Another creator than before in this tab: what it shows of the last pages is not theirs. Unsaved words wait for their own. */
export function keepFor(userId: string): void {
  try {
    const before = sessionStorage.getItem(WHOSE);
    if (before !== null && before !== userId) sessionStorage.clear();
    sessionStorage.setItem(WHOSE, userId);
    localStorage.setItem(WHOSE, userId);
  } catch {
    // As above.
  }
}
