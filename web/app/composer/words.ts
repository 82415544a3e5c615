/** Words of a caption that lead somewhere: hashtags and people. */
export type Sign = '#' | '@';

/** Letters and digits of any script and the low line after a `#`; what TikTok allows in a handle after an `@`. */
const LETTERS: Record<Sign, string> = { '#': '[\\p{L}\\p{N}_]', '@': '[A-Za-z0-9_.]' };
const LONGEST: Record<Sign, number> = { '#': 100, '@': 24 };
const KNOWN_MAX = 60;
const OFFERED_MAX = 6;

const pattern = (sign: Sign, least: number) =>
  `(?:^|[^\\p{L}\\p{N}_${sign}])${sign}(${LETTERS[sign]}{${least},${LONGEST[sign]}})`;

/** The hashtags or handles of these captions, the one used most in front; each spelled as it was last. */
export function wordsOf(sign: Sign, captions: string[]): string[] {
  const uses = new Map<string, { word: string; times: number }>();
  for (const caption of captions)
    for (const [, found = ''] of caption.matchAll(new RegExp(pattern(sign, 1), 'gu'))) {
      const word = found.replace(/\.+$/, ''); // the end of a sentence
      const key = word.toLowerCase();
      const known = uses.get(key);
      if (word) uses.set(key, { word: known?.word ?? word, times: (known?.times ?? 0) + 1 });
    }
  return [...uses.values()]
    .toSorted((a, b) => b.times - a.times)
    .slice(0, KNOWN_MAX)
    .map(({ word }) => word);
}

/** What is being written at the cursor. */
export interface Begun {
  sign: Sign;
  start: number;
  begun: string;
}

/** The hashtag or handle that is being written at the cursor: from its sign on, or nothing. */
export function wordAt(text: string, cursor: number): Begun | null {
  for (const sign of ['#', '@'] as const) {
    const [, begun] = new RegExp(`${pattern(sign, 0)}$`, 'u').exec(text.slice(0, cursor)) ?? [];
    if (begun !== undefined) return { sign, start: cursor - begun.length - 1, begun };
  }
  return null;
}

/** What to offer for it; one that is written out already needs no offer. */
export const offersFor = (known: string[], begun: string): string[] => {
  const start = begun.toLowerCase();
  return known
    .filter((word) => word.toLowerCase().startsWith(start) && word.toLowerCase() !== start)
    .slice(0, OFFERED_MAX);
};
