import type { ArmingId, PostId } from '../../contract/ids.ts';
import type { Sighting } from '../../domain/publication.ts';
import type { Snapshot } from '../../domain/snapshot.ts';

/** The answer of a verb to an armed post. `not_armed`: the object holds nothing, so D1's row is the truth. */
export type VerbAnswer = 'done' | 'stale' | 'too_late' | 'barred' | 'not_armed';

/** What the PostPublisher object (one per post) offers, by RPC. */
export interface PublisherApi {
  /** Something may have changed: look. Carries no content, may be lost, repeated, reordered. */
  poke(postId: PostId): Promise<void>;
  /** Stops the arming the user saw. `done` means nothing of it will ever be sent. */
  cancel(postId: PostId, armingId: ArmingId, deleted: boolean): Promise<VerbAnswer>;
  /** Replaces what will be published, in one write; `seen` is the arming the user saw. */
  swap(postId: PostId, seen: ArmingId, snapshot: Snapshot): Promise<VerbAnswer>;
  /** The user looked at the profile and says how an unknown outcome ended. */
  resolve(postId: PostId, armingId: ArmingId, seen: Sighting): Promise<VerbAnswer>;
}
