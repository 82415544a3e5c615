import { createMiddleware } from 'hono/factory';
import type * as z from 'zod';
import type { AppEnv } from '../app-env.ts';
import { notFound } from '../domain/errors.ts';
import { describes, refusals } from './describe.ts';

/** An id that can't be one of ours is as missing as one that is somebody else's: the same 404. */
export const foreignIdIsMissing = (name: string, id: z.ZodType, what: string) =>
  describes(
    createMiddleware<AppEnv>(async (c, next) => {
      if (!id.safeParse(c.req.param(name)).success) throw notFound(what);
      await next();
    }),
    { responses: refusals('not_found') },
  );
