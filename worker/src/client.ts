import { hc } from 'hono/client';
import type { App } from './app.ts';

/** The typed client of the API: `createApiClient('http://api', { fetch, headers })`. */
export const createApiClient = (...args: Parameters<typeof hc>) => hc<App>(...args);
export type ApiClient = ReturnType<typeof createApiClient>;
