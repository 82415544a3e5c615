import { Hono } from 'hono';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import {
  ChangeEmail,
  ChangePassword,
  CompleteReset,
  EmailConfirmed,
  OpenLink,
  RequestReset,
  UpdateUser,
  User,
} from '../contract/index.ts';
import {
  changeEmail,
  confirmEmail,
  readConfirmation,
  resendConfirmation,
} from '../services/identity/change-email.ts';
import { changePassword } from '../services/identity/change-password.ts';
import { updateMe } from '../services/identity/me.ts';
import {
  checkResetLink,
  completePasswordReset,
  requestPasswordReset,
} from '../services/identity/reset-password.ts';
import { describing, json, nothing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { personOf } from './middleware/enter.ts';
import { addressOf } from './middleware/traffic.ts';
import { EXAMPLE } from './openapi/examples.ts';
import { toUser } from './render-user.ts';
import { body, readableJson } from './validate.ts';

type Confirmed = z.infer<typeof EmailConfirmed>;
const about = describing('You');

/** A person's own account: who they are, their password and their address. Mounted at /api/v1. */
export const me = new Hono<AppEnv>()
  .get('/me', about('getMe', 'Who am I', { 200: json(User, EXAMPLE.user) }), authenticate, async (c) =>
    c.json(toUser(personOf(c))),
  )
  .patch(
    '/me',
    about('updateMe', 'Change my username or settings', { 200: json(User, EXAMPLE.user) }),
    authenticate,
    readableJson,
    body(UpdateUser, EXAMPLE.updateUser),
    async (c) => c.json(toUser(await updateMe(c.var.deps, c.var.actor, c.req.valid('json')))),
  )
  .put(
    '/me/password',
    about(
      'changePassword',
      'Set another password',
      { 204: nothing('Every other device is signed out.') },
      { refuses: ['conflict', 'unavailable'] },
    ),
    authenticate,
    readableJson,
    body(ChangePassword, EXAMPLE.changePassword),
    async (c) => {
      await changePassword(c.var.deps, c.var.actor, c.req.valid('json'), addressOf(c));
      return c.body(null, 204);
    },
  )
  .put(
    '/me/email',
    about(
      'changeEmail',
      'Ask for another address, which counts once it is confirmed',
      { 200: json(User, EXAMPLE.user) },
      { refuses: ['unavailable'] },
    ),
    authenticate,
    readableJson,
    body(ChangeEmail, EXAMPLE.changeEmail),
    async (c) =>
      c.json(toUser(await changeEmail(c.var.deps, c.var.actor, c.req.valid('json'), addressOf(c)))),
  )
  .post(
    '/me/email/confirmation',
    about(
      'resendConfirmation',
      'Mail the confirmation of my address again',
      { 202: nothing('On its way.') },
      { refuses: ['conflict'] },
    ),
    authenticate,
    async (c) => {
      await resendConfirmation(c.var.deps, c.var.actor);
      return c.body(null, 202);
    },
  )
  // Tokens of mailed links travel in bodies: addresses end up in logs.
  .post(
    '/email-confirmations',
    about(
      'confirmEmail',
      'Confirm the address a link was mailed to',
      { 200: json(EmailConfirmed, EXAMPLE.emailConfirmed) },
      { refuses: ['not_found', 'conflict'] },
    ),
    readableJson,
    body(OpenLink, EXAMPLE.openLink),
    async (c) => {
      const answer: Confirmed = await confirmEmail(c.var.deps, c.req.valid('json').token);
      return c.json(answer);
    },
  )
  .post(
    '/email-confirmations/check',
    about(
      'checkConfirmation',
      'Which address a link would confirm; it is not used',
      { 200: json(EmailConfirmed, EXAMPLE.emailConfirmed) },
      { refuses: ['not_found'] },
    ),
    readableJson,
    body(OpenLink, EXAMPLE.openLink),
    async (c) => {
      const { link } = await readConfirmation(c.var.deps, c.req.valid('json').token);
      return c.json({ email: link.email } satisfies Confirmed);
    },
  )
  .post(
    '/password-resets',
    about(
      'requestPasswordReset',
      'Mail a link that sets a new password, if the address has an account',
      { 202: nothing('The same answer either way.') },
      { refuses: ['unavailable'] },
    ),
    readableJson,
    body(RequestReset, EXAMPLE.requestReset),
    async (c) => {
      await requestPasswordReset(c.var.deps, c.req.valid('json'), addressOf(c));
      return c.body(null, 202);
    },
  )
  .post(
    '/password-resets/check',
    about(
      'checkPasswordReset',
      'Whether a link still works; it is not used',
      { 204: nothing('It works.') },
      { refuses: ['not_found'] },
    ),
    readableJson,
    body(OpenLink, EXAMPLE.openLink),
    async (c) => {
      await checkResetLink(c.var.deps, c.req.valid('json').token);
      return c.body(null, 204);
    },
  )
  .post(
    '/password-resets/complete',
    about(
      'completePasswordReset',
      'Set a new password by a link; every device is signed out',
      { 204: nothing() },
      { refuses: ['not_found'] },
    ),
    readableJson,
    body(CompleteReset, EXAMPLE.completeReset),
    async (c) => {
      await completePasswordReset(c.var.deps, c.req.valid('json'), addressOf(c));
      return c.body(null, 204);
    },
  );
