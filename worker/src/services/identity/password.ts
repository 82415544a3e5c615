import { scrypt, timingSafeEqual } from 'node:crypto';
import bcrypt from 'bcryptjs';

/** 16 MiB and about 0.1 s a guess; more memory would not fit an isolate (stack-notes.md 6). Stored with each hash. */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const MEMORY_MAX = 64 << 20;
const KEY_BYTES = 32;

/** `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, toBase64(salt), toBase64(key)].join('$');
}

/** Of a password nobody has, so that an unknown user takes as long as a wrong password (security.md 7). */
const NOBODY = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  'AAAAAAAAAAAAAAAAAAAAAA==',
  toBase64(new Uint8Array(KEY_BYTES)),
].join('$');

/** Whether `password` is the one hashed in `stored`. Without a user pass undefined: the same work, always false. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  if (stored !== undefined && isOldHash(stored)) return bcrypt.compare(password, stored);
  const [scheme, N, r, p, salt, hash] = (stored ?? NOBODY).split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const key = await derive(password, fromBase64(salt), { N: Number(N), r: Number(r), p: Number(p) });
  const same = timingSafeEqual(key, fromBase64(hash));
  return same && stored !== undefined;
}

/** Of the old server: bcrypt, of which the first 72 bytes of a password count (legacy-api.md 9). */
export const isOldHash = (stored: string) => /^\$2[aby]\$/.test(stored);

const derive = (password: string, salt: Uint8Array, cost: typeof COST): Promise<Uint8Array> =>
  new Promise((resolve, reject) =>
    scrypt(password, salt, KEY_BYTES, { ...cost, maxmem: MEMORY_MAX }, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    ),
  );

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
