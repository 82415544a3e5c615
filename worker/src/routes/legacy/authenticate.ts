import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { authenticate } from '../../services/identity/authenticate.ts';
import { enter, personOf } from '../middleware/enter.ts';
import { badCredentials, inactiveUser, LegacyError, notAuthenticated } from './errors.ts';
import { closed } from './shapes.ts';

/** Sets `c.var.actor`, or refuses in the old API's words. */
export const legacyAuthenticate = closed(
  createMiddleware<AppEnv>(async (c, next) => {
    const entry = await authenticate(c.var.deps, c.req.header('authorization'));
    if (!entry.ok) throw { none: notAuthenticated, bad: badCredentials, inactive: inactiveUser }[entry.why]();
    await enter(c, entry, next);
  }),
);

/** The role is read at each request, never from a token. */
export const adminsOnly = createMiddleware<AppEnv>(async (c, next) => {
  if (personOf(c).user.role !== 'admin') throw new LegacyError(403, 'Admin privileges required');
  await next();
});
