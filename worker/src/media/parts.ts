/** How a file is cut into parts. R2 wants them equal, the last one excepted (platform.md 5). */
import { PART_BYTES } from '../contract/index.ts';

interface Cut {
  bytes: number;
  partBytes: number;
}
export const cutOf = (bytes: number): Cut => ({ bytes, partBytes: PART_BYTES });
export const partCount = ({ bytes, partBytes }: Cut) => Math.ceil(bytes / partBytes);
export const partLength = (cut: Cut, number: number) =>
  Math.min(cut.partBytes, cut.bytes - (number - 1) * cut.partBytes);
export const partNumbers = (cut: Cut) => Array.from({ length: partCount(cut) }, (_, index) => index + 1);
