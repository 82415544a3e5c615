/**
 * Where MB could mean 10^6 or 2^20, the narrower reading is taken, so that what passes here is right in both
 * (tiktok-api.md 3.2).
 */
const CHUNK_BYTES_MIN = 5_242_880;
const CHUNK_BYTES_MAX = 64_000_000;
const LAST_CHUNK_BYTES_MAX = 128_000_000;
const CHUNKS_MAX = 1_000;

export interface ChunkPlan {
  videoSize: number;
  chunkSize: number;
  chunkCount: number;
}

const CHUNK_SIZE_INVALID = 'The chunk size is invalid';
const CHUNK_COUNT_INVALID = 'The total chunk count is invalid';

const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;

/** The message of TikTok's refusal, or nothing when the plan is fine. */
export function troubleWithPlan({ videoSize, chunkSize, chunkCount }: ChunkPlan, videoBytesMax: number) {
  if (!isCount(videoSize) || videoSize > videoBytesMax) return 'The video size is invalid';
  if (!isCount(chunkCount) || chunkCount > CHUNKS_MAX) return CHUNK_COUNT_INVALID;
  if (!isCount(chunkSize) || chunkSize > CHUNK_BYTES_MAX) return CHUNK_SIZE_INVALID;
  // Checked since about August 2026: floor alone used to be enough (tiktok-api.md 3.2).
  if (chunkCount === 1 && chunkSize !== videoSize) return CHUNK_SIZE_INVALID;
  if (chunkCount > 1 && chunkSize < CHUNK_BYTES_MIN) return CHUNK_SIZE_INVALID;
  if (Math.floor(videoSize / chunkSize) !== chunkCount) return CHUNK_COUNT_INVALID;
  if (bytesOfChunk({ videoSize, chunkSize, chunkCount }, chunkCount - 1) > LAST_CHUNK_BYTES_MAX) {
    return CHUNK_SIZE_INVALID;
  }
  return undefined;
}

/** All chunks are alike but the last, which takes the remainder. */
export function bytesOfChunk(plan: ChunkPlan, number: number): number {
  const isLast = number === plan.chunkCount - 1;
  return isLast ? plan.videoSize - number * plan.chunkSize : plan.chunkSize;
}
