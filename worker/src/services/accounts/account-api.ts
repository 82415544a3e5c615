import type { LinkId } from '../../contract/ids.ts';
import type { CreatorInfo, PostId, WorkspaceId } from '../../contract/index.ts';
import type { Told } from '../../domain/trouble.ts';
import type { Grant } from '../../tiktok/types.ts';

/** Under which connection somebody asks. A link that is closed, or of another workspace, gets nothing. */
export interface LinkRef {
  workspaceId: WorkspaceId;
  linkId: LinkId;
}

export type TokenAnswer =
  | { ok: true; accessToken: string }
  /** `disconnected`: the link is closed for good. `unavailable`: TikTok or storage did not answer; try again. */
  | { ok: false; reason: 'reconnect_needed' | 'permission_missing' | 'disconnected' | 'unavailable' };

export type CreatorInfoAnswer =
  | Told<CreatorInfo>
  | { ok: false; denied: Exclude<TokenAnswer, { ok: true }>['reason'] };

/** TikTok's per-token limits, a sliding minute each (tiktok-api.md 8). */
export type PacedCall = 'init' | 'status' | 'creator_info';
/** Nobody waits longer than this for a place under those limits; a place further off is told but not taken. */
export const PLACE_WAIT_MAX = 20_000;

/**
 * What the TikTokAccount object (one per open_id) offers, by RPC. It owns the tokens and is the only one that refreshes them.
 * It never awaits a PostPublisher inside an RPC.
 */
export interface TikTokAccountApi {
  /** Stores a grant for one workspace (not called `connect`: a stub has a method of that name for sockets). Revives that workspace's link if TikTok had ended it, else makes `linkId` the live one. Returns the link that is live now. */
  linkWorkspace(input: {
    openId: string;
    workspaceId: WorkspaceId;
    linkId: LinkId;
    grant: Grant;
  }): Promise<{ linkId: LinkId }>;
  /** Closes the link first of all: nothing is handed over under it from now on. Revokes at TikTok with the last link. */
  disconnect(link: LinkRef): Promise<void>;
  /** TikTok or the user ended our access: all links wait for a reconnect. */
  accessLost(reason: string): Promise<void>;
  /** A token fresh for min(10 min, a quarter of its life). `refused` is the token TikTok just called dead. */
  token(link: LinkRef, refused?: string): Promise<TokenAnswer>;
  /** Asked before the last request of a post opens. */
  mayPublish(link: LinkRef): Promise<boolean>;
  /** TikTok's creator_info, asked now if the last answer is older than `maxAgeMs`. */
  creatorInfo(link: LinkRef, maxAgeMs: number): Promise<CreatorInfoAnswer>;
  /** Takes the next free place under TikTok's limit and says how long to wait for it, in milliseconds. Over PLACE_WAIT_MAX no place is taken: come back. */
  take(call: PacedCall): Promise<number>;
  /** Spaces the stagings of one account: how much earlier than usual this post has to begin, in milliseconds. Booking again moves the booking. */
  book(postId: PostId, workspaceId: WorkspaceId, dueAt: number): Promise<number>;
  unbook(postId: PostId): Promise<void>;
  /** Posts of this account booked or handed over in the 24 h that end at `at`. */
  postsIn24h(at: number): Promise<number>;
}
