import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';

const SIDE = 96;
/** Ground and figure, as red, green and blue. */
const COLOURS = [
  ['2f4858', 'f6ae2d'],
  ['33658a', 'f2efe9'],
  ['758e4f', 'fbf5e6'],
  ['8c2f39', 'f4d6cc'],
  ['4a3b5c', 'e8c7de'],
  ['1f6f6b', 'd9f0e3'],
] as const;

/** A creator's picture as a PNG: head and shoulders before a ground, each creator in colours of their own. */
export function avatar(openId: string): Uint8Array<ArrayBuffer> {
  const sum = [...openId].reduce((before, sign) => (before * 31 + (sign.codePointAt(0) ?? 0)) % 65_521, 7);
  const palette = COLOURS[sum % COLOURS.length] ?? COLOURS[0];
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
      chunk('PLTE', Buffer.from(palette.join(''), 'hex')),
      chunk('IDAT', deflateSync(pixels)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

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
