import { describe, expect, it } from 'vitest';
import { isAllowedPictureUrl } from './picture-url.ts';

const LIVE = { TIKTOK_API_URL: 'https://open.tiktokapis.com' };
const REHEARSAL = { TIKTOK_API_URL: 'http://127.0.0.1:8802' };

describe('a creator’s picture may be fetched', () => {
  it.each([
    'https://p16-sign-va.tiktokcdn.com/tos/a~c5_168x168.jpeg?x-expires=1&x-signature=b',
    'https://p19-common-sign.tiktokcdn-us.com/tos/a.webp',
    'https://p16-common-sign.tiktokcdn-eu.com/tos/a.jpeg',
  ])('from %s', (address) => {
    expect(isAllowedPictureUrl(address, LIVE)).toBe(true);
    expect(isAllowedPictureUrl(address, REHEARSAL), 'in a rehearsal nothing leaves the machine').toBe(false);
  });

  it.each([
    'https://p16-sign.tiktokcdn.com.evil.example/a.jpeg',
    'https://eviltiktokcdn.com/a.jpeg',
    'http://p16-sign.tiktokcdn.com/a.jpeg',
    'https://p16-sign.tiktokcdn.com:8443/a.jpeg',
    'https://me:secret@p16-sign.tiktokcdn.com/a.jpeg',
    'https://169.254.169.254/a.jpeg',
    'http://127.0.0.1:8802/avatar/a.png',
    'file:///a.jpeg',
    'data:image/png;base64,iVBORw0KGgo=',
    'not an address',
  ])('not from %s', (address) => {
    expect(isAllowedPictureUrl(address, LIVE)).toBe(false);
  });

  it('from the simulator in a rehearsal, and from no other place on this machine', () => {
    expect(isAllowedPictureUrl('http://127.0.0.1:8802/avatar/a.png?x-expires=1', REHEARSAL)).toBe(true);
    expect(isAllowedPictureUrl('http://127.0.0.1:8801/health', REHEARSAL)).toBe(false);
  });
});
