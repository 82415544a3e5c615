/** `Content-Digest: sha-256=:…:` (RFC 9530). Algorithms we do not know are left alone, as it asks. */
export function sha256Of(header: string | undefined): { digest: Uint8Array | null } | 'malformed' {
  const member = /(?:^|,)\s*sha-256\s*=\s*([^,]*)/i.exec(header ?? '');
  if (!member) return { digest: null };
  const base64 = /^:([A-Za-z0-9+/]{43}=):\s*$/.exec(member[1] ?? '')?.[1];
  if (!base64) return 'malformed';
  return { digest: Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) };
}

export async function hasSha256(bytes: BufferSource, digest: Uint8Array): Promise<boolean> {
  const found = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return found.every((byte, index) => byte === digest[index]);
}
