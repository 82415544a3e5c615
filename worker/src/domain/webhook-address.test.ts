import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { whyNotThere } from './webhook-address.ts';

/** The same addresses in every run: a rare one that fails should fail for who changed something. */
const SEED = 20_261_121;
const AROUND = { own: ['https://tiktimer.example.com', 'https://api.tiktimer.example.org'], local: false };
const why = (address: string) => whyNotThere(address, AROUND);
const LOCAL = { own: ['http://127.0.0.1:8800', 'http://127.0.0.1:8801'], local: true };

describe('events may be sent', () => {
  it.each([
    'https://hooks.example.com/tiktimer',
    'https://hooks.example.com:443/a?b=c',
    'https://bücher.de/',
    'https://xn--bcher-kva.de/',
    'https://a.b.c.d.example.net/%2e%2e/x',
    'HTTPS://HOOKS.EXAMPLE.COM/',
  ])('to %s', (address) => expect(why(address)).toBeNull());

  it('to http on this machine only while working on it, and not to our own ports', () => {
    expect(why('http://127.0.0.1:4000/hook')).not.toBeNull();
    expect(whyNotThere('http://127.0.0.1:4000/hook', LOCAL)).toBeNull();
    expect(whyNotThere('http://localhost:4000/hook', LOCAL)).toBeNull();
    expect(whyNotThere('http://localhost:8801/', LOCAL)).not.toBeNull();
    expect(whyNotThere('http://10.0.0.1/', LOCAL)).not.toBeNull();
    expect(whyNotThere('https://[::1]/', LOCAL)).not.toBeNull();
  });
});

describe('events are never sent', () => {
  it.each([
    ['an address that is none', 'hooks.example.com/x'],
    ['another scheme', 'ftp://hooks.example.com/'],
    ['plain http', 'http://hooks.example.com/'],
    ['a script', 'javascript:alert(1)'],
    ['another port', 'https://hooks.example.com:8443/'],
    ['port 80', 'https://hooks.example.com:80/'],
    ['a name before the host', 'https://hooks.example.com@10.0.0.1/'],
    ['a password', 'https://user:secret@hooks.example.com/'],
    ['a fragment', 'https://hooks.example.com/#x'],
    ['IPv4', 'https://93.184.216.34/'],
    ['IPv4 with a dot behind', 'https://127.0.0.1./'],
    ['IPv4 in fullwidth digits', 'https://１２７.０.０.１/'],
    ['IPv4 with ideographic full stops', 'https://127。0。0。1/'],
    ['IPv4 percent-encoded', 'https://%31%32%37.0.0.1/'],
    ['IPv6', 'https://[2606:4700::1111]/'],
    ['IPv6 with IPv4 in it', 'https://[::ffff:169.254.169.254]/'],
    ['a name of one label', 'https://intranet/'],
    ['a dot at the end', 'https://hooks.example.com./'],
    ['an empty label', 'https://hooks..example.com/'],
    ['localhost', 'https://localhost/'],
    ['a name under localhost', 'https://x.localhost/'],
    ['.local', 'https://printer.local/'],
    ['the metadata server', 'https://metadata.google.internal/computeMetadata/v1/'],
    ['a router', 'https://box.home.arpa/'],
    ['a name inside Workers', 'https://db.workers.alt/'],
    ['an onion', 'https://abcdefghijklmnop.onion/'],
    ['an underscore', 'https://_dmarc.example.com/'],
    ['workers.dev', 'https://mine.someone.workers.dev/'],
    ['R2', 'https://bucket.account.r2.cloudflarestorage.com/'],
    ['r2.dev', 'https://pub-1.r2.dev/'],
    ['ourselves', 'https://tiktimer.example.com/api/v1/tiktok/webhooks'],
    ['ourselves in capitals', 'https://API.TikTimer.Example.ORG/'],
    ['ourselves with a dot behind', 'https://tiktimer.example.com./'],
    ['a name under ours', 'https://www.tiktimer.example.com/'],
  ])('to %s: %s', (_what, address) => expect(why(address)).toMatch(/^[A-Z].*\.$/));

  it('to a number in any spelling', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const spelled = fc.tuple(octet, fc.constantFrom(10, 8, 16)).map(([value, base]) => {
      const prefix = { 8: '0', 10: '', 16: '0x' }[base as 8 | 10 | 16];
      return prefix + value.toString(base);
    });
    const dotted = fc.tuple(spelled, spelled, spelled, spelled).map((parts) => parts.join('.'));
    const whole = fc
      .integer({ min: 0, max: 0xffff_ffff })
      .chain((value) => fc.constantFrom(String(value), `0x${value.toString(16)}`, `0${value.toString(8)}`));
    const short = fc.tuple(spelled, fc.integer({ min: 0, max: 0xffffff })).map((parts) => parts.join('.'));
    fc.assert(
      fc.property(fc.oneof(dotted, whole, short), fc.constantFrom('', '.'), (host, dot) => {
        expect(why(`https://${host}${dot}/`)).not.toBeNull();
      }),
      { numRuns: 500, seed: SEED },
    );
  });

  it('anywhere but to a name of two labels or more, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withQueryParameters: true }),
          fc.string(),
          fc.ipV6().map((ip) => `https://[${ip}]/`),
        ),
        (address) => {
          if (why(address) !== null) return;
          const url = new URL(address);
          expect([url.protocol, url.port, url.username, url.password]).toEqual(['https:', '', '', '']);
          expect(url.hostname).toMatch(/^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/);
        },
      ),
      { numRuns: 300, seed: SEED },
    );
  });
});

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '2606:4700:4700::1111',
    '2001:4860:4860::8888',
    '2a00:1450:4001:81a::200e',
  ])('of the public internet: %s', (ip) => expect(isPublicAddress(ip)).toBe(true));

  it.each([
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.168.1.1',
    '198.19.255.255',
    '203.0.113.5',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '::ffff:10.0.0.1',
    '64:ff9b::808:808',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'ff02::1',
    '010.0.0.1',
    '0x7f.0.0.1',
    '256.1.1.1',
    '1.1.1',
    'not an address',
    '',
    '2606::g',
  ])('that is not, or is none: %s', (ip) => expect(isPublicAddress(ip)).toBe(false));
});
