/** What TikTok takes for a hashtag: letters and digits of any script, and the low line. */
const TAG = /#([\p{L}\p{N}_]{1,100})/gu;
const KNOWN_MAX = 60;
const OFFERED_MAX = 6;

/** The hashtags of these captions, the one used most in front; each spelled as it was last. */
export function hashtagsOf(captions: string[]): string[] {
  const uses = new Map<string, { tag: string; times: number }>();
  for (const caption of captions)
    for (const [, tag = ''] of caption.matchAll(TAG)) {
      const key = tag.toLowerCase();
      const known = uses.get(key);
      uses.set(key, { tag: known?.tag ?? tag, times: (known?.times ?? 0) + 1 });
    }
  return [...uses.values()]
    .toSorted((a, b) => b.times - a.times)
    .slice(0, KNOWN_MAX)
    .map(({ tag }) => tag);
}

/** The hashtag that is being written at the cursor: from its `#` on, or nothing. */
export function tagAt(text: string, cursor: number): { start: number; begun: string } | null {
  const [, begun] = /(?:^|[^\p{L}\p{N}_#])#([\p{L}\p{N}_]{0,100})$/u.exec(text.slice(0, cursor)) ?? [];
  return begun === undefined ? null : { start: cursor - begun.length - 1, begun };
}

/** What to offer for it; one that is written out already needs no offer. */
export const offersFor = (known: string[], begun: string): string[] => {
  const start = begun.toLowerCase();
  return known
    .filter((tag) => tag.toLowerCase().startsWith(start) && tag.toLowerCase() !== start)
    .slice(0, OFFERED_MAX);
};
