import type { Settings } from '../../env.ts';

/** A secret as it rests in storage (tokens of TikTok, secrets of webhooks): AES-256-GCM, its IV, and which key of the keyring opens it. */
export interface Sealed {
  key: string;
  iv: string;
  box: string;
}
export type Keyring = Settings['TOKEN_KEYS'];

/** Seals with the current key. Its owner (an open_id, a webhook's id) is bound in (AAD): a box moved to another does not open. */
export async function seal(ring: Keyring, owner: string, secret: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await importKey(ring.keys[ring.current] ?? '');
  const box = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytes(owner) },
    key,
    bytes(secret),
  );
  return { key: ring.current, iv: toBase64(iv), box: toBase64(new Uint8Array(box)) };
}

/** The secret, or undefined when its key is gone from the keyring or the box is not ours (faults.md 53). */
export async function unseal(ring: Keyring, owner: string, sealed: Sealed): Promise<string | undefined> {
  const material = Object.hasOwn(ring.keys, sealed.key) ? ring.keys[sealed.key] : undefined;
  if (!material) return undefined;
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64(sealed.iv), additionalData: bytes(owner) },
      await importKey(material),
      fromBase64(sealed.box),
    );
    return new TextDecoder().decode(plain);
  } catch {
    return undefined; // another key under the same name, or a damaged box: nobody can open it
  }
}

const importKey = (base64: string) =>
  crypto.subtle.importKey('raw', fromBase64(base64), 'AES-GCM', false, ['encrypt', 'decrypt']);
const bytes = (text: string) => new TextEncoder().encode(text);
const toBase64 = (data: Uint8Array) => btoa(String.fromCharCode(...data));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
