/** The simulator as tests see it: the worker's own outbound road leads to it. */
import { env } from 'cloudflare:workers';
import { simulatorClient } from './simulator-client.ts';

export const tiktok = simulatorClient(env.TIKTOK_API_URL, (url, init) => fetch(url, init));
