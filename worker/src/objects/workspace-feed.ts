import { DurableObject } from 'cloudflare:workers';
import type { WorkspaceId } from '../contract/ids.ts';
import type { LiveHint } from '../contract/index.ts';
import { LIVE_CLOSED } from '../contract/index.ts';
import { aliveSessions } from '../db/sessions.ts';
import { makeDeps } from '../deps.ts';
import { LiveFeed, SOCKETS_MAX } from '../services/live/feed.ts';
import type { FeedApi, Listener, SignedOut } from '../services/live/feed-api.ts';
import { LISTENER_HEADER } from '../services/live/feed-api.ts';

/** What a socket remembers while its object sleeps. */
interface Attachment extends Listener {
  workspaceId: WorkspaceId;
}

/** One per workspace: holds its sockets, asleep most of the time. It stores nothing; what it knows can be asked for anew. */
export class WorkspaceFeed extends DurableObject<Cloudflare.Env> implements FeedApi {
  readonly #feed: LiveFeed;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    const { db, clock, log } = makeDeps(env);
    // Answered without waking the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'));
    this.#feed = new LiveFeed({
      sockets: () => this.#open().map(asSocket),
      alive: (sessions) => {
        const { workspaceId } = attachmentOf(this.#open()[0]) ?? {};
        return workspaceId
          ? aliveSessions(db, workspaceId, sessions, clock.now())
          : Promise.resolve(new Set());
      },
      clock,
      log,
    });
  }

  override async fetch(request: Request): Promise<Response> {
    if (this.#open().length >= SOCKETS_MAX) return new Response(null, { status: 429 });
    const listener = JSON.parse(request.headers.get(LISTENER_HEADER) ?? '') as Attachment;
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment(listener);
    return new Response(null, { status: 101, webSocket: client });
  }

  async publish(hints: LiveHint[]): Promise<void> {
    this.#feed.publish(hints);
  }

  async signedOut(who: SignedOut): Promise<void> {
    this.#feed.signedOut(who);
  }

  /** Listeners have nothing to say but the ping, which never comes here. */
  override webSocketMessage(socket: WebSocket): void {
    socket.close(LIVE_CLOSED.refused, 'Nothing is taken here.');
  }

  /** Answered, or the other side sees 1006 (platform.md 3). */
  override webSocketClose(socket: WebSocket, code: number): void {
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  #open(): WebSocket[] {
    return this.ctx.getWebSockets().filter((socket) => socket.readyState === WebSocket.OPEN);
  }
}

const attachmentOf = (socket: WebSocket | undefined) =>
  socket?.deserializeAttachment() as Attachment | undefined;

const asSocket = (socket: WebSocket) => ({
  listener: attachmentOf(socket) as Attachment,
  send: (text: string) => socket.send(text),
  close: (code: number, reason: string) => socket.close(code, reason),
});
