/** Where a sentence of a receipt falls in two: after its first clause. A point inside a number is no end. */
const CUT = /^(.{3,60}?)(?:[.:;](?:\s+|$)|, (?=with\b|so\b|\d))(.*)$/s;

/** A receipt's sentence as a short head and the rest: "Staged: 975 of 980 MB are there." → "Staged" + "975 of 980 MB are there." */
export function headline(sentence: string): { head: string; rest: string } {
  const [, head = sentence, rest = ''] = CUT.exec(sentence) ?? [];
  return { head, rest: rest.charAt(0).toUpperCase() + rest.slice(1) };
}
