/** The last page of the frame in this tab: where somebody came from who opened a page without one. */
const KEY = 'tiktimer:place';

export function rememberPlace(address: string): void {
  try {
    sessionStorage.setItem(KEY, address);
  } catch {
    // A browser without storage leads to the usual place.
  }
}

export function placeBefore(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null; // as above
  }
}
