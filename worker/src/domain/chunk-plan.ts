/**
 * How a file is cut for TikTok's FILE_UPLOAD (tiktok-api.md 3.2, 16.2): count = floor(bytes / chunkBytes), all chunks but
 * the last exactly chunkBytes, the last takes the remainder. "MB" is read in the way that is safe both ways.
 */
export interface ChunkPlan {
  bytes: number;
  chunkBytes: number;
  chunkCount: number;
}

const CHUNK_BYTES_MIN = 5_242_880;
/** A single chunk, and every chunk of ours, the last too. */
const CHUNK_BYTES_MAX = 64_000_000;
/** Few requests for large files; the last chunk stays about this size. */
const CHUNK_BYTES_AIM = 16 * 1024 * 1024;

/** The plan for a file of `bytes`. `single` asks for one chunk where the file fits in one. */
export function planChunks(bytes: number, single = false): ChunkPlan {
  const one = bytes < 2 * CHUNK_BYTES_MIN || (single && bytes <= CHUNK_BYTES_MAX);
  const chunkCount = one ? 1 : Math.max(2, Math.floor(bytes / CHUNK_BYTES_AIM));
  return { bytes, chunkCount, chunkBytes: Math.floor(bytes / chunkCount) };
}

/** Where chunk `index` (from 0) begins and how many bytes it has. */
export function chunkAt(plan: ChunkPlan, index: number): { offset: number; bytes: number } {
  const offset = index * plan.chunkBytes;
  return { offset, bytes: index === plan.chunkCount - 1 ? plan.bytes - offset : plan.chunkBytes };
}

/**
 * How many whole chunks TikTok holds when it says `reported`. Whether its number is a count or the last index is not
 * documented (tiktok-api.md 3.3), so both are taken; a number at no chunk's end counts as the last end before it.
 */
export function chunksHeld(plan: ChunkPlan, reported: number): number {
  if (reported >= plan.bytes - 1) return plan.chunkCount;
  return Math.min(plan.chunkCount - 1, Math.floor((reported + 1) / plan.chunkBytes));
}
