/** What the outermost structure of a file says: which container it is, and whether its end is there. */
import type { BoundedReads } from './bounded-reads.ts';

export type Container = 'iso' | 'matroska';

/** Files people take for uploadable that TikTok does not take; each with its first bytes and where they stand. */
const OTHERS: [name: string, at: number, bytes: string][] = [
  ['an AVI', 8, 'AVI '],
  ['an FLV', 0, 'FLV'],
  ['a WMV', 0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
  ['an MPEG', 0, '\x00\x00\x01\xba'],
  ['an Ogg', 0, 'OggS'],
];
/** Names of boxes an MP4 or MOV may begin with; old QuickTime files have no ftyp. */
const FIRST_BOXES = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp'];

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

/** The container by the first 16 bytes, the name of another kind of video, or undefined: not a video at all. */
export function recognise(head: Uint8Array): Container | { other: string } | undefined {
  if (FIRST_BOXES.includes(text(head, 4, 8))) return 'iso';
  if (text(head, 0, 4) === '\x1a\x45\xdf\xa3') return 'matroska';
  const other = OTHERS.find(([, at, bytes]) => text(head, at, at + bytes.length) === bytes);
  return other && { other: other[0] };
}

/** Top-level boxes looked at before we stop asking; a file has a handful, a fragmented one thousands. */
const BOXES_MAX = 24;

/** Whether the file ends before its own structure does. A structure that does not say (a live recording) is no evidence. */
export const isCutOff = (reads: BoundedReads, container: Container) =>
  container === 'iso' ? boxesCutOff(reads) : segmentCutOff(reads);

/** ISO/IEC 14496-12 4.2: size and name, 32 bits each; size 1 = 64 bits follow, size 0 = up to the end of the file. */
async function boxesCutOff(reads: BoundedReads): Promise<boolean> {
  let at = 0;
  let inFragments = false;
  for (let boxes = 0; boxes < BOXES_MAX && reads.bytes - at >= 8; boxes++) {
    const head = await reads.read(at, Math.min(at + 16, reads.bytes));
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    inFragments ||= text(head, 4, 8) === 'moof';
    let size = view.getUint32(0);
    if (size === 0) return false;
    if (size === 1) size = head.byteLength < 16 ? Number.POSITIVE_INFINITY : Number(view.getBigUint64(8));
    if (size < 8) return false; // no box: the parser will say what it thinks of it
    at += size;
    // Thousands of fragments follow each other; those near enough cost no further read.
    if (inFragments && at + 16 <= reads.bytes && !reads.has(at, at + 16)) return false;
  }
  return at > reads.bytes;
}

/** RFC 9559 and RFC 8794: the EBML header, then one Segment that says how long it is, or that it does not know. */
async function segmentCutOff(reads: BoundedReads): Promise<boolean> {
  const head = await reads.read(0, Math.min(4096, reads.bytes));
  const header = vint(head, 4);
  if (!header?.value) return false;
  const at = header.end + header.value;
  if (text(head, at, at + 4) !== '\x18\x53\x80\x67') return false;
  const segment = vint(head, at + 4);
  return segment?.value != null && segment.end + segment.value > reads.bytes;
}

/** A variable-length integer; value null when all its bits are ones, which means "unknown". */
function vint(bytes: Uint8Array, at: number): { value: number | null; end: number } | undefined {
  const first = bytes[at];
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.byteLength) return undefined;
  let value = first & (0xff >> length);
  let unknown = value === 0xff >> length;
  for (const byte of bytes.subarray(at + 1, at + length)) {
    value = value * 256 + byte;
    unknown &&= byte === 0xff;
  }
  return { value: unknown ? null : value, end: at + length };
}
