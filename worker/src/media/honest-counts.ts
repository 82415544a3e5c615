/**
 * A wall before mediabunny 1.61.0: it walks as many samples as a table of an MP4 claims, and a table can claim four
 * thousand million of them in eight bytes, which takes more memory and time than a worker has. Found by fuzzing.
 */

/** More than two hours at 60 frames a second. */
export const SAMPLES_MAX = 500_000;

const code = (name: string) => [...name].reduce((word, char) => ((word << 8) | char.charCodeAt(0)) >>> 0, 0);
const VIDE = code('vide');
const TRUN = code('trun');
/** Where the claims of a table stand, from the end of its name (ISO/IEC 14496-12 8.6.1, 8.7.3, 8.7.4). */
const TABLES: Record<number, { entries: number; stride: number; at: number }> = {
  [code('stts')]: { entries: 8, stride: 8, at: 0 },
  [code('ctts')]: { entries: 8, stride: 8, at: 0 },
  [code('stsc')]: { entries: 8, stride: 12, at: 4 },
};
const STZ2 = code('stz2');

/**
 * Whether a video track in these bytes (the inside of a moov, a moof) claims more samples than any honest one has. Sound
 * is left alone: raw sound has a sample for each of 48,000 instants a second, and the probe never walks them.
 */
export function claimsTooMuch(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let run = 0;
  return children(view).some(({ from, to }) => {
    let isVideo = false;
    let worst = 0;
    eachName(bytes, from, to, (name, end) => {
      if (name === VIDE) isVideo = true;
      else if (name === TRUN) run += word(view, end + 4);
      else if (name === STZ2) worst = Math.max(worst, word(view, end + 8));
      else if (name in TABLES) worst = Math.max(worst, claimed(view, name, end));
    });
    return run > SAMPLES_MAX || (isVideo && worst > SAMPLES_MAX);
  });
}

const word = (view: DataView, at: number) => (at + 4 <= view.byteLength ? view.getUint32(at) : 0);

/** What a table claims in all; of "samples in a chunk" the largest, since each sample walks its chunk. */
function claimed(view: DataView, name: number, end: number): number {
  const table = TABLES[name];
  if (!table) return 0;
  const count = word(view, end + 4);
  const first = end + table.entries;
  let all = 0;
  for (let i = 0; i < count && first + (i + 1) * table.stride <= view.byteLength; i++) {
    const claim = word(view, first + i * table.stride + table.at);
    all = table.at === 0 ? all + claim : Math.max(all, claim);
  }
  return all;
}

/** The boxes side by side in these bytes, as the parser steps over them; what is none is taken in one piece. */
function children(view: DataView): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  while (from + 8 <= view.byteLength) {
    let size = view.getUint32(from);
    if (size === 1) size = from + 16 <= view.byteLength ? Number(view.getBigUint64(from + 8)) : 0;
    if (size < 8) break;
    found.push({ from, to: Math.min(from + size, view.byteLength) });
    from += size;
  }
  if (from < view.byteLength) found.push({ from, to: view.byteLength });
  return found;
}

const NAMES = new Set([VIDE, TRUN, STZ2, ...Object.keys(TABLES).map(Number)]);

/** Every place where one of the names stands, box or not: what only looks like a table is rare, a hidden one is not missed. */
function eachName(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (name: number, end: number) => void,
): void {
  let name = 0;
  for (let at = from; at < to; at++) {
    name = ((name << 8) | (bytes[at] ?? 0)) >>> 0;
    if (NAMES.has(name)) visit(name, at + 1);
  }
}
