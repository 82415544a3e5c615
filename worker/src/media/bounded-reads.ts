/** Walls around the parser of other people's files: few reads, small reads, no large allocation (security.md 29). */
import { CustomSource, Logging, LogLevel } from 'mediabunny';
import { claimsTooMuch } from './honest-counts.ts';
import type { ByteSource } from './store.ts';

export const READ_BYTES_MAX = 1024 * 1024;
export const READS_MAX = 16;
/** A file may claim that one box is as large as itself; the parser would allocate that before reading it. */
export const SLICE_BYTES_MAX = 12 * 1024 * 1024;

/**
 * Pieces a parser may ask for, and their bytes in all, from memory or not. Half an hour of honest video takes a dozen, a live recording without an index 130 a megabyte;
 * without an end a broken one can go round in circles for ever, and no timer fires meanwhile.
 */
export const SLICES_MAX = 4000;
export const SLICED_BYTES_MAX = 32 * 1024 * 1024;

/** The file wants more reading than an honest one needs. */
export class TooMuchReading extends Error {}

export interface BoundedReads {
  bytes: number;
  /** Bytes from `start` up to `end`. Throws `TooMuchReading` when they can't be had within the bounds. */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Whether these bytes can be had without asking the source again. */
  has(start: number, end: number): boolean;
  /** The first trouble of the source, if any: a parser may swallow what is thrown at it. */
  trouble(): unknown;
  /** Whether the source still owes an answer. */
  waiting(): boolean;
}

/** Reads whole pages and keeps them, since R2 bills calls, and a parser comes back to the same places. */
export function boundedReads(source: ByteSource): BoundedReads {
  const pages = new Map<number, Promise<Uint8Array>>();
  let owed = 0;
  let trouble: unknown;

  const fetch = async (page: number) => {
    owed++;
    try {
      const start = page * READ_BYTES_MAX;
      return await source.read(start, Math.min(start + READ_BYTES_MAX, source.bytes));
    } catch (error) {
      trouble ??= error;
      throw error;
    } finally {
      owed--;
    }
  };
  const pageOf = (page: number) => {
    const known = pages.get(page);
    if (known) return known;
    if (pages.size >= READS_MAX) throw new TooMuchReading(`more than ${READS_MAX} reads`);
    const fetched = fetch(page);
    pages.set(page, fetched);
    return fetched;
  };
  return {
    bytes: source.bytes,
    async read(start, end) {
      if (end - start > SLICE_BYTES_MAX) throw new TooMuchReading(`a piece of ${end - start} bytes`);
      const bytes = new Uint8Array(end - start);
      for (let at = start; at < end; ) {
        const page = Math.floor(at / READ_BYTES_MAX);
        const from = page * READ_BYTES_MAX;
        const piece = (await pageOf(page)).subarray(at - from, end - from);
        bytes.set(piece, at - start);
        at += piece.byteLength;
      }
      return bytes;
    },
    has: (start, end) =>
      pages.has(Math.floor(start / READ_BYTES_MAX)) && pages.has(Math.floor((end - 1) / READ_BYTES_MAX)),
    trouble: () => trouble,
    waiting: () => owed > 0,
  };
}

/** What the parser thinks of a broken file is told to the user, not to our log. */
Logging.level = LogLevel.Silent;

interface Slice {
  bytes: Uint8Array;
  offset: number;
}

/** The reads as mediabunny takes them. */
export function parserSource(reads: BoundedReads, container: 'iso' | 'matroska'): CustomSource {
  let slices = 0;
  let sliced = 0;
  const source = new CustomSource({
    getSize: () => reads.bytes,
    read: (start, end) => reads.read(start, end),
    // The pages are the reading ahead.
    prefetchProfile: 'none',
    maxCacheSize: SLICE_BYTES_MAX,
  });
  // mediabunny 1.61.0 allocates `end - start` bytes before it calls `read` (ReadOrchestrator.read), so a box that
  // claims 3.9 GB would end the isolate, and it believes the counts in what it has read. There is no public option for
  // either, hence this seam; tests hold it in place.
  const seam = source as unknown as {
    _read(start: number, end: number, ...rest: number[]): Promise<Slice | null>;
  };
  const read = seam._read.bind(source);
  seam._read = async (start, end, ...rest) => {
    sliced += end - start;
    if (end - start > SLICE_BYTES_MAX || sliced > SLICED_BYTES_MAX || ++slices > SLICES_MAX)
      throw new TooMuchReading(`${slices} pieces, ${sliced} bytes`);
    const slice = await read(start, end, ...rest);
    if (
      slice &&
      container === 'iso' &&
      claimsTooMuch(slice.bytes.subarray(start - slice.offset, end - slice.offset))
    )
      throw new TooMuchReading('a table that claims too much');
    return slice;
  };
  return source;
}
