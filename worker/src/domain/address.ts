/**
 * What a limit takes for one address: an IPv4 address, or the /64 of an IPv6 one, since whoever has one of those has them
 * all. Undefined when the text is no address.
 */
export function networkOf(text: string | undefined): string | undefined {
  const address = text?.trim().toLowerCase() ?? '';
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address)?.[1];
  if (v4) return v4.split('.').every((byte) => Number(byte) < 256) ? v4 : undefined;
  const [head = '', tail, ...more] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const missing = 8 - before.length - after.length;
  const complete = tail === undefined ? missing === 0 : missing > 0;
  const all = [...before, ...Array<string>(Math.max(0, missing)).fill('0'), ...after];
  if (more.length > 0 || !complete || !all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return undefined;
  const network = all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
