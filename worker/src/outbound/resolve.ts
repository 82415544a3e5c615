import { promises as dns } from 'node:dns';

/** Nobody waits longer for a name. */
const ASK_MS_MAX = 3000;
/** There is no such name, or none of this kind. */
const NONE = ['ENODATA', 'ENOTFOUND', 'NOTFOUND', 'NODATA'];

/**
 * IPv4 and IPv6 addresses of a name. On Workers `node:dns` asks Cloudflare's 1.1.1.1 over HTTPS
 * (developers.cloudflare.com/workers/runtime-apis/nodejs/dns), so no one else learns of it. Rejects when it does not answer.
 */
export async function addressesOf(host: string): Promise<string[]> {
  const asked = Promise.all([none(dns.resolve4(host)), none(dns.resolve6(host))]);
  const late = scheduler
    .wait(ASK_MS_MAX)
    .then(() => Promise.reject(new Error('No answer to a question for a name.')));
  return (await Promise.race([asked, late])).flat();
}

const none = (asked: Promise<string[]>) =>
  asked.catch((error: unknown) => {
    if (NONE.includes((error as { code?: string }).code ?? '')) return [];
    throw error;
  });
