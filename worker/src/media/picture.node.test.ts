import { describe, expect, it } from 'vitest';
import { readPicture } from './picture.ts';

/** A WebP with these bytes behind its first chunk's name (RFC 9649). */
function webp(kind: string, at: number, ...rest: number[]) {
  const bytes = new Uint8Array(40);
  bytes.set(new TextEncoder().encode(`RIFF    WEBP${kind}`));
  bytes.set(rest, at);
  return bytes;
}

describe('a still picture', () => {
  it('is a WebP of any kind, with its size', () => {
    expect(readPicture(webp('VP8 ', 26, 14, 1, 224, 1))).toEqual({
      type: 'image/webp',
      width: 270,
      height: 480,
    });
    const bits = (270 - 1) | ((480 - 1) << 14);
    expect(
      readPicture(webp('VP8L', 21, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24)),
    ).toMatchObject({ width: 270, height: 480 });
    expect(readPicture(webp('VP8X', 24, 13, 1, 0, 223, 1, 0))).toMatchObject({ width: 270, height: 480 });
  });
  it('is a PNG, with its size', () => {
    const png = new Uint8Array(40);
    png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
    png.set(new TextEncoder().encode('IHDR'), 12);
    png.set([1, 14, 0, 0, 1, 224], 18);
    expect(readPicture(png)).toEqual({ type: 'image/png', width: 270, height: 480 });
  });
  it('does not move', () => {
    expect(readPicture(webp('VP8X', 20, 0x02))).toBeUndefined();
  });
  it('is nothing that only begins like one', () => {
    expect(readPicture(new Uint8Array())).toBeUndefined();
    expect(readPicture(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).toBeUndefined();
    expect(readPicture(new TextEncoder().encode('GIF89a and more that follows'))).toBeUndefined();
  });
});
