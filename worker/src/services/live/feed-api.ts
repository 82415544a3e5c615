import type { SessionId, UserId } from '../../contract/ids.ts';
import type { LiveHint } from '../../contract/index.ts';

/** Whose socket it is; the upgrade to it carries this. */
export interface Listener {
  userId: UserId;
  sessionId: SessionId;
}
/** Which sockets are closed for good: one device's, or all of a person but the one that asks. */
export type SignedOut = { sessionId: SessionId } | { userId: UserId; except: SessionId | null };

/** What the WorkspaceFeed object (one per workspace) offers. Everything is best effort: nobody waits for it, nothing hangs on it. */
export interface FeedApi {
  /** Passes hints on to whoever listens. */
  publish(hints: LiveHint[]): Promise<void>;
  /** Closes sockets of sessions that have ended. */
  signedOut(who: SignedOut): Promise<void>;
  /** The WebSocket upgrade. `limit_reached` is 429. */
  fetch(request: Request): Promise<Response>;
}

/** By these the upgrade tells the object who listens. Objects can't be reached from outside, so they can't be forged. */
export const LISTENER_HEADER = 'tiktimer-listener';
