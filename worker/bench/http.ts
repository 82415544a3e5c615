import { parseArgs } from 'node:util';
import { registerAt } from '../scripts/lib/api.ts';
import { inParallel } from '../scripts/lib/pool.ts';
import { Stop } from '../scripts/lib/stop.ts';
import { load } from './load.ts';
import type { Report } from './report.ts';
import { percentile, rising } from './report.ts';
import { onStage } from './stage.ts';

const CONNECTIONS = 50;
const POSTS = 500;
const WARM_SECONDS = 2;
const LOGIN = { username: 'bench-http', password: 'a lantern over the harbour' };

/** Requests a second and the slowest hundredth, for three routes. */
export async function http(args: string[]): Promise<Report> {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string' } } });
  const seconds = Number(values.seconds ?? 10);
  if (!(seconds >= 1 && seconds <= 120)) throw new Stop('--seconds is a number from 1 to 120.');
  return await onStage(async ({ api: { api }, person }) => {
    const drafts = Array.from({ length: POSTS }, (_, index) => ({ caption: `Draft ${index + 1}` }));
    await inParallel(drafts, 8, (body) => person.call('POST', '/posts', { body }));
    const bearer = { authorization: `Bearer ${person.token}` };
    const routes: { route: string; headers?: Record<string, string> }[] = [
      { route: '/health' },
      { route: '/users/me', headers: { authorization: `Bearer ${await legacyToken(api)}` } },
      { route: '/api/v1/posts', headers: bearer },
    ];
    const rows: Report['rows'] = [];
    for (const { route, headers } of routes) {
      const target = { url: `${api}${route}`, headers, connections: CONNECTIONS };
      await load({ ...target, seconds: WARM_SECONDS });
      const { latencies, wrong, seconds: took } = await load({ ...target, seconds });
      const sorted = rising(latencies);
      rows.push({
        route: `GET ${route}`,
        'requests/s': Math.round(sorted.length / took),
        'p50, ms': round(percentile(sorted, 0.5)),
        'p99, ms': round(percentile(sorted, 0.99)),
        'max, ms': round(sorted.at(-1) ?? 0),
        'not 200': wrong,
      });
    }
    return {
      bench: 'http',
      how: `${CONNECTIONS} kept connections for ${seconds} s after ${WARM_SECONDS} s of warming up, from a Node client on the same machine; the user of /api/v1/posts has ${POSTS} posts. Local D1 is a SQLite file behind an object, not Cloudflare's.`,
      rows,
    };
  });
}

const round = (ms: number) => Math.round(ms * 10) / 10;

/** The old API signs people in with a form and answers a JWT. */
async function legacyToken(api: string): Promise<string> {
  await registerAt(api, LOGIN);
  const answer = await fetch(`${api}/token`, { method: 'POST', body: new URLSearchParams(LOGIN) });
  if (!answer.ok) throw new Stop(`POST /token answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
