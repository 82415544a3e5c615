import { guard } from '../app/lib/guard.server.ts';
import { readSession } from '../app/lib/session.server.ts';
import type { WebEnv } from '../load-context.ts';

/**
 * Hands the upgrade of our own pages' socket on to the API, with the session of the cookie. It does not go through Remix,
 * and a foreign page gets nothing: a WebSocket is not under CORS, so its Origin is what tells them apart (security.md 11).
 */
export const onRequestGet: PagesFunction<WebEnv> = ({ request, env }) =>
  guard(request, async () => {
    const session = await readSession(request);
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket')
      return new Response(null, { status: 426 });
    if (request.headers.get('origin') !== new URL(request.url).origin)
      return new Response(null, { status: 403 });
    if (!session) return new Response(null, { status: 401 });
    return env.API.fetch('http://api/api/v1/live', {
      headers: { upgrade: 'websocket', authorization: `Bearer ${session}` },
    });
  });
