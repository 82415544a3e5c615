/** Crockford's base 32 in lower case: no i, l, o, u. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id such as `post_01j9…`: 48 bits of time (milliseconds), then 80 random bits, 26 characters in all,
 * so that ids sort by birth and can't be guessed. `random` gives n random bytes.
 */
export function newId<Id extends string>(
  prefix: string,
  now: number,
  random: (bytes: number) => Uint8Array,
): Id {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32))
    time = ALPHABET.charAt(rest % 32) + time;
  let chance = '';
  for (const byte of random(16)) chance += ALPHABET.charAt(byte % 32);
  return `${prefix}_${time}${chance}` as Id;
}
