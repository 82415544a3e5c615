import * as z from 'zod';
import { SessionId, UserId, WorkspaceId } from './ids.ts';

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

/** Passwords on the web and /api/v1: 12 characters or more, at most 4,096 bytes (design 8). */
export const CreateUser = z.strictObject({
  email: z.email('This does not look like an e-mail address.').max(254),
  username: z
    .string()
    .min(2, 'A username has 2 characters or more.')
    .max(64)
    .regex(/^[\p{L}\p{N}_.-]+$/u, 'A username has letters, digits, dots, dashes and underscores.'),
  password: z.string().min(12, 'A password has 12 characters or more. A sentence is fine.').max(4096),
  zone: Zone.optional(),
});
export type CreateUser = z.infer<typeof CreateUser>;
export const UpdateUser = z.strictObject({ zone: Zone.optional() });
export type UpdateUser = z.infer<typeof UpdateUser>;

export const CreateSession = z.strictObject({
  /** E-mail address or username. */
  login: z.string().min(1).max(320),
  password: z.string().min(1).max(4096),
});

export const User = z
  .object({
    id: UserId,
    email: z.string(),
    username: z.string(),
    role: z.enum(['user', 'admin']),
    zone: z.string(),
    workspace: z.object({ id: WorkspaceId, name: z.string(), role: z.string() }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

/** Answer of POST /sessions. The token is shown this once; `Authorization: Bearer <token>` from then on. */
export const SessionStarted = z.object({ token: z.string(), expiresAt: z.iso.datetime(), user: User });

export const Session = z
  .object({
    id: SessionId,
    kind: z.enum(['web', 'refresh']),
    current: z.boolean(),
    userAgent: z.string(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });

export const SessionList = z.object({ sessions: z.array(Session) });

/** What an instance runs on: a real TikTok or the simulator. Public, so that every page can say so. */
export const InstanceInfo = z.object({ rehearsal: z.boolean(), simulatorUrl: z.string().nullable() });
