import * as z from 'zod';
import { Password, Username, Zone } from './fields.ts';
import { SessionId, UserId, WorkspaceId } from './ids.ts';
import { UserSettings } from './me.ts';

export const CreateUser = z.strictObject({
  email: z.email('This does not look like an e-mail address.').max(254),
  username: Username,
  password: Password,
  zone: Zone.optional(),
});
export type CreateUser = z.infer<typeof CreateUser>;

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
    /** Whether somebody who reads mail at this address has said that it is theirs. */
    emailConfirmed: z.boolean(),
    /** The address that is to replace it once it is confirmed. */
    pendingEmail: z.string().nullable(),
    settings: UserSettings,
    /** When the account and everything in it will be erased; null unless that was asked for. */
    deletesAt: z.iso.datetime().nullable(),
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
export const InstanceInfo = z.object({
  rehearsal: z.boolean(),
  simulatorUrl: z.string().nullable(),
  /** Whether mails stay on this machine, to be read under /outbox: development only. */
  outbox: z.boolean(),
});
