import { describe, expect, it } from 'vitest';
import { sentenceOf } from './words.ts';

describe('a receipt says of staging', () => {
  it('how much is at TikTok and that the rest waits', () => {
    expect(sentenceOf('staged', { bytesThere: 10_700_000, bytes: 21_300_000 })).toBe(
      'Staged: 10.7 MB of 21.3 MB are at TikTok; the rest waits for your second.',
    );
  });

  it('that a file of one part leaves as a whole', () => {
    expect(sentenceOf('staged', { bytesThere: 0, bytes: 30_000 })).toBe(
      'Staged: TikTok is ready for the file; its 30 kB leave at your second.',
    );
  });
});
