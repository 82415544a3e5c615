/**
 * Whether an address belongs to the public internet: what a name given by a user may stand for. Everything that IANA's
 * special-purpose registries (RFC 6890 and its updates) keep back is not public, nor are multicast and broadcast.
 */
export function isPublicAddress(ip: string): boolean {
  return ip.includes(':') ? isPublicV6(ip) : isPublicV4(ip);
}

/** First address and length of the prefix. */
const NOT_PUBLIC_V4: [address: string, bits: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];

function isPublicV4(ip: string): boolean {
  const value = numberOf(ip);
  if (value === undefined) return false;
  return NOT_PUBLIC_V4.every(([address, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(value / size) !== Math.floor((numberOf(address) ?? 0) / size);
  });
}

/** Four decimal numbers and nothing else: `010` or `0x7f` is no address to us. */
function numberOf(ip: string): number | undefined {
  const parts = ip.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Only 2000::/3 is given out, and in it 2001::/23 (Teredo and others), documentation and 6to4, which carries any IPv4, are not. */
function isPublicV6(ip: string): boolean {
  const groups = groupsOf(ip);
  if (!groups) return false;
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false;
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000);
}

function groupsOf(ip: string): number[] | undefined {
  const url = `http://[${ip}]/`;
  if (!URL.canParse(url)) return undefined;
  const [left = '', right] = new URL(url).hostname.slice(1, -1).split('::');
  const read = (text: string) =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [read(left), read(right ?? '')];
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}
