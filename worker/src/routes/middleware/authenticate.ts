import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '../../app-env.ts';
import { unauthenticated } from '../../domain/errors.ts';
import { authenticate as findActor } from '../../services/identity/authenticate.ts';
import { CREDENTIALS, describes, refusals } from '../describe.ts';
import { enter } from './enter.ts';

/** Sets `c.var.actor` or throws `unauthenticated`. Put it on each route: sub-apps share a base path, so `.use()` would leak to neighbours. */
export const authenticate = describes(
  createMiddleware<AppEnv>(async (c, next) => {
    const entry = await findActor(c.var.deps, c.req.header('authorization'));
    if (!entry.ok)
      throw unauthenticated(entry.why === 'inactive' ? 'This account is switched off.' : undefined);
    await enter(c, entry, next);
    // The back button shows nothing after a sign-out (security.md 3).
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  }),
  { security: CREDENTIALS, responses: refusals('unauthenticated', 'forbidden') },
);
