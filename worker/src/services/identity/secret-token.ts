/** Secrets we hand out: 256 random bits, 43 URL-safe characters. Only their SHA-256 is stored (security.md 1, 21). */
export const newSecretToken = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const PREFIX_CHARS = 'abcdefghjkmnpqrstvwxyz0123456789';

/**
 * The secret of an API key, `tiktimer_<8 characters>_<256 random bits>`: a form that secret scanners know again wherever it
 * is left lying. The part before the bits is shown, so that people can tell their keys apart.
 */
export function newKeySecret(): { secret: string; prefix: string } {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const name = [...bytes].map((byte) => PREFIX_CHARS[byte % PREFIX_CHARS.length]).join('');
  const prefix = `tiktimer_${name}`;
  return { prefix, secret: `${prefix}_${newSecretToken()}` };
}

export const isKeySecret = (text: string) => /^tiktimer_[a-z0-9]{8}_[\w-]{43}$/.test(text);
