import { Hono } from 'hono';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import type { EmailConfirmed } from '../contract/index.ts';
import {
  ChangeEmail,
  ChangePassword,
  CompleteReset,
  OpenLink,
  RequestReset,
  UpdateUser,
} from '../contract/index.ts';
import {
  changeEmail,
  confirmEmail,
  readConfirmation,
  resendConfirmation,
} from '../services/identity/change-email.ts';
import { changePassword } from '../services/identity/change-password.ts';
import { getMe, updateMe } from '../services/identity/me.ts';
import {
  checkResetLink,
  completePasswordReset,
  requestPasswordReset,
} from '../services/identity/reset-password.ts';
import { authenticate } from './middleware/authenticate.ts';
import { addressOf } from './middleware/traffic.ts';
import { toUser } from './render-user.ts';
import { body, readableJson } from './validate.ts';

type Confirmed = z.infer<typeof EmailConfirmed>;

/** A person's own account: who they are, their password and their address. Mounted at /api/v1. */
export const me = new Hono<AppEnv>()
  .get('/me', authenticate, async (c) => c.json(toUser(await getMe(c.var.deps, c.var.actor))))
  .patch('/me', authenticate, readableJson, body(UpdateUser), async (c) =>
    c.json(toUser(await updateMe(c.var.deps, c.var.actor, c.req.valid('json')))),
  )
  .put('/me/password', authenticate, readableJson, body(ChangePassword), async (c) => {
    await changePassword(c.var.deps, c.var.actor, c.req.valid('json'), addressOf(c));
    return c.body(null, 204);
  })
  .put('/me/email', authenticate, readableJson, body(ChangeEmail), async (c) =>
    c.json(toUser(await changeEmail(c.var.deps, c.var.actor, c.req.valid('json'), addressOf(c)))),
  )
  .post('/me/email/confirmation', authenticate, async (c) => {
    await resendConfirmation(c.var.deps, c.var.actor);
    return c.body(null, 202);
  })
  // Tokens of mailed links travel in bodies: addresses end up in logs.
  .post('/email-confirmations', readableJson, body(OpenLink), async (c) => {
    const answer: Confirmed = await confirmEmail(c.var.deps, c.req.valid('json').token);
    return c.json(answer);
  })
  .post('/email-confirmations/check', readableJson, body(OpenLink), async (c) => {
    const { link } = await readConfirmation(c.var.deps, c.req.valid('json').token);
    return c.json({ email: link.email } satisfies Confirmed);
  })
  .post('/password-resets', readableJson, body(RequestReset), async (c) => {
    await requestPasswordReset(c.var.deps, c.req.valid('json'), addressOf(c));
    return c.body(null, 202);
  })
  .post('/password-resets/check', readableJson, body(OpenLink), async (c) => {
    await checkResetLink(c.var.deps, c.req.valid('json').token);
    return c.body(null, 204);
  })
  .post('/password-resets/complete', readableJson, body(CompleteReset), async (c) => {
    await completePasswordReset(c.var.deps, c.req.valid('json'));
    return c.body(null, 204);
  });
