import * as z from 'zod';
import { AccountId, NoticeId, PostId } from './ids.ts';

/** What a user is told: one sentence, and the one button that helps. */
export const Notice = z
  .object({
    id: NoticeId,
    kind: z.string(),
    postId: PostId.nullable(),
    /** How the post's caption begins, as it is now; null when it is about no post, or about one that was deleted. */
    caption: z.string().nullable(),
    accountId: AccountId.nullable(),
    sentence: z.string(),
    action: z.string().nullable(),
    createdAt: z.iso.datetime(),
    readAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

export const ListNotices = z.object({
  cursor: z.string().max(256).optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .optional(),
});
export type ListNotices = z.infer<typeof ListNotices>;
/** `unread` counts all, not this page. */
export const NoticePage = z
  .object({ notices: z.array(Notice), next: z.string().nullable(), unread: z.int().min(0) })
  .meta({ id: 'NoticePage' });
export type NoticePage = z.infer<typeof NoticePage>;
/** Which to mark as read: some by name, or all up to the newest one that was seen. */
export const ReadNotices = z.union([
  z.strictObject({ ids: z.array(NoticeId).min(1).max(100) }),
  z.strictObject({ until: NoticeId }),
]);
export type ReadNotices = z.infer<typeof ReadNotices>;
export const Unread = z.object({ unread: z.int().min(0) }).meta({ id: 'Unread' });
export type Unread = z.infer<typeof Unread>;
