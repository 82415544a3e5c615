import { promises as dns } from 'node:dns';
import { isIP } from 'node:net';

/** Nobody waits longer for a name. */
const ASK_MS_MAX = 3000;
/** There is no such name, or none of this kind. */
const NONE = ['ENODATA', 'ENOTFOUND', 'NOTFOUND', 'NODATA'];

/**
 * IPv4 and IPv6 addresses of a name. On Workers `node:dns` asks Cloudflare's 1.1.1.1 over HTTPS
 * (developers.cloudflare.com/workers/runtime-apis/nodejs/dns), so no one else learns of it. Rejects when it does not answer.
 */
export async function addressesOf(
  host: string,
  ask: Pick<typeof dns, 'resolve4' | 'resolve6'> = dns,
): Promise<string[]> {
  const asked = Promise.all([none(ask.resolve4(host)), none(ask.resolve6(host))]);
  const late = scheduler
    .wait(ASK_MS_MAX)
    .then(() => Promise.reject(new Error('No answer to a question for a name.')));
  // workerd hands out the names on the way too (CNAME; its src/node/internal/internal_dns.ts), and only addresses count.
  return (await Promise.race([asked, late])).flat().filter((record) => isIP(record) !== 0);
}

const none = (asked: Promise<string[]>) =>
  asked.catch((error: unknown) => {
    if (NONE.includes((error as { code?: string }).code ?? '')) return [];
    throw error;
  });
