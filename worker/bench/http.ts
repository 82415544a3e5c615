import { parseArgs } from 'node:util';
import { registerAt } from '../scripts/lib/api.ts';
import { inParallel } from '../scripts/lib/pool.ts';
import { Stop } from '../scripts/lib/stop.ts';
import { onFloors } from './floors/floors.ts';
import type { Load } from './load.ts';
import { load } from './load.ts';
import type { Report } from './report.ts';
import { percentile, rising } from './report.ts';
import { onStage } from './stage.ts';

const CONNECTIONS = 50;
/** GET /posts/ of the old API answers all of them, GET /api/v1/posts a page of 50. */
const POSTS = 100;
const WARM_SECONDS = 2;
const LOGIN = { username: 'bench-http', password: 'a lantern over the harbour' };

/** Requests a second and the slowest hundredth of the routes old and new clients ask most, beside two floors measured in the same run. */
export async function http(args: string[]): Promise<Report> {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string' } } });
  const seconds = Number(values.seconds ?? 10);
  if (!(seconds >= 1 && seconds <= 120)) throw new Stop('--seconds is a number from 1 to 120.');
  const measure = (target: Omit<Load, 'connections' | 'seconds'>) => loaded(target, seconds);
  const floors = await onFloors(async (url) => ({
    hono: await measure({ url: `${url}/empty` }),
    d1: await measure({ url: `${url}/point-read` }),
    scrypt: await measure({ url: `${url}/scrypt` }),
  }));
  const ours = await onStage(async ({ api: { api }, person }) => {
    await registerAt(api, LOGIN);
    const old = { authorization: `Bearer ${await legacyToken(api)}` };
    const bearer = { authorization: `Bearer ${person.token}` };
    const numbers = Array.from({ length: POSTS }, (_, index) => index + 1);
    await inParallel(numbers, 8, (number) =>
      person.call('POST', '/posts', { body: { caption: `Draft ${number}` } }),
    );
    await inParallel(numbers, 8, (number) => createOldPost(api, old, number));
    return {
      'GET /health': await measure({ url: `${api}/health` }),
      'GET /users/me': await measure({ url: `${api}/users/me`, headers: old }),
      [`GET /posts/, ${POSTS} posts`]: await measure({ url: `${api}/posts/`, headers: old }),
      'GET /api/v1/posts, a page of 50': await measure({
        url: `${api}/api/v1/posts?limit=50`,
        headers: bearer,
      }),
      'POST /token': await measure({
        url: `${api}/token`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(LOGIN).toString(),
      }),
    };
  });
  const rows = {
    'floor: an empty Hono route': floors.hono,
    'floor: one D1 point read': floors.d1,
    'floor: scrypt once': floors.scrypt,
    ...ours,
  };
  return {
    bench: 'http',
    how: `${CONNECTIONS} kept connections for ${seconds} s after ${WARM_SECONDS} s of warming up, from a Node client on the same machine. Local D1 is a SQLite file behind an object, not Cloudflare's.`,
    rows: Object.entries(rows).map(([route, measured]) => ({
      route,
      'requests/s': Math.round(measured.perSecond),
      'of the D1 floor': `${Math.round((100 * measured.perSecond) / floors.d1.perSecond)} %`,
      'p50, ms': round(percentile(measured.sorted, 0.5)),
      'p99, ms': round(percentile(measured.sorted, 0.99)),
      'max, ms': round(measured.sorted.at(-1) ?? 0),
      'not 200': measured.wrong,
    })),
  };
}

async function loaded(target: Omit<Load, 'connections' | 'seconds'>, seconds: number) {
  await load({ ...target, connections: CONNECTIONS, seconds: WARM_SECONDS });
  const { latencies, wrong, seconds: took } = await load({ ...target, connections: CONNECTIONS, seconds });
  return { perSecond: latencies.length / took, sorted: rising(latencies), wrong };
}

const round = (ms: number) => Math.round(ms * 10) / 10;

/** The old API signs people in with a form and answers a JWT. */
async function legacyToken(api: string): Promise<string> {
  const answer = await fetch(`${api}/token`, { method: 'POST', body: new URLSearchParams(LOGIN) });
  if (!answer.ok) throw new Stop(`POST /token answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function createOldPost(api: string, headers: Record<string, string>, number: number): Promise<void> {
  const answer = await fetch(`${api}/posts/`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ content: `Post ${number}`, scheduled_time: '2099-01-01T10:00:00Z' }),
  });
  if (!answer.ok) throw new Stop(`POST /posts/ answered ${answer.status}: ${await answer.text()}`);
}
