import { Hono } from 'hono';
import type { AppEnv } from '../../app-env.ts';
import { AppError } from '../../domain/errors.ts';
import { finishConnection } from '../../services/accounts/finish-connection.ts';
import { legacyAuthenticate } from './authenticate.ts';
import { assertNoItems, LegacyError, legacyProblem, missing } from './errors.ts';
import { about, OLD_ANSWER } from './shapes.ts';

/** Where TikTok sends people back to, should they arrive at the API's host (legacy-api.md 5.2). Mounted at /api/v1. */
export const legacyCallback = new Hono<AppEnv>().onError(legacyProblem).get(
  '/auth/tiktok/callback',
  about(
    'oldCallback',
    'Where TikTok sends people back to; a browser without a token goes on to the web app',
    {
      200: OLD_ANSWER.message('TikTok account connected successfully'),
      302: { description: 'To the web app.', headers: { Location: { schema: { type: 'string' } } } },
    },
    {
      oldRefuses: [422],
      parameters: ['code', 'state'].map((name) => ({ in: 'query', name, schema: { type: 'string' } })),
    },
  ),
  async (c, next) => {
    if (c.req.header('authorization') !== undefined) return next();
    // A browser: the web app's page of the same path knows who is signed in.
    const { pathname, search } = new URL(c.req.url);
    c.header('cache-control', 'no-store');
    return c.redirect(`${c.var.deps.settings.APP_URL}${pathname}${search}`, 302);
  },
  legacyAuthenticate,
  async (c) => {
    const [code, state] = [c.req.query('code'), c.req.query('state')];
    assertNoItems([
      code === undefined ? missing(['query', 'code'], null) : undefined,
      state === undefined ? missing(['query', 'state'], null) : undefined,
    ]);
    try {
      await finishConnection(c.var.deps, c.var.actor, { code, state: state ?? '' });
    } catch (error) {
      if (error instanceof AppError && error.code !== 'forbidden')
        throw new LegacyError(400, `Failed to connect TikTok account: ${error.message}`);
      throw error;
    }
    return c.json({ message: 'TikTok account connected successfully' });
  },
);
