import { Agent, request } from 'node:http';
import { Stop } from '../scripts/lib/stop.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

export interface Load {
  url: string;
  headers?: Record<string, string>;
  /** Sent by POST. */
  body?: string;
  connections: number;
  seconds: number;
}

/** Asks for one address over and over on kept connections, for so long. Only on this machine: a load tool must not be aimed at anybody. */
export async function load({ url, headers, body, connections, seconds }: Load) {
  if (!LOOPBACK.includes(new URL(url).hostname)) throw new Stop(`${url} is not on this machine.`);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let wrong = 0;
  const ends = performance.now() + seconds * 1000;
  const ask = () =>
    new Promise<number>((resolve, reject) => {
      const asked = request(
        url,
        { agent, headers, method: body === undefined ? 'GET' : 'POST' },
        (answer) => {
          answer.resume();
          answer.once('end', () => resolve(answer.statusCode ?? 0));
          answer.once('error', reject);
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  const client = async () => {
    while (performance.now() < ends) {
      const begun = performance.now();
      if ((await ask()) === 200) latencies.push(performance.now() - begun);
      else wrong++;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  return { latencies, wrong, seconds: (performance.now() - begun) / 1000 };
}
