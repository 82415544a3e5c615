import type { KeyScope } from './contract/api-key.ts';
import type { KeyId, SessionId, UserId, WorkspaceId } from './contract/ids.ts';
import type { Deps } from './deps.ts';
import type { Bindings } from './env.ts';
import type { Once } from './services/repeats/once.ts';

/** Who asks, and in which workspace. Roles are read at each request, never from a token. */
export interface Actor {
  userId: UserId;
  workspaceId: WorkspaceId;
  role: 'owner' | 'admin' | 'editor' | 'approver' | 'viewer';
  via: 'session' | 'jwt' | 'key';
  sessionId: SessionId | null;
  /** The API key that asks, and all it was given; null when a person does. */
  key: { id: KeyId; scopes: readonly KeyScope[] } | null;
}

export interface AppEnv {
  Bindings: Bindings;
  Variables: { deps: Deps; requestId: string; actor: Actor; once: Once | undefined };
}
