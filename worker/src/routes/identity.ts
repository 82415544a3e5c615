import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { Session } from '../contract/index.ts';
import {
  CreateSession,
  CreateUser,
  InstanceInfo,
  SessionId,
  SessionList,
  SessionStarted,
  User,
} from '../contract/index.ts';
import type { SessionRow } from '../db/schema.ts';
import { isRehearsal } from '../env.ts';
import { endDevice, endOtherDevices, listDevices, signOut } from '../services/identity/devices.ts';
import { registerUser } from '../services/identity/register-user.ts';
import { signIn } from '../services/identity/sign-in.ts';
import { describing, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { addressOf } from './middleware/traffic.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { toUser } from './render-user.ts';
import { body, params, readableJson } from './validate.ts';

const about = describing('Sign-in');

/** People, their devices, and what this instance runs on. Mounted at /api/v1. */
export const identity = new Hono<AppEnv>()
  .get(
    '/instance',
    about('getInstance', 'What this instance runs on: TikTok, or a rehearsal', {
      200: json(InstanceInfo, EXAMPLE.instance),
    }),
    (c) => {
      const { settings, mailer } = c.var.deps;
      const rehearsal = isRehearsal(settings);
      return c.json({
        rehearsal,
        simulatorUrl: rehearsal ? settings.TIKTOK_AUTH_URL : null,
        outbox: mailer.kind === 'outbox',
      } satisfies z.infer<typeof InstanceInfo>);
    },
  )
  .post(
    '/users',
    about(
      'createUser',
      'Sign up',
      { 201: json(User, EXAMPLE.user, 'Registered; sign in next.') },
      { refuses: ['conflict', 'unavailable'] },
    ),
    readableJson,
    body(CreateUser, EXAMPLE.createUser),
    async (c) => {
      const member = await registerUser(c.var.deps, c.req.valid('json'), addressOf(c));
      return c.json(toUser(member), 201);
    },
  )
  .post(
    '/sessions',
    about(
      'createSession',
      'Sign in',
      { 201: json(SessionStarted, EXAMPLE.sessionStarted, 'The token is shown this once.') },
      { refuses: ['unauthenticated', 'unavailable'] },
    ),
    readableJson,
    body(CreateSession, EXAMPLE.createSession),
    async (c) => {
      const userAgent = c.req.header('user-agent') ?? '';
      const started = await signIn(c.var.deps, { ...c.req.valid('json'), userAgent, address: addressOf(c) });
      c.header('cache-control', 'no-store');
      const { token, expiresAt, member } = started;
      const answer: z.infer<typeof SessionStarted> = {
        token,
        expiresAt: iso(expiresAt),
        user: toUser(member),
      };
      return c.json(answer, 201);
    },
  )
  .get(
    '/sessions',
    about('listSessions', 'List the devices that are signed in', {
      200: json(SessionList, EXAMPLE.sessions),
    }),
    authenticate,
    async (c) => {
      const rows = await listDevices(c.var.deps, c.var.actor);
      const answer: z.infer<typeof SessionList> = {
        sessions: rows.map((row) => toSession(row, c.var.actor.sessionId)),
      };
      return c.json(answer);
    },
  )
  .delete(
    '/sessions',
    about('endOtherSessions', 'Sign out all other devices', { 204: nothing() }),
    authenticate,
    async (c) => {
      await endOtherDevices(c.var.deps, c.var.actor);
      return c.body(null, 204);
    },
  )
  .delete('/sessions/current', about('signOut', 'Sign out', { 204: nothing() }), authenticate, async (c) => {
    await signOut(c.var.deps, c.var.actor);
    return c.body(null, 204);
  })
  .delete(
    '/sessions/:sessionId',
    about('endSession', 'Sign out one device', { 204: nothing() }, { refuses: ['not_found', 'invalid'] }),
    authenticate,
    params(z.object({ sessionId: SessionId })),
    async (c) => {
      await endDevice(c.var.deps, c.var.actor, c.req.valid('param').sessionId);
      return c.body(null, 204);
    },
  );

const iso = (instant: number) => new Date(instant).toISOString();

const toSession = (row: SessionRow, current: SessionId | null): z.infer<typeof Session> => ({
  id: row.id,
  kind: row.kind,
  current: row.id === current,
  userAgent: row.userAgent,
  createdAt: iso(row.createdAt),
  lastSeenAt: iso(row.lastSeenAt),
});
