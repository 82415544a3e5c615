import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 96;
/** A creator's picture as a PNG: head and shoulders before a ground, each creator in colours of their own. */
export function avatar(openId: string): Uint8Array<ArrayBuffer> {
  const hue = [...openId].reduce((before, sign) => (before * 31 + (sign.codePointAt(0) ?? 0) * 47) % 360, 7);
  const palette = [...rgb(hue, 0.35, 0.38), ...rgb((hue + 40) % 360, 0.5, 0.88)];
  // Each line begins with its filter, none; each pixel is a place in the palette.
  const pixels = Buffer.alloc(SIDE * (SIDE + 1));
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) if (isFigure(x, y)) pixels[y * (SIDE + 1) + 1 + x] = 1;
  // 8 bits a pixel, with a palette; nothing interlaced.
  const header = Buffer.concat([uint32(SIDE), uint32(SIDE), Buffer.from([8, 3, 0, 0, 0])]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('PLTE', Buffer.from(palette)),
      chunk('IDAT', deflateSync(pixels)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** CSS Color 4, 7.1: hue in degrees, saturation and lightness up to 1. */
const rgb = (hue: number, saturation: number, lightness: number) =>
  [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  });

const isFigure = (x: number, y: number) =>
  Math.hypot(x - 48, y - 38) < 17 || Math.hypot(x - 48, (y - 96) * 0.9) < 34;

/** PNG 5.3: length, name, data, and the sum of name and data. */
function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
