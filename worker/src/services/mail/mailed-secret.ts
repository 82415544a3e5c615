import type { MailedLinkId } from '../../contract/ids.ts';

/**
 * What stands at the end of a mailed link: 256 bits, made from the link's id and this instance's secret (HKDF, RFC 5869).
 * So a mail that has to be sent again holds the same link, and neither the outbox nor a copy of the database holds any.
 */
export async function secretOf(secret: string, id: MailedLinkId): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const base = await crypto.subtle.importKey('raw', bytes(secret), 'HKDF', false, ['deriveBits']);
  const info = bytes(`tiktimer mailed link 1 ${id}`);
  const derived = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    256,
  );
  return btoa(String.fromCharCode(...new Uint8Array(derived)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
