/** Random digits; the first one is never 0, so that the length holds when read as a number. */
function digits(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte, place) => (place === 0 ? 1 + (byte % 9) : byte % 10)).join('');
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export function letters(length: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(length)), (b) => LETTERS[b % LETTERS.length]).join(
    '',
  );
}

/** 19 digits, above 2^53, ordered by time: TikTok's ids carry the second in their upper half. */
export function newPostId(now: number): string {
  const [low = 0] = crypto.getRandomValues(new Uint32Array(1));
  return ((BigInt(Math.floor(now / 1000)) << 32n) | BigInt(low)).toString();
}

/** `log_id` begins with the time (tiktok-api.md 0). */
export function newLogId(now: number): string {
  return `${new Date(now).toISOString().replace(/\D/g, '').slice(0, 14)}${letters(20).toUpperCase()}`;
}

/** At most 64 characters with the prefix of the mode (tiktok-api.md 3.1). */
export const newPublishId = () => `v_pub_file~v2-1.${digits(19)}`;
export const newUploadId = () => digits(19);

/** A code ends in a tail that must survive URL encoding (tiktok-api.md 1.2). */
export const newCode = () => `${letters(48)}*v!5236.s1`;

/** Real open_ids are dashed UUIDs in the documents and begin with `-` or `_` in captures (tiktok-api.md 1.3). */
export function newOpenId(number: number): string {
  if (number % 3 === 1) return crypto.randomUUID();
  return `${number % 3 === 2 ? '-' : '_'}000${letters(8)}_${letters(24)}`;
}
