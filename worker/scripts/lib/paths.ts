import { fileURLToPath } from 'node:url';

/** The repository's root, with a slash at the end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url).href);
export const fromRoot = (path: string) => `${ROOT}${path}`;
