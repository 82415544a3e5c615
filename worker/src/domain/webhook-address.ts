/** Which addresses of users events may be sent to, by their spelling alone (security.md 26). What a name stands for is looked up later. */
export interface Around {
  /** Our own origins: nothing is sent to ourselves. */
  own: readonly string[];
  /** Work on one's own machine: http on loopback is a place too. */
  local: boolean;
}

/** Names that lead nowhere on the public internet (RFC 2606, 6761, 6762, 7686, 8375, 9476, and what routers hand out). */
const NOWHERE = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'test',
  'example',
  'invalid',
  'onion',
  'alt',
  'arpa',
];
/** Platforms on which a request from a worker may be treated as one from inside. */
const PLATFORM = ['workers.dev', 'r2.dev', 'cloudflarestorage.com'];
const LOOPBACK = ['127.0.0.1', 'localhost'];
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** Why events can't be sent there, as a sentence for its owner; null when they can, as far as the spelling goes. */
export function whyNotThere(address: string, { own, local }: Around): string | null {
  if (!URL.canParse(address)) return 'This is not a web address.';
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return 'The address must hold no name and no password.';
  if (url.hash !== '') return 'The address must not have a part after "#".';
  if (own.some((origin) => isOwn(url, new URL(origin)))) return 'This is an address of TikTimer itself.';
  if (local && url.protocol === 'http:' && LOOPBACK.includes(url.hostname)) return null;
  if (url.protocol !== 'https:') return 'The address must begin with https://.';
  if (url.port !== '') return 'The address must be on port 443.';
  return whyNotHost(url.hostname);
}

/** `host` as the URL parser writes it: in small letters, names in punycode, every spelling of an IPv4 address in four decimals. */
function whyNotHost(host: string): string | null {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (host.startsWith('[') || /^\d+$/.test(last)) return 'The address must be a name, not a number.';
  if (host.length > 253 || !labels.every((label) => LABEL.test(label)))
    return 'This is not the name of a host on the internet.';
  if (labels.length < 2 || NOWHERE.includes(last))
    return 'This name can only be reached in a network of one’s own.';
  if (PLATFORM.some((name) => host === name || host.endsWith(`.${name}`)))
    return 'Addresses on workers.dev and of R2 are not served. Use a domain of your own.';
  return null;
}

/** Our own names and what lies under them. On one machine everything has the same name, and the port tells us apart. */
function isOwn(url: URL, own: URL): boolean {
  if (LOOPBACK.includes(own.hostname)) return LOOPBACK.includes(url.hostname) && url.port === own.port;
  const host = url.hostname.replace(/\.$/, '');
  return host === own.hostname || host.endsWith(`.${own.hostname}`);
}
