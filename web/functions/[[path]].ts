import { createPagesFunctionHandler } from '@remix-run/cloudflare-pages';
import { guard } from '../app/lib/guard.server.ts';
import { movedTo } from '../app/lib/moved.server.ts';
// @ts-expect-error: made by `remix vite:build`, without types
import * as build from '../build/server/index.js';
import { getLoadContext } from '../load-context.ts';

const remix = createPagesFunctionHandler({ build, getLoadContext });

/** Everything that is no asset: Remix, behind the checks that each request and answer passes. */
export const onRequest: PagesFunction = (context) =>
  guard(context.request, () => {
    const to = movedTo(context.request);
    return to ? new Response(null, { status: 301, headers: { location: to } }) : remix(context);
  });
