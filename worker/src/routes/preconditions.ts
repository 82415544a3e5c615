/** Entity tags a caller names (RFC 9110 8.8.3, 13.1). */
const TAG = /(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

const tagsIn = (header: string) =>
  [...header.matchAll(TAG)].map(([, weak, tag = '']) => ({ weak: weak !== undefined, tag }));

/**
 * The tags of If-Match, one of which must be today's; undefined when any state will do (no header, or `*`). The comparison
 * is strong (13.1.1), so weak ones are left out, and a header without a tag matches nothing.
 */
export function readIfMatch(header: string | undefined): string[] | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  return tagsIn(header).flatMap(({ weak, tag }) => (weak ? [] : [tag]));
}

/** Whether If-None-Match names what there is now: the caller has it (304). The comparison is weak (13.1.2). */
export function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || tagsIn(header).some(({ tag }) => tag === etag);
}
