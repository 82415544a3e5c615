import * as z from 'zod';
import { AccountId, MediaId, PostId } from './ids.ts';
import { PostStatus } from './post.ts';

/**
 * What the live feed says: not what is new, but where to look again. `all`: something was missed or there was too much.
 * Hints may come twice, late, out of order or never, so nothing is built on one alone.
 */
export const LiveHint = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('post'),
      postId: PostId,
      /** As of this hint; null when the post is gone. */
      status: PostStatus.nullable(),
      revision: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
      seq: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
    }),
    z.object({ type: z.literal('account'), accountId: AccountId }),
    z.object({ type: z.literal('media'), mediaId: MediaId }),
    z.object({ type: z.literal('notice') }),
    z.object({ type: z.literal('all') }),
  ])
  .meta({ id: 'LiveHint' });
export type LiveHint = z.infer<typeof LiveHint>;

/** A message on the socket: some hints together. */
export const LiveMessage = z.object({ hints: z.array(LiveHint).max(100) }).meta({ id: 'LiveMessage' });
export type LiveMessage = z.infer<typeof LiveMessage>;

/** The codes with which we close a socket: for good after a sign-out, and to be opened again. */
export const LIVE_CLOSED = { signedOut: 4001, again: 4002, refused: 1008 } as const;
