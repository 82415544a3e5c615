/**
 * For `lazy`: code that did not come because there is no line is asked for again once there is one. Its place stays empty
 * meanwhile; an error page in place of what somebody is writing would be worse.
 */
export const patiently =
  <T>(load: () => Promise<T>): (() => Promise<T>) =>
  async () => {
    for (;;) {
      try {
        return await load();
      } catch {
        await new Promise((resolve) => addEventListener('online', resolve, { once: true })); // see above
      }
    }
  };
