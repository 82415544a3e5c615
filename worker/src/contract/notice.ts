import * as z from 'zod';
import { AccountId, NoticeId, PostId } from './ids.ts';

/** What a user is told: one sentence, and the one button that helps. */
export const Notice = z
  .object({
    id: NoticeId,
    kind: z.string(),
    postId: PostId.nullable(),
    accountId: AccountId.nullable(),
    sentence: z.string(),
    action: z.string().nullable(),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;
