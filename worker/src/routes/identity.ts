import { Hono } from 'hono';
import * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { InstanceInfo, Session, SessionList, SessionStarted } from '../contract/index.ts';
import { CreateSession, CreateUser, SessionId } from '../contract/index.ts';
import type { SessionRow } from '../db/schema.ts';
import { isRehearsal } from '../env.ts';
import { endDevice, endOtherDevices, listDevices, signOut } from '../services/identity/devices.ts';
import { registerUser } from '../services/identity/register-user.ts';
import { signIn } from '../services/identity/sign-in.ts';
import { authenticate } from './middleware/authenticate.ts';
import { addressOf } from './middleware/traffic.ts';
import { toUser } from './render-user.ts';
import { body, params, readableJson } from './validate.ts';

/** People, their devices, and what this instance runs on. Mounted at /api/v1. */
export const identity = new Hono<AppEnv>()
  .get('/instance', (c) => {
    const { settings, mailer } = c.var.deps;
    const rehearsal = isRehearsal(settings);
    return c.json({
      rehearsal,
      simulatorUrl: rehearsal ? settings.TIKTOK_AUTH_URL : null,
      outbox: mailer.kind === 'outbox',
    } satisfies z.infer<typeof InstanceInfo>);
  })
  .post('/users', readableJson, body(CreateUser), async (c) => {
    const member = await registerUser(c.var.deps, c.req.valid('json'), addressOf(c));
    return c.json(toUser(member), 201);
  })
  .post('/sessions', readableJson, body(CreateSession), async (c) => {
    const userAgent = c.req.header('user-agent') ?? '';
    const started = await signIn(c.var.deps, { ...c.req.valid('json'), userAgent, address: addressOf(c) });
    c.header('cache-control', 'no-store');
    const { token, expiresAt, member } = started;
    const answer: z.infer<typeof SessionStarted> = { token, expiresAt: iso(expiresAt), user: toUser(member) };
    return c.json(answer, 201);
  })
  .get('/sessions', authenticate, async (c) => {
    const rows = await listDevices(c.var.deps, c.var.actor);
    const answer: z.infer<typeof SessionList> = {
      sessions: rows.map((row) => toSession(row, c.var.actor.sessionId)),
    };
    return c.json(answer);
  })
  .delete('/sessions', authenticate, async (c) => {
    await endOtherDevices(c.var.deps, c.var.actor);
    return c.body(null, 204);
  })
  .delete('/sessions/current', authenticate, async (c) => {
    await signOut(c.var.deps, c.var.actor);
    return c.body(null, 204);
  })
  .delete('/sessions/:sessionId', authenticate, params(z.object({ sessionId: SessionId })), async (c) => {
    await endDevice(c.var.deps, c.var.actor, c.req.valid('param').sessionId);
    return c.body(null, 204);
  });

const iso = (instant: number) => new Date(instant).toISOString();

const toSession = (row: SessionRow, current: SessionId | null): z.infer<typeof Session> => ({
  id: row.id,
  kind: row.kind,
  current: row.id === current,
  userAgent: row.userAgent,
  createdAt: iso(row.createdAt),
  lastSeenAt: iso(row.lastSeenAt),
});
