/** What a still picture is, told from its bytes alone. */
export interface Picture {
  type: 'image/jpeg' | 'image/png' | 'image/webp';
  width: number;
  height: number;
}

/** A JPEG, a PNG, or a WebP that does not move, with its size in pixels; nothing for whatever else these bytes are. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readJpeg(view) ?? readPng(view) ?? readWebp(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // it breaks off
    throw error;
  }
}

/** JPEG (ITU T.81, B.1): segments of marker and length; the frame header (SOF) holds the size. */
function readJpeg(view: DataView): Picture | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at < view.byteLength; ) {
    const marker = view.getUint16(at);
    if (marker >> 8 !== 0xff) return undefined;
    const kind = marker & 0xff;
    // C4, C8 and CC share the range of the frame headers and are none (T.81, table B.1).
    if (kind >= 0xc0 && kind <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(kind))
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (kind === 0xda || kind === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** PNG (W3C PNG 5.2, 11.2.1): the signature, then the header's chunk with the size. */
function readPng(view: DataView): Picture | undefined {
  if (view.getBigUint64(0) !== 0x89504e470d0a1a0an || word(view, 12) !== 'IHDR') return undefined;
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

const word = (view: DataView, at: number) =>
  String.fromCharCode(...Array.from({ length: 4 }, (_, index) => view.getUint8(at + index)));
const uint24 = (view: DataView, at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** WebP (RFC 9649, 2.5 to 2.7): lossy, lossless, or extended; one with the animation flag is a film. */
function readWebp(view: DataView): Picture | undefined {
  if (word(view, 0) !== 'RIFF' || word(view, 8) !== 'WEBP') return undefined;
  const type = 'image/webp';
  switch (word(view, 12)) {
    case 'VP8 ':
      return {
        type,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const animated = (view.getUint8(20) & 0x02) !== 0;
      return animated ? undefined : { type, width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    }
    default:
      return undefined;
  }
}
