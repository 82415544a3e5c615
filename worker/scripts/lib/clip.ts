import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fromRoot } from './paths.ts';
import { Stop } from './stop.ts';

/** A playable four-second film, grown to any size by a `free` box, which every player skips (ISO/IEC 14496-12, 8.1.2). */
export interface Clip {
  name: string;
  bytes: number;
  /** The bytes from `from` up to and without `to`. */
  slice(from: number, to: number): Uint8Array<ArrayBuffer>;
  sha256: string;
}

const BLOCK = 1024 * 1024;
const BOX_HEADER = 8;

/** `seed` makes two clips of one size differ. `bytes` below the film's own size gives the film alone. */
export function makeClip({ bytes = 0, seed = 1 }: { bytes?: number; seed?: number } = {}): Clip {
  const film = readFileSync(fromRoot('worker/test/fixtures/portrait.mp4'));
  const size = Math.max(bytes, film.length + BOX_HEADER + 4);
  const head = new Uint8Array(film.length + BOX_HEADER + 4);
  const view = new DataView(head.buffer);
  head.set(film);
  view.setUint32(film.length, size - film.length);
  head.set(new TextEncoder().encode('free'), film.length + 4);
  view.setUint32(film.length + BOX_HEADER, seed);
  const noise = noiseOf(seed);

  const slice = (from: number, to: number) => {
    const piece = new Uint8Array(to - from);
    for (let at = from; at < to; ) {
      const [source, offset] = at < head.length ? [head, at] : [noise, at % BLOCK];
      const part = source.subarray(offset, offset + (to - at));
      piece.set(part, at - from);
      at += part.length;
    }
    return piece;
  };
  return { name: `clip-${seed}.mp4`, bytes: size, slice, sha256: hashOf(size, slice) };
}

/** A file of one's own. */
export function clipOfFile(path: string): Clip {
  if (!existsSync(path)) throw new Stop(`There is no file ${path}.`);
  const bytes = readFileSync(path);
  const slice = (from: number, to: number) => new Uint8Array(bytes.subarray(from, to));
  return { name: basename(path), bytes: bytes.length, slice, sha256: hashOf(bytes.length, slice) };
}

/** One block of bytes that no compression shortens; repeated, since its content is of no interest. */
function noiseOf(seed: number): Uint8Array {
  const block = new Uint32Array(BLOCK / 4);
  let state = seed * 2_654_435_761 || 1;
  for (let index = 0; index < block.length; index++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    block[index] = state;
  }
  return new Uint8Array(block.buffer);
}

function hashOf(size: number, slice: Clip['slice']): string {
  const hash = createHash('sha256');
  for (let at = 0; at < size; at += BLOCK) hash.update(slice(at, Math.min(size, at + BLOCK)));
  return hash.digest('hex');
}
