/** After a navigation the focus goes to the new page's heading, so that readers hear where they are. */
export const focusHeading = () => document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
