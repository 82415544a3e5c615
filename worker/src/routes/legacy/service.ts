import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod';
import type { AppEnv } from '../../app-env.ts';
import { json } from '../describe.ts';
import { personOf } from '../middleware/enter.ts';
import { adminsOnly, legacyAuthenticate } from './authenticate.ts';
import { LegacyError, legacyProblem } from './errors.ts';
import { about, OLD_ANSWER } from './shapes.ts';

const WELCOME = 'Welcome to the Social Media Scheduler API';

/** The old suite brings its own route to try the role; a copy over HTTP finds it here, never in production. */
const notInProduction = createMiddleware<AppEnv>(async (c, next) => {
  if (c.var.deps.settings.ENVIRONMENT === 'production') throw new LegacyError(404, 'Not Found');
  await next();
});

/** Service routes of the old API (legacy-api.md 6), mounted at the root. */
export const legacyService = new Hono<AppEnv>()
  .onError(legacyProblem)
  .get('/', about('welcome', 'Says hello', { 200: OLD_ANSWER.message(WELCOME) }), (c) =>
    c.json({ message: WELCOME }),
  )
  .get(
    '/test/admin-only',
    about(
      'oldAdminOnly',
      'Admins only; absent in production',
      {
        200: json(z.object({ message: z.string(), username: z.string() }), {
          message: 'admin access granted',
          username: 'mira',
        }),
      },
      { oldRefuses: [403, 404] },
    ),
    notInProduction,
    legacyAuthenticate,
    adminsOnly,
    (c) => c.json({ message: 'admin access granted', username: personOf(c).user.username }),
  );
