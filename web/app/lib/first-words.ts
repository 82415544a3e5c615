/** How a caption begins, on one line and with no letter cut in two; empty when there are no words. */
export function firstWords(caption: string, lettersMax: number): string {
  const letters = [...caption.trim().replaceAll(/\s+/g, ' ')];
  return letters.length > lettersMax
    ? `${letters.slice(0, lettersMax).join('').trimEnd()}…`
    : letters.join('');
}
