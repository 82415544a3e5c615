/** How often a file that did not come is asked for while there is a line, and the pause before it is asked for again. */
const TRIES_MAX = 3;
const AGAIN_MS = 1_000;

/**
 * A part of the app in a file of its own. Without a line it is waited for: it comes once there is one. With a line it may
 * still not come, say because a newer TikTimer has replaced it since this page was opened: undefined then.
 */
export async function patiently<T>(load: () => Promise<T>): Promise<T | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return await load();
    } catch (error) {
      if (!navigator.onLine) {
        await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
        tries = 0;
        continue;
      }
      console.warn('A part of the page did not come.', error);
      if (tries === TRIES_MAX) return undefined;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** What is said of a press that needed such a part. */
export const notHereWords = () =>
  navigator.onLine ? 'Part of this page did not come. Reload it and try again.' : 'No connection.';
