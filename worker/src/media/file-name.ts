/** The user's file name: shown, and sent back on download. It is text and nothing else; no path, no key, no header. */

/** Control characters, and marks that turn the direction of text so that "exe.4pm" reads as "mp4.exe". */
const UNWANTED = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A name as it is kept: the last part of a path, without what can't be seen or stored. */
export function cleanFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  return last.toWellFormed().replace(UNWANTED, '').trim() || 'video';
}

/** RFC 6266 with RFC 8187: an ASCII name for old clients, the real one for all others. Never shown in place (security.md 14). */
export function attachment(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
