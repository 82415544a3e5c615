import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { forbidden, limitReached, malformed } from '../domain/errors.ts';
import { assertMay } from '../services/identity/may.ts';
import { LISTENER_HEADER } from '../services/live/feed-api.ts';
import { describing } from './describe.ts';
import { authenticate } from './middleware/authenticate.ts';
import { isCaller } from './middleware/origin.ts';

const about = describing('Notifications');

/** The live feed of a workspace, under /api/v1: a WebSocket on which hints come (contract/live.ts). */
export const live = new Hono<AppEnv>().get(
  '/live',
  about(
    'listen',
    'A WebSocket on which hints come: what changed, to be asked for',
    {
      101: {
        description:
          'The socket. Each message is a LiveMessage; send `ping` to get `pong`, and nothing else.',
      },
    },
    { refuses: ['malformed', 'forbidden', 'limit_reached'] },
  ),
  authenticate,
  async (c) => {
    const { deps, actor } = c.var;
    assertMay(actor, 'be_oneself');
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
      throw malformed('Open this address as a WebSocket.');
    // A WebSocket is not under CORS: the Origin is all that tells a foreign page (security.md 11).
    const origin = c.req.header('origin');
    if (origin !== undefined && !isCaller(deps.settings, origin))
      throw forbidden('This web page may not listen here.');
    const { userId, sessionId, workspaceId } = actor;
    if (!sessionId) throw forbidden('The live feed is for signed-in devices.');
    const listener = JSON.stringify({ userId, sessionId, workspaceId });
    const headers = { upgrade: 'websocket', [LISTENER_HEADER]: listener };
    const answer = await deps.feed(workspaceId).fetch(new Request('http://feed/', { headers }));
    if (answer.status === 429) throw limitReached('Too many pages of this workspace are open.', 60);
    return new Response(null, { status: 101, webSocket: answer.webSocket });
  },
);
