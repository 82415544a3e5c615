import * as z from 'zod';

/** An IANA zone this platform knows, such as Europe/Berlin. Offsets are not zones: they know no summer time. */
export const Zone = z
  .string()
  .max(64)
  .refine((zone) => {
    if (!/^[A-Za-z]/.test(zone)) return false;
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
    } catch {
      return false; // Intl throws at a zone it does not know
    }
  }, 'This is not a time zone such as Europe/Berlin.');

export const Username = z
  .string()
  .min(2, 'A username has 2 characters or more.')
  .max(64)
  .regex(/^[\p{L}\p{N}_.-]+$/u, 'A username has letters, digits, dots, dashes and underscores.');

/** Passwords on the web and /api/v1: 12 characters or more, at most 4,096 bytes (design 8). */
export const Password = z
  .string()
  .min(12, 'A password has 12 characters or more. A sentence is fine.')
  .max(4096);
