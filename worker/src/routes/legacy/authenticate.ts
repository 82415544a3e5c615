import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { authenticate } from '../../services/identity/authenticate.ts';
import { badCredentials, inactiveUser, notAuthenticated } from './errors.ts';

/** Sets `c.var.actor`, or refuses in the old API's words. */
export const legacyAuthenticate = createMiddleware<AppEnv>(async (c, next) => {
  const entry = await authenticate(c.var.deps, c.req.header('authorization'));
  if (!entry.ok) throw { none: notAuthenticated, bad: badCredentials, inactive: inactiveUser }[entry.why]();
  c.set('actor', entry.actor);
  await next();
});
