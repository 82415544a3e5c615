/** Who listens to a workspace, and what they are told. Its object (objects/workspace-feed.ts) is a thin shell. */
import type { SessionId } from '../../contract/ids.ts';
import type { LiveHint, LiveMessage } from '../../contract/index.ts';
import { LIVE_CLOSED } from '../../contract/index.ts';
import type { Clock } from '../../deps.ts';
import type { Log } from '../../log.ts';
import type { Listener, SignedOut } from './feed-api.ts';

export interface Socket {
  listener: Listener;
  send(text: string): void;
  close(code: number, reason: string): void;
}
export interface FeedPorts {
  /** Those that are open. */
  sockets(): Socket[];
  /** Which of these sessions still live and belong to the workspace. */
  alive(sessions: SessionId[]): Promise<Set<SessionId>>;
  clock: Clock;
  log: Log;
}

export const SOCKETS_MAX = 50;
/** Hints that come within this are one message; a workspace hears of itself seven times a second at most. */
const GATHER_MS = 150;
const HINTS_MAX = 100;
/** A session that was found alive is not looked at again for so long. */
const TRUSTED_MS = 30_000;

export class LiveFeed {
  readonly #ports: FeedPorts;
  readonly #waiting = new Map<string, LiveHint>();
  readonly #trusted = new Map<SessionId, number>();
  #flush: Promise<void> | undefined;

  constructor(ports: FeedPorts) {
    this.#ports = ports;
  }

  /** Returns at once; the same thing said twice is said once, the last time. */
  publish(hints: LiveHint[]): void {
    if (this.#ports.sockets().length === 0) return;
    for (const hint of hints) this.#waiting.set(keyOf(hint), hint);
    this.#flush ??= this.#sendSoon().finally(() => {
      this.#flush = undefined;
      // What came while the last hints were on their way.
      if (this.#waiting.size > 0) this.publish([]);
    });
  }

  signedOut(who: SignedOut): void {
    for (const socket of this.#ports.sockets()) {
      const { userId, sessionId } = socket.listener;
      const ended =
        'sessionId' in who ? sessionId === who.sessionId : userId === who.userId && sessionId !== who.except;
      if (ended) this.#end(socket);
    }
  }

  async #sendSoon(): Promise<void> {
    await this.#ports.clock.wait(GATHER_MS);
    const hints = [...this.#waiting.values()];
    this.#waiting.clear();
    const message: LiveMessage = { hints: hints.length > HINTS_MAX ? [{ type: 'all' }] : hints };
    const text = JSON.stringify(message);
    try {
      const alive = await this.#alive();
      for (const socket of this.#ports.sockets()) {
        if (alive.has(socket.listener.sessionId)) socket.send(text);
        else this.#end(socket);
      }
    } catch (error) {
      // Who can't be asked about is told nothing; the next page load asks for all of it anyway.
      this.#ports.log.warn('hints not sent', { error });
    }
  }

  /** Somebody may have been switched off or taken out of the workspace without a sign-out. */
  async #alive(): Promise<Set<SessionId>> {
    const now = this.#ports.clock.now();
    const listening = new Set(this.#ports.sockets().map(({ listener }) => listener.sessionId));
    for (const id of this.#trusted.keys()) if (!listening.has(id)) this.#trusted.delete(id);
    const unsure = [...listening].filter((id) => (this.#trusted.get(id) ?? 0) < now - TRUSTED_MS);
    const found = unsure.length > 0 ? await this.#ports.alive(unsure) : new Set<SessionId>();
    for (const id of unsure) {
      if (found.has(id)) this.#trusted.set(id, now);
      else this.#trusted.delete(id);
    }
    return new Set(this.#trusted.keys());
  }

  #end(socket: Socket): void {
    this.#trusted.delete(socket.listener.sessionId);
    socket.close(LIVE_CLOSED.signedOut, 'signed out');
  }
}

function keyOf(hint: LiveHint): string {
  switch (hint.type) {
    case 'post':
      return `post ${hint.postId}`;
    case 'account':
      return `account ${hint.accountId}`;
    case 'media':
      return `media ${hint.mediaId}`;
    case 'notice':
    case 'all':
      return hint.type;
  }
}
